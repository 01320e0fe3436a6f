// Who looked at this client's record: everyone, also in a list, also those who were refused, in plain terms.
import { type Look, Looks, WhoLookedRequest } from '#contract/key-events.ts';
import { partOfRecord } from '#domain/access/part-of-record.ts';
import { addDays } from '#domain/basics/day.ts';
import { isId } from '#domain/basics/id.ts';
import { type Instant, instant, isInstant, startOfDay } from '#domain/basics/instant.ts';
import { countLooks, type LookCursor, type LookRow, readLooks } from '#store/clients/looks.ts';
import { defineAction } from '../pipeline/define.ts';
import { invalid } from '../pipeline/refused.ts';

const daysBack = 90;

// Possible duplicates are shown with a refusal: the person was seen in a list, whatever became of the entry.
const accessOf = ({ effect, inList }: LookRow): Look['access'] =>
  effect === 'write' ? 'changed' : inList ? 'in-a-list' : effect === 'refused' ? 'refused' : 'opened';

const cursorFrom = (text: string | undefined): LookCursor | null => {
  if (text === undefined) return null;
  const [at = '', id = ''] = text.split('_');
  if (!isInstant(at) || !isId(id)) throw invalid('cursor-not-known', { field: 'cursor' }, '/cursor');
  return { at: instant(at), id };
};

export const whoLooked = defineAction({
  name: 'who-looked',
  effect: 'read',
  input: WhoLookedRequest,
  output: Looks,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, agency, now, today }) => {
    const { clientId, limit } = input;
    const since: Instant = startOfDay(agency.timeZone, input.from ?? addDays(today, -daysBack));
    const [rows, total] = await Promise.all([
      readLooks(tx, clientId, since, cursorFrom(input.cursor), now, limit + 1),
      countLooks(tx, clientId, since, now),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        id: row.id,
        at: row.at,
        who: { id: row.actorId, name: row.name ?? '', roles: row.roles ?? [], kind: row.actorKind },
        access: accessOf(row),
        part: partOfRecord(row.action),
        action: row.action,
        basis: row.decision,
      })),
      total,
      next: rows.length > limit && last ? `${last.at}_${last.id}` : null,
    };
  },
});
