import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginSitting } from '#actions/instruments/answer.ts';
import { type PeopleOnCall, peopleOnCall } from '#actions/pipeline/test-safety.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { listOwnNotices } from '#actions/privacy/own.ts';
import { readSafetyEpisodes, takeStepInEpisode } from '#actions/safety/episodes.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { db } from '#store/postgres/query.ts';
import { keepWatch, tellOfSafety } from './safety-watch.ts';

let agency: TestAgency;
let people: PeopleOnCall;

const services = () => ({ database: agency.database, clock: () => agency.now, log: () => undefined });
const pass = (minutes: number) => {
  agency.now = addMinutes(agency.now, minutes);
};
/** Somebody has thoughts of it right now. */
const anAcuteAnswer = () =>
  agency.as(people.rosa, beginSitting, {
    ...{ clientId: people.clientId, instrument: 'asq', means: 'worker', language: 'en', answers: { q5: 1 } },
  });
const toldOf = async (who: Staff) =>
  (await agency.as(await agency.signInAgain(who), listOwnNotices, {})).items
    .filter(({ client }) => client?.id === people.clientId)
    .map(({ kind }) => kind);
const take = async (who: Staff, step: string) => {
  const [episode] = (await agency.as(people.rosa, readSafetyEpisodes, { clientId: people.clientId })).items;
  return agency.as(who, takeStepInEpisode, { episodeId: episode?.id, step });
};

beforeAll(async () => {
  agency = await anAgency();
});
beforeEach(async () => {
  agency.now = aNow;
  people = await peopleOnCall(agency);
});
afterAll(() => agency.database.close());

describe('while nobody takes it up', () => {
  test('the next is told: the team lead, the supervisor, and then all of them again', async () => {
    const { nina, lead, clara } = people;
    await anAcuteAnswer();
    await tellOfSafety(services());
    expect(await toldOf(nina)).toEqual(['safety-raised']);
    pass(10);
    await tellOfSafety(services());
    await tellOfSafety(services());
    expect(await toldOf(lead)).toEqual(['safety-waiting']);
    expect(await toldOf(clara)).toEqual([]);
    pass(10);
    await tellOfSafety(services());
    expect(await toldOf(clara)).toEqual(['safety-waiting']);
    pass(10);
    await tellOfSafety(services());
    expect(await toldOf(clara)).toHaveLength(2);
    expect((await toldOf(nina)).filter((kind) => kind === 'safety-waiting').length).toBeGreaterThan(0);
  });

  test('once somebody who was not there has, nobody else is told', async () => {
    await anAcuteAnswer();
    await take(people.rosa, 'acknowledge');
    await take(people.nina, 'take-up');
    pass(60);
    await tellOfSafety(services());
    expect(await toldOf(people.lead)).toEqual([]);
  });

  test('where nobody is on call the team lead is told at once', async () => {
    await agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(
        db
          .updateTable('on_call_shifts')
          .set({ is_cancelled: true, recorded_at, recorded_by })
          .where('staff_id', '=', people.nina.id),
      ),
    );
    await anAcuteAnswer();
    expect(await toldOf(people.lead)).toEqual(['safety-raised']);
  });

  test('what fell due while the product did not run is told at its start, and written in the audit', async () => {
    await anAcuteAnswer();
    pass(15);
    await keepWatch(services()).stop();
    expect(await toldOf(people.lead)).toEqual(['safety-waiting']);
    const entries = await agency.write((tx) =>
      tx.rows(
        db
          .selectFrom('audit')
          .select('action')
          .where('client_id', '=', people.clientId)
          .where('actor_kind', '=', 'system'),
      ),
    );
    expect(entries.map(({ action }) => action)).toContain('tell-of-safety');
  });
});
