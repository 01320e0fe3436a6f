import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SittingView } from '#contract/instruments.ts';
import type { EpisodeView } from '#contract/safety.ts';
import type { Id } from '#domain/basics/id.ts';
import { db } from '#store/postgres/query.ts';
import { beginSitting, saveSitting, signSitting } from '../instruments/answer.ts';
import { peopleOnCall } from '../pipeline/test-safety.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listOwnNotices } from '../privacy/own.ts';
import { listSafetyEpisodes, readSafetyEpisodes, takeStepInEpisode } from './episodes.ts';

let agency: TestAgency;
let rosa: Staff;
let nina: Staff;
let lead: Staff;
let clara: Staff;
let clientId: Id;
let programmeId: Id;

const episodes = async (who: Staff = rosa) => (await agency.as(who, readSafetyEpisodes, { clientId })).items;
const only = async (who: Staff = rosa): Promise<EpisodeView> => {
  const [episode, ...others] = await episodes(who);
  expect(others).toEqual([]);
  if (!episode) throw new Error('no episode');
  return episode;
};
const begin = (instrument = 'phq9', means = 'worker') =>
  agency.as(rosa, beginSitting, { clientId, instrument, means, language: 'en' });
const save = ({ id, version }: SittingView, answers: object) =>
  agency.as(rosa, saveSitting, { sittingId: id, answers }, { ifMatch: version });
const take = async (who: Staff, step: string, more: object = {}) =>
  agency.as(who, takeStepInEpisode, { episodeId: (await only()).id, step, ...more });
const refused = async (who: Staff, step: string, more: object = {}) =>
  (await agency.refusalOf(who, takeStepInEpisode, { episodeId: (await only()).id, step, ...more }))?.codes;
const owed = ({ owed: all }: EpisodeView) => all.map(({ step }) => step);
const noticesOf = async (who: Staff) =>
  (await agency.as(who, listOwnNotices, {})).items.map(({ kind, client }) => [kind, client?.id ?? null]);

beforeAll(async () => {
  agency = await anAgency();
});
beforeEach(async () => {
  agency.now = aNow;
  ({ rosa, nina, lead, clara, clientId, programmeId } = await peopleOnCall(agency));
});
afterAll(() => agency.database.close());

describe('an answer that says somebody may be in danger', () => {
  test('counts as soon as it is given, on a form with one answer', async () => {
    await save(await begin(), { q9: 1 });
    expect(await only()).toMatchObject({
      severity: 'urgent',
      state: 'open',
      with: { id: rosa.id },
      flags: [{ instrument: 'phq9', abbreviation: 'PHQ-9', flag: 'item9' }],
    });
    expect(owed(await only())).toEqual(['acknowledge', 'assess', 'close']);
  });

  test('counts once, however often it is saved, and also when it is taken back', async () => {
    const half = await save(await begin(), { q9: 1 });
    const again = await save(half, { q9: 2 });
    await save(again, { q9: 0 });
    expect((await only()).flags).toHaveLength(1);
  });

  test('none was given: nothing is raised, and nothing is said to be well', async () => {
    await save(await begin(), { q1: 3, q2: 3 });
    expect(await episodes()).toEqual([]);
  });

  test('from paper raises the same', async () => {
    const sheet = { clientId, instrument: 'phq9', means: 'paper', language: 'en', answers: { q9: 3 }, sign: true };
    await agency.as('system', beginSitting, { ...sheet, staffId: rosa.id });
    expect(await only()).toMatchObject({ with: { id: rosa.id } });
  });

  test('acute: whoever is on call is told at once, and only they, until ten minutes have passed', async () => {
    await save(await begin('asq'), { q1: 1, q5: 1 });
    expect(await only()).toMatchObject({ severity: 'acute' });
    expect((await only()).told.map(({ id }) => id)).toEqual([nina.id]);
    expect(await noticesOf(nina)).toEqual([['safety-raised', clientId]]);
    expect(await noticesOf(lead)).toEqual([]);
    // Whoever is on call sees of the person what is to be done, and no more.
    expect((await agency.as(nina, listSafetyEpisodes, {})).items).toMatchObject([{ clientId, mayOpenChart: false }]);
    expect((await agency.as(rosa, listSafetyEpisodes, {})).items).toMatchObject([{ clientId, mayOpenChart: true }]);
  });

  test('on the ASQ a question declined is a positive screen, and not an acute one', async () => {
    await save(await begin('asq'), { q1: 0, q2: 0, q3: 0, q4: 'declined' });
    expect(await only()).toMatchObject({ severity: 'urgent' });
  });

  test('is taken up by somebody who was not there', async () => {
    await save(await begin('asq'), { q5: 1 });
    await take(rosa, 'acknowledge');
    expect(await refused(rosa, 'take-up')).toEqual(['safety-two-people']);
    expect(await take(nina, 'take-up')).toMatchObject({ takenUpBy: expect.stringContaining(nina.id.slice(-6)) });
  });

  test('is seen by whoever is on call also where what was answered is closed to them', async () => {
    await agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(
        db.updateTable('programmes').set({ is_part2: true, recorded_at, recorded_by }).where('id', '=', programmeId),
      ),
    );
    rosa = await agency.signInAgain(rosa);
    const closed = { clientId, instrument: 'asq', means: 'worker', language: 'en', segment: 'part2' };
    await agency.as(rosa, beginSitting, { ...closed, answers: { q5: 1 } });
    expect((await agency.as(nina, listSafetyEpisodes, {})).items).toMatchObject([{ clientId, severity: 'acute' }]);
    expect((await episodes(nina))[0]).toMatchObject({ flags: [{ abbreviation: 'ASQ' }, {}], screens: [] });
  });

  test('a further one joins the episode that is open, and what was done before is asked anew', async () => {
    await save(await begin(), { q9: 1 });
    await take(rosa, 'acknowledge');
    await save(await begin('asq'), { q5: 1 });
    expect(await only()).toMatchObject({ severity: 'acute' });
    expect(owed(await only())).toContain('acknowledge');
    expect(owed(await only())).toContain('accompany');
  });
});

describe('an episode', () => {
  test('rests on a whole screen: an unfinished one is no assessment', async () => {
    await save(await begin(), { q9: 1 });
    await take(rosa, 'acknowledge');
    const asq = await save(await begin('asq'), { q1: 0 });
    const assess = { finding: 'no-current-risk', sittingId: asq.id };
    expect((await only()).screens).toMatchObject([{ abbreviation: 'ASQ', screening: 'incomplete' }]);
    expect(await refused(rosa, 'assess', assess)).toEqual(['safety-assessment-incomplete']);
    const whole = await save(asq, { q1: 0, q2: 0, q3: 0, q4: 0 });
    await agency.as(rosa, signSitting, { sittingId: asq.id }, { ifMatch: whole.version });
    expect(owed(await take(rosa, 'assess', assess))).toEqual(['close']);
  });

  test('is closed by a qualified clinician alone, with the reason', async () => {
    await save(await begin(), { q9: 1 });
    await take(rosa, 'acknowledge', { note: 'Sat down together' });
    await take(rosa, 'assess', { finding: 'risk' });
    const ending = { outcome: 'plan-in-place', reason: 'Plan made, the sister stays tonight' };
    expect(await refused(rosa, 'close', ending)).toContain('safety-not-qualified');
    expect(await refused(clara, 'close', ending)).toEqual(['safety-step-first']);
    await take(rosa, 'make-plan');
    const closed = await take(clara, 'close', ending);
    expect(closed).toMatchObject({ state: 'closed', owed: [], may: [] });
    expect(closed.steps.map(({ step }) => step)).toEqual(['raise', 'acknowledge', 'assess', 'make-plan', 'close']);
    expect(closed.steps.at(1)).toMatchObject({ note: 'Sat down together' });
    expect(await refused(clara, 'acknowledge')).toEqual(['safety-episode-closed']);
    // The same answer saved once more opens nothing; another time of answering does.
    expect((await agency.as(rosa, listSafetyEpisodes, {})).items).toEqual([]);
  });

  test('once closed is not opened again by the answers that opened it, and another sitting opens a new one', async () => {
    const first = await save(await begin(), { q9: 1 });
    await take(rosa, 'acknowledge');
    await take(clara, 'hand-over', { to: 'clinician', receivedBy: 'Dr Aziz' });
    await take(clara, 'close', { outcome: 'handed-over', reason: 'Dr Aziz goes on' });
    const again = await save(first, { q9: 2, q1: 1 });
    expect(await episodes()).toHaveLength(1);
    await agency.as(rosa, signSitting, { sittingId: again.id }, { ifMatch: again.version });
    await save(await begin(), { q9: 1 });
    expect((await episodes()).map(({ state }) => state)).toEqual(['open', 'closed']);
  });
});
