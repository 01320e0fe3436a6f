// How long each kind of record is kept here, which records may go and why, what a legal hold keeps.
import {
  FindRecordRequest,
  ListRecordsToPurgeRequest,
  ReadRetentionRequest,
  RecordFound,
  RecordsToPurge,
  RetentionView,
} from '#contract/retention.ts';
import { stateOn } from '#domain/access/approvals.ts';
import { addMonths } from '#domain/basics/day.ts';
import {
  keptUntil,
  type RecordKind,
  type RetentionKind,
  recordKinds,
  retentionKinds,
  scheduleFrom,
  shortestYears,
  whyNotPurge,
} from '#domain/people/retention.ts';
import { openApprovalsAbout } from '#store/approvals.ts';
import { findByNumber, readHolds, readQuietRecords, readSchedule } from '#store/retention.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';

/** Every record that may go today, the oldest first. */
const recordsToPurge = async ({ tx, actor, today }: Context<unknown>) => {
  const schedule = scheduleFrom(await readSchedule(tx));
  const before = addMonths(today, -12 * shortestYears(schedule));
  const records = (await readQuietRecords(tx, actor, before, today))
    .filter(({ facts }) => whyNotPurge(facts, schedule, today).length === 0)
    .map(({ client, facts }) => ({ client, lastOn: facts.lastOn, ...keptUntil(facts, schedule) }));
  return { schedule, records };
};

const isRecordKind = (kind: RetentionKind): kind is RecordKind => recordKinds.some((each) => each === kind);

export const readRetention = defineAction({
  name: 'read-retention',
  effect: 'read',
  input: ReadRetentionRequest,
  output: RetentionView,
  run: async (context) => {
    const { tx, actor, today, show } = context;
    const [{ schedule, records }, holds] = await Promise.all([recordsToPurge(context), readHolds(tx, actor, today)]);
    show(holds.map(({ client }) => client.id));
    const dueOf = (kind: RecordKind) => {
      const n = records.filter((each) => each.kind === kind).length;
      const rows = `/api/agency/retention/records?kind=${kind}`;
      return {
        ...{ value: n, interval: null, n, denominator: 'persons' as const, method: 'count' as const },
        ...{ asOf: today, reason: null, rows },
      };
    };
    return {
      today,
      schedule: (Object.keys(retentionKinds) as RetentionKind[]).map((kind) => ({
        kind,
        years: schedule[kind],
        usual: retentionKinds[kind].usual,
        least: retentionKinds[kind].least,
        due: isRecordKind(kind) ? dueOf(kind) : null,
      })),
      holds: holds.map(({ id, client, reason, from, to, placedBy }) => ({
        ...{ id, reason, from, to, placedBy },
        client: namedRecordView(client),
      })),
    };
  },
});

export const listRecordsToPurge = defineAction({
  name: 'list-records-to-purge',
  effect: 'read',
  input: ListRecordsToPurgeRequest,
  output: RecordsToPurge,
  run: async (context) => {
    const { tx, input, today, show } = context;
    const { records } = await recordsToPurge(context);
    const wanted = records.filter(({ kind }) => input.kind === undefined || kind === input.kind);
    const offset = offsetOf(input.cursor);
    const page = wanted.slice(offset, offset + input.limit);
    const ids = page.map(({ client }) => client.id);
    const asked = await openApprovalsAbout(tx, ids);
    show(ids);
    const items = page.map(({ client, kind, lastOn, until }) => ({
      client: namedRecordView(client),
      kind,
      lastOn,
      keptUntil: until,
      isAsked: asked.some((each) => each.clientId === client.id && stateOn(each, today) === 'open'),
    }));
    return listed(items, wanted.length, offset);
  },
});

/** One record by its whole number: who places a hold or asks for a purge has it from a letter, and sees no list to browse. */
export const findRecord = defineAction({
  name: 'find-record',
  effect: 'read',
  input: FindRecordRequest,
  output: RecordFound,
  run: async ({ tx, input, actor, today, show }) => {
    const rows = await findByNumber(tx, actor, input.number, today);
    show(rows.map(({ client }) => client.id));
    return { items: rows.map(({ client }) => namedRecordView(client)) };
  },
});
