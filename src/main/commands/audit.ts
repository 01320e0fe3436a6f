// The sealed audit from outside: its heads to keep elsewhere, and whether all that was sealed still stands.
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { AuditKey } from '#store/audit-seal/audit-key.ts';
import type { Head, HeadsFile } from '#store/audit-seal/heads.ts';
import type { Fault } from '#store/audit-seal/verify.ts';
import { chooseAgency } from '../agency.ts';
import { auditKeyFile, knownAuditKey, sealNow } from '../audit-key.ts';
import { withDatabase } from '../database.ts';
import { print, printJson, refuse, say, startProgress } from '../terminal.ts';

const readKept = async (path: string): Promise<readonly Head[]> => {
  const { headsFrom } = await import('#store/audit-seal/heads.ts');
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse('file-absent', { path });
  });
  const heads = headsFrom(text);
  if (!heads) throw refuse('not-an-audit-head', { path });
  return heads;
};

/** What is kept of the audit elsewhere, as the database says it now. */
const newestOf = async (ownerUrl: string, key: AuditKey | null): Promise<HeadsFile> => {
  const { asHeadsFile, newestHeads } = await import('#store/audit-seal/heads.ts');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return asHeadsFile(await newestHeads(client), key);
  } finally {
    await client.end();
  }
};

const sendHead = async ({ out, json }: { out?: string; json?: boolean }): Promise<void> => {
  const heads = await withDatabase(async ({ ownerUrl }) => newestOf(ownerUrl, await sealNow(ownerUrl)));
  if (out !== undefined)
    await writeFile(out, `${JSON.stringify(heads, null, 2)}\n`, { flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        throw refuse(error.code === 'EEXIST' ? 'audit-head-exists' : 'audit-head-not-written', {
          path: out,
          reason: error.code ?? '',
        });
      },
    );
  if (json || out === undefined) return printJson(heads);
  print(say('cli.audit-head-written', { path: out, count: heads.heads.length }));
};

const sentenceOf = (fault: Fault): string =>
  say('cli.audit-fault', {
    message: say(`audit-fault.${fault.reason}`, { id: fault.id ?? '', known: fault.id !== null }),
    agency: fault.agency,
    place: fault.position + 1,
  });

const verify = async ({ head, agency, json }: { head?: string; agency?: string; json?: boolean }): Promise<void> => {
  const key = await knownAuditKey();
  const kept = head === undefined ? [] : await readKept(head);
  await withDatabase(async ({ ownerUrl }) => {
    const { migrate } = await import('#store/postgres/migrate.ts');
    const { asHeadsFile, hasHeads } = await import('#store/audit-seal/heads.ts');
    const { verifyAudit } = await import('#store/audit-seal/verify.ts');
    await migrate(ownerUrl);
    if (!key && (kept.length > 0 || (await hasHeads(ownerUrl))))
      throw refuse('audit-key-absent', { path: auditKeyFile() });
    const only = agency === undefined ? undefined : [(await chooseAgency(ownerUrl, agency)).id];
    const progress = await startProgress(say('cli.audit-verifying'));
    try {
      const verified = await verifyAudit(
        ownerUrl,
        { isSigned: key?.isSigned ?? (() => false), kept, onProgress: progress.to },
        only,
      );
      progress.end();
      const { entries, unsealed, heads, firstBad } = verified;
      const fault = firstBad && { ...firstBad, message: sentenceOf(firstBad) };
      if (fault) process.exitCode = 1;
      if (!json) return print(fault?.message ?? say('cli.audit-holds', { entries, unsealed }));
      await printJson({ ok: !fault, entries, unsealed, head: asHeadsFile(heads, key), firstBad: fault });
    } finally {
      progress.end();
    }
  });
};

export const addAudit = (program: Command): void => {
  const parent = program.command('audit').description(say('cli.audit')).helpCommand(false);
  parent
    .command('head')
    .description(say('cli.audit.head'))
    .option('--out <file>', say('cli.flag.audit-head-out'))
    .option('--json', say('cli.flag.json'))
    .action(sendHead);
  parent
    .command('verify')
    .description(say('cli.audit.verify'))
    .option('--head <file>', say('cli.flag.audit-head'))
    .option('--agency <name>', say('cli.flag.agency'))
    .option('--json', say('cli.flag.json'))
    .action(verify);
};
