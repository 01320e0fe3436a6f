// The privacy officer's page: how many looks want explaining, whose they are, and the entries of the audit behind each.
import {
  FindingEntriesListed,
  FindingsListed,
  ListFindingEntriesRequest,
  ListFindingsRequest,
  PrivacyView,
  ReadPrivacyRequest,
  SetOfficeHoursRequest,
} from '#contract/privacy.ts';
import { type FindingKind, findingKinds, usualHours } from '#domain/access/findings.ts';
import { partOfRecord } from '#domain/access/part-of-record.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { startOfDay } from '#domain/basics/instant.ts';
import { listReports } from '#store/audit-seal/report.ts';
import { countGlass, readGlassRates } from '#store/glass.ts';
import {
  countFindings,
  type FindingFilter,
  readFindingEntries,
  readFindings,
  readOfficeHours,
  writeOfficeHours,
} from '#store/privacy.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';
import { invalid } from '../pipeline/refused.ts';

const daysBack = 30;

type Asked = { readonly from?: Day | undefined; readonly to?: Day | undefined; readonly staffId?: Id | undefined };

const periodOf = ({ today }: Context<unknown>, asked: Asked) => {
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, -daysBack);
  if (to < from) throw invalid('ends-before-it-begins', { from, to }, '/to');
  return { from, to };
};

const filterOf = async (
  context: Context<unknown>,
  asked: Asked,
): Promise<{ period: { from: Day; to: Day }; of(kind: FindingKind): FindingFilter }> => {
  const { tx, agency } = context;
  const period = periodOf(context, asked);
  const hours = (await readOfficeHours(tx)) ?? usualHours;
  const { timeZone } = agency;
  const [from, to] = [startOfDay(timeZone, period.from), startOfDay(timeZone, addDays(period.to, 1))];
  return { period, of: (kind) => ({ kind, from, to, staffId: asked.staffId ?? null, hours, timeZone }) };
};

const address = (path: string, asked: Readonly<Record<string, string | null | undefined>>): string =>
  `${path}?${new URLSearchParams(Object.entries(asked).filter((each): each is [string, string] => each[1] != null))}`;

export const readPrivacy = defineAction({
  name: 'read-privacy',
  effect: 'read',
  input: ReadPrivacyRequest,
  output: PrivacyView,
  run: async (context): Promise<PrivacyView> => {
    const { tx, input, actor, today } = context;
    const { period, of } = await filterOf(context, input);
    const { from, to, hours } = of('glass');
    const staffId = input.staffId ?? null;
    const open = { state: 'open', staffId, from: null, to: null } as const;
    const [openGlass, rates, reports, ...counts] = await Promise.all([
      countGlass(tx, actor, open, today),
      readGlassRates(tx, actor, { state: 'all', staffId, from, to }, today),
      listReports(tx),
      ...findingKinds.map((kind) => countFindings(tx, actor, of(kind), today)),
    ]);
    const figure = (n: number, denominator: string, rows: string) => ({
      ...{ value: n, interval: null, n, denominator, method: 'count', asOf: today, reason: null, rows },
    });
    return {
      ...period,
      hours: { ...hours, days: [...hours.days] },
      findings: findingKinds.map((kind, index) => ({
        kind,
        figure: figure(
          counts[index] ?? 0,
          'findings',
          address('/api/privacy/findings', { kind, ...period, staffId: input.staffId }),
        ),
      })),
      openGlass: figure(openGlass, 'glass', address('/api/glass', { state: 'open', staffId: input.staffId })),
      rates: rates.map(({ staff, n, open: waiting, notJustified }) => ({
        staff,
        figure: figure(n, 'glass', address('/api/glass', { state: 'all', staffId: staff.id, ...period })),
        open: waiting,
        notJustified,
      })),
      reports: reports.map((each) => ({ ...each })),
    };
  },
});

export const listFindings = defineAction({
  name: 'list-findings',
  effect: 'read',
  input: ListFindingsRequest,
  output: FindingsListed,
  run: async (context) => {
    const { tx, input, actor, today, show } = context;
    const { kind } = input;
    const { period, of } = await filterOf(context, input);
    const offset = offsetOf(input.cursor);
    const rows = await readFindings(tx, actor, of(kind), today, { limit: input.limit, offset });
    show(rows.flatMap(({ client }) => (client ? [client.id] : [])));
    const items = rows.map(({ staff, client, n, firstAt, lastAt }) => ({
      ...{ kind, staff: { ...staff, roles: [...staff.roles] }, client: client && namedRecordView(client) },
      ...{ n, firstAt, lastAt },
      rows: address('/api/privacy/entries', { kind, ...period, staffId: staff.id, about: client?.id }),
    }));
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

export const listFindingEntries = defineAction({
  name: 'list-finding-entries',
  effect: 'read',
  input: ListFindingEntriesRequest,
  output: FindingEntriesListed,
  run: async (context) => {
    const { tx, input, actor, today, show } = context;
    const { of } = await filterOf(context, input);
    const offset = offsetOf(input.cursor);
    const about = input.about ?? null;
    const rows = await readFindingEntries(tx, actor, of(input.kind), about, today, { limit: input.limit, offset });
    if (about !== null && rows.length > 0) show([about]);
    const items = rows.map(({ id, at, action, effect, decision, requestId }) => ({
      ...{ id, at, action, part: partOfRecord(action), effect, basis: decision, requestId },
    }));
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

export const setOfficeHours = defineAction({
  name: 'set-office-hours',
  effect: 'write',
  input: SetOfficeHoursRequest,
  run: async ({ tx, input }) => {
    if (input.to <= input.from) throw invalid('hours-end-before', {}, '/to');
    await writeOfficeHours(tx, input);
    return null;
  },
});
