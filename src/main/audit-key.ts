// The key of the audit's heads: the file that FOOTBRIDGE_AUDIT_KEY names, else `audit-key.pem` in the data folder.
import { join, resolve } from 'node:path';
import type { AuditKey } from '#store/audit-seal/audit-key.ts';
import { dataFolder } from './database.ts';
import { cancellation, note, refuse, say } from './terminal.ts';

export const auditKeyFile = (): string =>
  resolve(process.env.FOOTBRIDGE_AUDIT_KEY || join(dataFolder(), 'audit-key.pem'));

/** The key that is there, or null. */
export const knownAuditKey = async (): Promise<AuditKey | null> => {
  const { AuditKeyFault, readAuditKey } = await import('#store/audit-seal/audit-key.ts');
  const path = auditKeyFile();
  return readAuditKey(path).catch((error: Error) => {
    throw refuse(error instanceof AuditKeyFault ? 'audit-key-not-readable' : 'audit-key-not-read', { path });
  });
};

/**
 * The key, made where nothing has been sealed yet. Where something has, a new key would only hide that the right one is missing:
 * then null, and a word about it.
 */
export const ownAuditKey = async (ownerUrl: string): Promise<AuditKey | null> => {
  const known = await knownAuditKey();
  if (known) return known;
  const path = auditKeyFile();
  const { hasHeads } = await import('#store/audit-seal/heads.ts');
  if (await hasHeads(ownerUrl)) {
    note(say('refusal.audit-key-absent', { path }));
    return null;
  }
  const { ensureAuditKey } = await import('#store/audit-seal/audit-key.ts');
  return ensureAuditKey(path, (key) => note(say('cli.audit-key-made', { path, key })));
};

/** Seals what is written now, as far as the key is here. */
export const sealNow = async (ownerUrl: string): Promise<AuditKey | null> => {
  const { migrate } = await import('#store/postgres/migrate.ts');
  const { databaseUrls } = await import('#store/postgres/roles.ts');
  const { openDatabase } = await import('#store/postgres/transaction.ts');
  const { systemClock } = await import('#api/http/server.ts');
  const { sealAudit } = await import('#jobs/audit-seal.ts');
  await migrate(ownerUrl);
  const key = await ownAuditKey(ownerUrl);
  if (!key?.sign) return key;
  const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
  try {
    const log = (line: Record<string, unknown>) => note(JSON.stringify(line));
    await sealAudit({ database, clock: systemClock, log }, key, { inBackground: false, signal: cancellation });
  } finally {
    await database.close();
  }
  return key;
};
