// Lists read the rows kept for today. Asked about another day, they read rows worked out for that day, through the same statements, so
// that the two can never differ in what they show or to whom: a past day from what was true then, a day to come from what is now.
import { type RawBuilder, sql } from 'kysely';
import type { Permission } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn } from '#domain/basics/instant.ts';
import { visible } from '#store/access/visible.ts';
import { keptSummaries, type SummaryRow, summariesGiven } from '#store/client-summaries.ts';
import { type Answering, type DueItemRow, dueItemsGiven, keptDueItems } from '#store/due-items.ts';
import type { Context } from './define.ts';
import { workOutFor } from './refresh.ts';

type Asking = Pick<Context<unknown>, 'tx' | 'actor' | 'agency' | 'now' | 'today'>;

export type ListSources = { readonly items: RawBuilder<DueItemRow>; readonly summaries: RawBuilder<SummaryRow> };

/** Access is decided by the real day, whatever day is asked about. */
export const realDay = ({ agency, now }: Pick<Context<unknown>, 'agency' | 'now'>): Day => dayIn(agency.timeZone, now);

/** The day asked about where it is over; null for today and the days to come, which the record answers as it is. */
export const pastDay = (context: Pick<Context<unknown>, 'agency' | 'now' | 'today'>): Day | null =>
  context.today < realDay(context) ? context.today : null;

const batch = 200;

/** The clients that an actor may see, in the order of their ids. */
export const clientsSeen = async (context: Asking, permission: Permission): Promise<Id[]> => {
  const clients = await context.tx.rows(sql<{ id: Id }>`
    select c.id from clients c where c.agency_id = (select app.agency()) and ${visible(context.actor, permission, 'c', realDay(context))} order by c.id`);
  return clients.map(({ id }) => id);
};

export const listSources = async (context: Asking, permission: Permission): Promise<ListSources> => {
  const { tx, today } = context;
  const real = realDay(context);
  if (today === real) return { items: keptDueItems, summaries: keptSummaries };
  const ids = await clientsSeen(context, permission);
  const worked = [];
  for (let at = 0; at < ids.length; at += batch)
    worked.push(...(await workOutFor(tx, ids.slice(at, at + batch), today, real)));
  return {
    items: dueItemsGiven(worked.flatMap(({ items }) => items)),
    summaries: summariesGiven(worked.flatMap(({ summaries }) => summaries)),
  };
};

/** `mine`: one's own and one's teams' · `team`: everyone's within reach · `all`: whatever is visible. */
export type Scope = 'mine' | 'team' | 'all';

export const answering = ({ actor }: Pick<Context<unknown>, 'actor'>, scope: Scope): Answering => {
  if (scope === 'all' || actor.kind === 'system') return null;
  return scope === 'mine'
    ? { staff: [actor.id], teams: actor.memberTeams }
    : { staff: actor.reachStaff, teams: actor.reachTeams };
};
