// Sheets for clients, printed from the command line: the same act as in the app, done by the product.
import { withDatabase } from '../database.ts';
import { problemOf } from '../instrument-content.ts';
import { refuse } from '../terminal.ts';

export type ForClients = { readonly clients?: string; readonly caseload?: string; readonly agency?: string };

/** What to print and for whom; `asked` is the rest of what the act is asked. */
export const issueSheets = ({ clients, caseload, agency: named }: ForClients, asked: object) =>
  withDatabase(async ({ ownerUrl }) => {
    const { migrate } = await import('#store/postgres/migrate.ts');
    const { databaseUrls } = await import('#store/postgres/roles.ts');
    const { openDatabase } = await import('#store/postgres/transaction.ts');
    const { systemClock } = await import('#api/http/server.ts');
    const { asSystem, perform } = await import('#actions/pipeline/perform.ts');
    const { Refused } = await import('#actions/pipeline/refused.ts');
    const { printSheets } = await import('#actions/sheets/print-sheets.ts');
    const { readCaseloadOf } = await import('#store/sheets.ts');
    const { chooseAgency } = await import('../agency.ts');
    await migrate(ownerUrl);
    const agency = await chooseAgency(ownerUrl, named);
    const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
    const now = systemClock();
    try {
      const clientIds =
        caseload === undefined
          ? (clients ?? '').split(',').filter(Boolean)
          : await asSystem(database, agency.id, now, (tx) => readCaseloadOf(tx, caseload, now));
      if (clientIds === null) throw refuse('staff-not-known', {}, { status: 404 });
      const caller = { kind: 'system', agencyId: agency.id } as const;
      const { value } = await perform(database, printSheets, { caller, now, input: { ...asked, clientIds } });
      return value;
    } catch (error) {
      throw error instanceof Refused ? problemOf(error.refusals) : error;
    } finally {
      await database.close();
    }
  });
