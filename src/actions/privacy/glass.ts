// Breaking the glass: finding the one person, saying why, an hour, and the answer for it afterwards.
import {
  BreakGlassRequest,
  FindBehindGlassRequest,
  FoundBehindGlass,
  GlassBroken,
  GlassListed,
  GlassReviewed,
  ListGlassRequest,
  ReviewGlassRequest,
} from '#contract/privacy.ts';
import { glassEnds, glassSearchesAnHour, whyNotBreak, whyNotReview } from '#domain/access/glass.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { addMinutes, startOfDay } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { fold } from '#domain/people/folded-names.ts';
import { shownName } from '#domain/people/names.ts';
import type { NamedRecord } from '#store/access/named-record.ts';
import {
  countGlassSearches,
  insertGlass,
  insertGlassReview,
  readBehindGlass,
  readGlass,
  readGlassToReview,
} from '#store/glass.ts';
import { tell, whoIsTold } from '#store/notices.ts';
import { defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';
import { allow, found, Refused } from '../pipeline/refused.ts';

const isNamed = (record: NamedRecord, given: string, family: string): boolean =>
  fold(record.familyName) === fold(family) &&
  [record.givenName, record.chosenName].some((name) => name !== null && fold(name) === fold(given));

/** No more than a name and a year, and only of somebody whom one knows already. */
export const findBehindGlass = defineAction({
  name: 'find-behind-glass',
  effect: 'read',
  input: FindBehindGlassRequest,
  output: FoundBehindGlass,
  run: async ({ tx, input, actor, now, today, show }): Promise<FoundBehindGlass> => {
    const { number, givenName, familyName, birthDate } = input;
    const by = number == null ? { birthDate: birthDate as Day } : { number };
    const [searches, records] = await Promise.all([
      countGlassSearches(tx, actor.id, addMinutes(now, -60)),
      readBehindGlass(tx, actor, by, today),
    ]);
    if (searches >= glassSearchesAnHour)
      throw new Refused(429, [refusal('glass-searches', { most: glassSearchesAnHour })], { retryAfter: 3600 });
    const items = records.filter((record) => number != null || isNamed(record, givenName ?? '', familyName ?? ''));
    show(items.map(({ id }) => id));
    return {
      items: items.map((record) => ({
        id: record.id,
        name: shownName(record),
        birthYear:
          record.birthDate === null || record.birthPrecision === 'unknown'
            ? null
            : Number(record.birthDate.slice(0, 4)),
      })),
    };
  },
});

export const breakGlass = defineAction({
  name: 'break-glass',
  effect: 'write',
  stepUp: true,
  input: BreakGlassRequest,
  output: GlassBroken,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  early: (tx, { clientId }, now) => whoIsTold(tx, clientId, now),
  run: async ({ tx, input, actor, agency, now, newId, may, note }, told): Promise<GlassBroken> => {
    const { clientId, reason, explanation } = input;
    const emergency = input.emergency ?? null;
    allow(whyNotBreak({ reason, emergency }, now, { isOpen: may('read-contacts') }));
    const [id, endsAt, stamp] = [newId(), glassEnds(now), { agencyId: agency.id, by: actor.id, at: now }];
    // Sent with what follows; a failure is heard of at the commit.
    insertGlass(tx, stamp, { id, clientId, reason, explanation, endsAt, emergency }).catch(() => undefined);
    tell(tx, stamp, { kind: 'glass-broken', clientId, subjectId: id }, told, newId);
    note({ glassId: id, reason, opensPart2: emergency !== null, endsAt });
    return { id, endsAt, told: told.length };
  },
});

export const listGlass = defineAction({
  name: 'list-glass',
  effect: 'read',
  input: ListGlassRequest,
  output: GlassListed,
  run: async ({ tx, input, actor, agency, today, show }) => {
    const { state, staffId = null, from, to } = input;
    const offset = offsetOf(input.cursor);
    const filter = {
      ...{ state, staffId },
      from: from === undefined ? null : startOfDay(agency.timeZone, from),
      to: to === undefined ? null : startOfDay(agency.timeZone, addDays(to, 1)),
    };
    const rows = await readGlass(tx, actor, filter, today, { limit: input.limit, offset });
    show(rows.map(({ client }) => client.id));
    const items = rows.map(({ total: _, client, ...row }) => ({ ...row, client: namedRecordView(client) }));
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

export const reviewGlass = defineAction({
  name: 'review-glass',
  effect: 'write',
  input: ReviewGlassRequest,
  output: GlassReviewed,
  subject: ({ glassId }) => ({ table: 'glass_breaks', id: glassId }),
  run: async ({ tx, input, actor, agency, client, now, newId, note }) => {
    const { glassId, outcome } = input;
    const glass = found(await readGlassToReview(tx, glassId));
    allow(whyNotReview(glass, actor.id));
    const id = newId();
    const clientId = found(client).clientId;
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    insertGlassReview(tx, stamp, { id, clientId, glassId, outcome, note: input.note ?? null }).catch(() => undefined);
    const told = [{ id: glass.staffId, email: glass.email }];
    tell(tx, stamp, { kind: 'glass-reviewed', clientId, subjectId: glassId }, told, newId);
    note({ glassId, outcome, staffId: glass.staffId });
    return { id };
  },
});
