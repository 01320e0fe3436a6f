import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, type Instant, instant, minutesBetween } from '#domain/basics/instant.ts';
import type { InstrumentDefinition, Severity } from '#domain/instruments/definition.ts';
import { answersFrom, scorerOf } from '#domain/instruments/score.ts';
import { isQualifiedClinician } from './clinician.ts';
import {
  audiences,
  companions,
  findings,
  openEpisode,
  outcomes,
  type RaisedFlag,
  receivers,
  type SafetyEpisode,
} from './episode.ts';
import { isQuiet, nextTellingAt, owedOf, standardTimes, toTell } from './owed.ts';
import { gravestFlag, screeningOf } from './screening.ts';
import { episodeOf, type Step, type StepName, type StepParams, stepNames, takeStep, whyNotStep } from './steps.ts';

const start = instant('2026-11-25T14:00:00Z');
const later = (minutes: number): Instant => addMinutes(start, minutes);
const [worker, onCall, clinician] = ['worker', 'on-call', 'clinician'] as unknown as [Id, Id, Id];
const flag = (severity: Severity, administrationId = 'a1'): RaisedFlag => ({
  administrationId: administrationId as Id,
  instrument: 'asq',
  flag: severity,
  severity,
});
const opening = (severity: Severity) => ({ id: 'episode' as Id, at: start, flag: flag(severity) });
const step = <N extends StepName>(name: N, params: StepParams[N], by: Id | null = worker, minutes = 1): Step =>
  ({ name, at: later(minutes), by, params }) as unknown as Step;
const closing = (outcome: StepParams['close']['outcome'], more: Partial<StepParams['close']> = {}): Step =>
  step('close', { outcome, reason: 'Spoken with her and her sister.', isQualified: true, ...more }, clinician);
const taken = (episode: SafetyEpisode, each: Step): SafetyEpisode => {
  const next = takeStep(episode, each);
  if (!next.ok) throw new Error(JSON.stringify(next.refusals));
  return next.value;
};
const refusalsOf = (episode: SafetyEpisode, each: Step): string[] => {
  const next = takeStep(episode, each);
  return next.ok ? [] : next.refusals.map(({ code, params }) => [code, ...Object.values(params ?? {})].join(' '));
};
const owedSteps = (episode: SafetyEpisode) => owedOf(episode).map(({ step: name }) => name);

describe('an acute episode', () => {
  const open = openEpisode(opening('acute'));
  test('owes everything at once, the most pressing first, and each by its time', () => {
    expect(owedOf(open)).toEqual(
      (['acknowledge', 'accompany', 'tell', 'take-up', 'assess', 'close'] as const).map((name) => ({
        step: name,
        by: later(standardTimes.within.acute[name]),
      })),
    );
  });
  test('is worked through to a hand-over', () => {
    const steps = [
      step('acknowledge', {}),
      step('accompany', { companion: 'worker' }),
      step('tell', { audience: 'on-call', staffIds: [onCall] }, null, 0),
      step('take-up', {}, onCall, 4),
      step('assess', { finding: 'imminent-risk', screening: 'acute' }, worker, 20),
    ];
    const assessed = episodeOf(opening('acute'), steps);
    expect(owedSteps(assessed)).toEqual(['hand-over', 'close']);
    const over = taken(assessed, step('hand-over', { to: 'emergency-department', receivedBy: 'Dr Osei' }, worker, 60));
    expect(owedSteps(over)).toEqual(['close']);
    const closed = taken(over, closing('handed-over'));
    expect(owedSteps(closed)).toEqual([]);
    expect(refusalsOf(closed, step('make-plan', {}))).toEqual(['safety-episode-closed']);
  });
  test('is not closed before somebody who was not there has taken it up, however it ended', () => {
    const seen = taken(open, step('acknowledge', {}));
    expect(refusalsOf(seen, closing('died'))).toEqual(['safety-step-first take-up']);
    expect(refusalsOf(seen, step('take-up', {}, worker))).toEqual(['safety-two-people']);
    const takenUp = taken(open, step('take-up', {}, onCall));
    expect(refusalsOf(takenUp, step('acknowledge', {}, onCall))).toEqual(['safety-two-people']);
  });
  test('tells those on call, then leads, then supervisors, and begins again', () => {
    const told = (episode: SafetyEpisode, minutes: number) =>
      toTell(episode, later(minutes)).reduce(
        (each, audience) => taken(each, step('tell', { audience, staffIds: [onCall] }, null, minutes)),
        episode,
      );
    expect(toTell(open, start)).toEqual(['on-call']);
    const first = told(open, 0);
    expect(toTell(first, later(9))).toEqual([]);
    expect(nextTellingAt(first)).toBe(later(10));
    expect(toTell(first, later(10))).toEqual(['on-call', 'team-lead']);
    expect(toTell(told(first, 10), later(25))).toEqual(['on-call', 'team-lead', 'supervisor']);
    expect(toTell(taken(first, step('take-up', {}, onCall, 5)), later(60))).toEqual([]);
  });
  test('tells the lead at once where nobody is on call', () => {
    const nobody = taken(open, step('tell', { audience: 'on-call', staffIds: [] }, null, 0));
    expect(owedSteps(nobody)).toContain('tell');
    expect(nextTellingAt(nobody)).toBe(start);
    expect(toTell(nobody, start)).toEqual(['team-lead']);
  });
  test('wants somebody to look for a person who has gone, and nobody assesses them meanwhile', () => {
    const gone = taken(open, step('record-leaving', {}, worker, 7));
    expect(owedOf(gone)).toContainEqual({ step: 'hand-over', by: later(17) });
    expect(owedSteps(gone)).not.toContain('assess');
    expect(refusalsOf(gone, step('assess', { finding: 'risk', screening: null }))).toEqual(['safety-person-left']);
    expect(refusalsOf(gone, step('record-leaving', {}))).toEqual(['safety-step-done record-leaving']);
    expect(owedSteps(taken(gone, step('accompany', { companion: 'supporter' })))).toContain('assess');
  });
});

describe('an urgent episode', () => {
  const open = openEpisode(opening('urgent'));
  const seen = taken(open, step('acknowledge', {}));
  test('owes an assessment in the same visit, then a plan where a risk was found', () => {
    expect(owedSteps(open)).toEqual(['acknowledge', 'assess', 'close']);
    const assessed = taken(seen, step('assess', { finding: 'risk', screening: 'urgent' }));
    expect(owedSteps(assessed)).toEqual(['make-plan', 'close']);
    expect(refusalsOf(assessed, closing('no-current-risk'))).toEqual(['safety-risk-was-found']);
    expect(refusalsOf(assessed, closing('plan-in-place'))).toEqual(['safety-step-first make-plan']);
    expect(taken(taken(assessed, step('make-plan', {})), closing('plan-in-place')).closed?.by).toBe(clinician);
  });
  test('is closed by a qualified clinician with a reason, or not at all', () => {
    expect(refusalsOf(seen, closing('entered-in-error', { isQualified: false, reason: ' ' }))).toEqual([
      'safety-not-qualified',
      'safety-close-without-reason',
    ]);
    expect(refusalsOf(open, closing('entered-in-error'))).toEqual(['safety-step-first acknowledge']);
  });
  test('is not assessed by a screen that is not finished', () =>
    expect(refusalsOf(seen, step('assess', { finding: 'no-current-risk', screening: 'incomplete' }))).toEqual([
      'safety-assessment-incomplete',
    ]));
  test('is handed over to somebody by name', () =>
    expect(refusalsOf(seen, step('hand-over', { to: 'colleague', receivedBy: ' ' }))).toEqual([
      'safety-hand-over-to-nobody',
    ]));
  test('becomes acute with what is found, and those on call are told', () => {
    const acute = taken(seen, step('assess', { finding: 'imminent-risk', screening: null }, worker, 30));
    expect(acute).toMatchObject({ severity: 'acute', since: later(30), acknowledged: { by: worker } });
    expect(owedSteps(acute)).toEqual(['accompany', 'tell', 'take-up', 'hand-over', 'close']);
    expect(toTell(acute, later(30))).toEqual(['on-call']);
  });
  test('is seen and assessed anew when one more answer says so, and known answers change nothing', () => {
    const assessed = taken(seen, step('assess', { finding: 'no-current-risk', screening: null }));
    expect(taken(assessed, step('raise', { flag: flag('urgent') }))).toBe(assessed);
    const more = taken(assessed, step('raise', { flag: flag('urgent', 'a2') }));
    expect(owedSteps(more)).toEqual(['acknowledge', 'assess', 'close']);
  });
  test('takes no step of nobody but those the product takes itself', () => {
    expect(whyNotStep(open, 'acknowledge', null)).toEqual([
      { code: 'safety-step-is-somebodys', params: { step: 'acknowledge' } },
    ]);
    expect(whyNotStep(open, 'tell', null)).toEqual([]);
  });
});

test('a kept step that could not be taken is not passed over', () =>
  expect(() => episodeOf(opening('urgent'), [closing('plan-in-place')])).toThrow(/safety-step-first/));

describe('whatever sequence of steps is given', () => {
  const by = fc.constantFrom(worker, onCall, clinician, null);
  const paramsOf: { readonly [N in StepName]: fc.Arbitrary<StepParams[N]> } = {
    raise: fc.record({
      flag: fc.tuple(fc.constantFrom('acute', 'urgent'), fc.constantFrom('a1', 'a2', 'a3')).map(([a, b]) => flag(a, b)),
    }),
    acknowledge: fc.constant({}),
    accompany: fc.record({ companion: fc.constantFrom(...companions) }),
    'record-leaving': fc.constant({}),
    tell: fc.record({ audience: fc.constantFrom(...audiences), staffIds: fc.constantFrom([], [onCall]) }),
    'take-up': fc.constant({}),
    assess: fc.record({
      finding: fc.constantFrom(...findings),
      screening: fc.constantFrom(null, 'acute', 'urgent', 'incomplete', 'negative'),
    }),
    'make-plan': fc.constant({}),
    'hand-over': fc.record({ to: fc.constantFrom(...receivers), receivedBy: fc.constantFrom('', 'Ana') }),
    close: fc.record({
      outcome: fc.constantFrom(...outcomes),
      reason: fc.constantFrom('', 'safe'),
      isQualified: fc.boolean(),
    }),
  };
  const oneStep = fc
    .constantFrom(...stepNames)
    .chain((name) =>
      fc.tuple(by, paramsOf[name] as fc.Arbitrary<unknown>).map(([who, params]) => ({ name, by: who, params })),
    );
  /** Steps a minute apart, those that are refused left out, with every episode on the way. */
  const course = fc
    .tuple(fc.constantFrom<Severity>('acute', 'urgent'), fc.array(oneStep, { maxLength: 40, size: 'max' }))
    .map(([severity, tried]) => {
      const way: { readonly before: SafetyEpisode; readonly step: Step; readonly episode: SafetyEpisode }[] = [];
      let episode = openEpisode(opening(severity));
      tried.forEach((each, at) => {
        const made = { ...each, at: later(at + 1) } as unknown as Step;
        const next = takeStep(episode, made);
        if (next.ok) way.push({ before: episode, step: made, episode: next.value });
        if (next.ok) episode = next.value;
      });
      return { severity, way, last: episode };
    });

  test('no episode is closed but by a qualified clinician, with a reason and what its outcome needs', () => {
    let closed = 0;
    fc.assert(
      fc.property(course, ({ way, last }) => {
        const end = way.filter(({ step: { name } }) => name === 'close');
        expect(end.length).toBe(last.closed ? 1 : 0);
        for (const { before, step: each } of end) {
          closed++;
          expect(each.params).toMatchObject({ isQualified: true, reason: 'safe' });
          expect(each.by).not.toBeNull();
          expect(before.acknowledged).not.toBeNull();
          const { outcome } = each.params as StepParams['close'];
          if (outcome === 'plan-in-place') expect(before.planned && before.assessed).toBeTruthy();
          if (outcome === 'no-current-risk') expect(before.assessed?.finding).toBe('no-current-risk');
          if (outcome === 'handed-over') expect(before.handedOver).not.toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
    expect(closed).toBeGreaterThan(20);
  });

  test('an acute one is neither quiet nor closed before somebody else has taken it up', () => {
    fc.assert(
      fc.property(course, ({ way }) => {
        for (const { episode } of way)
          if (episode.severity === 'acute') {
            if (episode.takenUp === null) {
              expect(isQuiet(episode)).toBe(false);
              expect(owedSteps(episode)).toContain('take-up');
              expect(nextTellingAt(episode)).not.toBeNull();
              expect(episode.closed).toBeNull();
            } else expect(episode.takenUp.by).not.toBe(episode.acknowledged?.by);
          }
      }),
      { numRuns: 1000 },
    );
  });

  test('it never becomes less severe, and something is owed until it is closed', () => {
    fc.assert(
      fc.property(course, ({ way }) => {
        for (const { before, episode } of way) {
          if (before.severity === 'acute') expect(episode.severity).toBe('acute');
          expect(owedOf(episode).length > 0).toBe(episode.closed === null);
          expect(owedOf(episode).map(({ by: at }) => at)).toEqual(
            owedOf(episode)
              .map(({ by: at }) => at)
              .toSorted(),
          );
        }
      }),
    );
  });

  test('its kept steps make the same episode again', () =>
    fc.assert(
      fc.property(course, ({ severity, way, last }) => {
        expect(
          episodeOf(
            opening(severity),
            way.map(({ step: each }) => each),
          ),
        ).toEqual(last);
      }),
    ));

  test('while nobody takes it up, somebody is told every ten minutes at the latest', () =>
    fc.assert(
      fc.property(course, fc.boolean(), ({ last }, isSomebodyThere) => {
        if (last.severity !== 'acute' || isQuiet(last)) return;
        let [episode, latest] = [last, last.tellings.at(-1)?.at ?? last.since];
        for (let minute = 41; minute < 120; minute++) {
          const now = later(minute);
          for (const audience of toTell(episode, now)) {
            const staffIds = isSomebodyThere ? [onCall] : [];
            episode = taken(episode, { name: 'tell', at: now, by: null, params: { audience, staffIds } });
            latest = now;
          }
          expect(minutesBetween(latest, now)).toBeLessThanOrEqual(9);
          expect(toTell(episode, now).length).toBeLessThan(audiences.length);
        }
      }),
    ));
});

describe('what a screen says', () => {
  const asq: InstrumentDefinition = JSON.parse(
    readFileSync(new URL('../../../content/instruments/asq.json', import.meta.url), 'utf8'),
  );
  const score = scorerOf(asq);
  const scored = (answers: unknown) => {
    const given = answersFrom(asq, answers);
    if (!given.ok) throw new Error(JSON.stringify(given.refusals));
    return score(given.value);
  };
  test.each([
    ['a question declined is non-acute positive', { q1: 0, q2: 0, q3: 'declined', q4: 0, q5: 0 }, 'urgent'],
    ['also where the rest is missing', { q4: 'declined' }, 'urgent'],
    ['also where it is the last', { q1: 1, q2: 0, q3: 0, q4: 0, q5: 'declined' }, 'urgent'],
    ['thoughts of it right now are acute, whatever is missing', { q5: 1 }, 'acute'],
    ['what is missing is incomplete', { q1: 0, q2: 0, q3: 0 }, 'incomplete'],
    ['nothing at all is incomplete', {}, 'incomplete'],
    ['four times no is negative', { q1: 0, q2: 0, q3: 0, q4: 0 }, 'negative'],
  ])('%s', (_, answers, said) => expect(screeningOf(scored(answers))).toBe(said));

  test('nothing but a whole form without a yes or a refusal is negative', () => {
    const answer = fc.constantFrom(0, 1, 'declined', null);
    fc.assert(
      fc.property(fc.tuple(answer, answer, answer, answer, answer), (answers) => {
        const said = screeningOf(scored(answers));
        const given = answers.slice(0, 4);
        if (answers[4] === 1) expect(said).toBe('acute');
        else if (answers.some((each) => each === 1 || each === 'declined')) expect(said).toBe('urgent');
        else expect(said).toBe(given.includes(null) ? 'incomplete' : 'negative');
      }),
    );
  });
  test('the gravest flag decides', () => {
    expect(gravestFlag(scored({ q1: 1, q5: 1 }))).toEqual({ id: 'acute', severity: 'acute' });
    expect(gravestFlag(scored({ q1: 0 }))).toBeNull();
  });
});

describe('a qualified clinician', () => {
  const held = (kind: string, validFrom: string | null, validTo: string | null) => ({
    kind,
    validFrom: validFrom as Day | null,
    validTo: validTo as Day | null,
  });
  const on = '2026-11-25' as Day;
  test.each([
    [true, held('Licensed  clinical social worker', null, '2026-11-25')],
    [false, held('Licensed clinical social worker', null, '2026-11-24')],
    [false, held('Physician', '2026-11-26', null)],
    [false, held('Case management certificate', null, null)],
  ])('%s for %j', (is, credential) => expect(isQualifiedClinician([credential], on)).toBe(is));
  test('is whom the agency says', () =>
    expect(isQualifiedClinician([held('LCSW', null, null)], on, ['lcsw'])).toBe(true));
});
