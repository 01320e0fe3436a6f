// To whom a person's record was disclosed: the log as staff read it, and the accounting the person may ask for.
import { sql } from 'kysely';
import {
  Accounting,
  DisclosuresView,
  type DisclosureView,
  MakeAccountingRequest,
  ReadDisclosuresRequest,
} from '#contract/disclosures.ts';
import type { Actor } from '#domain/access/actor.ts';
import { accountsForAll } from '#domain/access/segments.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { isId } from '#domain/basics/id.ts';
import type { Purpose } from '#domain/consent/consent.ts';
import { accountingLaws, accountingOf, accountingPeriod, isAccountedFor } from '#domain/disclosure/accounting.ts';
import type { Basis, RecipientKind } from '#domain/disclosure/bases.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { shownName } from '#domain/people/names.ts';
import { visible } from '#store/access/visible.ts';
import { type ClientRecord, readClient } from '#store/clients/records.ts';
import {
  countDisclosures,
  type DisclosureCursor,
  type DisclosureRow,
  readDisclosures as readLog,
} from '#store/disclosures.ts';
import { defineAction } from '../pipeline/define.ts';
import { disclose } from '../pipeline/disclose.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { found, invalid } from '../pipeline/refused.ts';

const viewOf = (row: DisclosureRow): DisclosureView => ({
  ...row,
  purpose: row.purpose as Purpose,
  kinds: [...row.kinds],
  segments: [...row.segments],
  consents: [...row.consents],
  accountings: accountingLaws.filter((law) => isAccountedFor(law, row)),
});

const bornOn = ({ birthDate: date, birthPrecision: precision }: ClientRecord) => knownBirthDate({ date, precision });

const cursorFrom = (text: string | undefined): DisclosureCursor | null => {
  if (text === undefined) return null;
  const [day = '', id = ''] = text.split('_');
  if (!isDay(day) || !isId(id)) throw invalid('cursor-not-known', { field: 'cursor' }, '/cursor');
  return { day, id };
};

/** Whoever answers for disclosures reads of all of them, as they account for all of them; anybody else of those they may know of. */
const seenBy = (actor: Actor, permission: 'read-disclosures' | 'make-accounting', day: Day) =>
  accountsForAll(actor) ? sql<boolean>`true` : visible(actor, permission, 'd', day);

export const readDisclosures = defineAction({
  name: 'read-disclosures',
  effect: 'read',
  input: ReadDisclosuresRequest,
  output: DisclosuresView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, segments }) => {
    const { clientId, from = null, to = null, basis = null, limit } = input;
    const seen = seenBy(actor, 'read-disclosures', realDay({ agency, now }));
    const filter = { clientId, from, to, basis, seen };
    const [read, rows, total] = await Promise.all([
      readClient(tx, clientId, segments),
      readLog(tx, filter, { after: cursorFrom(input.cursor), most: limit + 1 }),
      countDisclosures(tx, filter),
    ]);
    const client = found(read);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      client: {
        ...{ id: clientId, number: client.number, name: shownName(client), birthDate: bornOn(client) },
        ...{ language: client.language, largePrint: client.largePrint },
      },
      items: items.map(viewOf),
      total,
      next: rows.length > limit && last ? `${last.day}_${last.id}` : null,
    };
  },
});

/** The accounting itself goes to the person, so it stands in the log too. */
export const makeAccounting = defineAction({
  name: 'make-accounting',
  effect: 'write',
  stepUp: true,
  input: MakeAccountingRequest,
  output: Accounting,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, agency, today, note } = context;
    const { clientId, law, language, isLarge } = input;
    const period = accountingPeriod(law, today);
    const isWhole = accountsForAll(actor);
    const seen = seenBy(actor, 'make-accounting', today);
    const [read, rows] = await Promise.all([
      readClient(tx, clientId, context.segments),
      readLog(tx, { clientId, ...period, basis: null, seen }, null),
    ]);
    const client = found(read);
    const name = shownName(client);
    const entries = accountingOf(law, rows, today);
    await disclose(context, {
      ...{ day: today, basis: 'own-request', recipientKind: 'client', recipient: name, address: null, via: null },
      ...{ purpose: 'at-request', purposeText: null, way: 'print', kinds: ['access-log'], ...period },
      ...{ whyAll: null, grounds: null, clientIds: [clientId], leavesOut: true },
      segments: [...new Set(['general', ...rows.flatMap(({ segments }) => segments)])],
    });
    note({ law, entries: entries.length, isWhole });
    return {
      ...{ law, language, isLarge, agency: agency.name, isWhole, madeOn: today, ...period },
      client: { name, number: client.number, birthDate: client.birthDate },
      entries: entries.map((each) => ({
        ...each,
        kinds: [...each.kinds] as DisclosedKind[],
        basis: each.basis as Basis,
        purpose: each.purpose as Purpose,
        recipientKind: each.recipientKind as RecipientKind,
      })),
    };
  },
});
