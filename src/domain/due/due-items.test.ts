import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { parseDefinition } from '#domain/models/checking.ts';
import { dueItems, nextChange } from './due-items.ts';
import type { ContactFact, DueFacts, StayFact } from './facts.ts';
import { aContact, aCycle, aModel, anEnrolment, aProspect, aStay, aVersion, factsOf } from './facts-for-tests.ts';
import { compareDue, type DueItem, daysOver, dueState } from './item.ts';
import { keptOf, standing } from './standing.ts';

const start = day('2026-01-01');
const someDay = (maximum = 240) => fc.nat(maximum).map((days): Day => addDays(start, days));
const keys = ['act', 'icm', 'strengths', 'clinical', 'rehabilitation', 'broker'] as const;

const someContact = fc
  .record({
    day: someDay(),
    outcome: fc.constantFrom('reached', 'attempted'),
    mode: fc.constantFrom('face-to-face', 'phone', 'video'),
    place: fc.constantFrom('community', 'office', 'institution'),
    withWhom: fc.constantFrom('client', 'support', 'provider'),
  })
  .map((contact) => contact as ContactFact);

const someStay = fc
  .record({
    from: someDay(),
    length: fc.option(fc.nat(40)),
    setting: fc.constantFrom('psychiatric', 'jail', 'emergency'),
  })
  .map(({ from, length, setting }) =>
    aStay(from, length === null ? null : addDays(from, length), setting as StayFact['setting']),
  );

const phases = (key: string, count: number) =>
  aModel(key).phases.map((phase) => ({ ...phase, contact: { ...phase.contact, count } }));

const someFacts: fc.Arbitrary<DueFacts> = fc
  .record({
    key: fc.constantFrom(...keys),
    enrolled: someDay(60),
    changes: fc.array(fc.record({ on: someDay(), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
    plans: fc.array(fc.record({ from: someDay(), count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 2 }),
    contacts: fc.array(someContact, { maxLength: 25 }),
    stays: fc.array(someStay, { maxLength: 3 }),
    prospect: fc.boolean(),
    reviewed: fc.option(someDay()),
    sentOn: someDay(),
  })
  .map(({ key, enrolled, changes, plans, contacts, stays, prospect, reviewed, sentOn }) => {
    const versions = [
      aVersion(key),
      ...changes.map(({ on, count }, index) => aVersion(key, { phases: phases(key, count) }, index + 2, on)),
    ];
    const contactPlans = plans.map(({ from, count }) => ({ from, count, window: 'week' as const }));
    const cycle = aCycle({ from: enrolled, planSignedOn: enrolled, lastReviewSignedOn: reviewed });
    const common = { versions, contactPlans, contacts, cycle };
    const enrolment = prospect
      ? aProspect({ ...common, referredOn: enrolled })
      : anEnrolment({ ...common, served: [{ from: enrolled, to: null }] });
    const owner = { kind: 'staff', id: 'worker' } as const;
    const referrals = [{ id: 'r', state: 'sent', sentOn, nextOn: null, owner, segment: 'general' } as const];
    return factsOf(enrolment, { stays, referrals });
  });

const ofEnrolment = (facts: DueFacts, changes: (enrolment: DueFacts['enrolments'][number]) => object): DueFacts => ({
  ...facts,
  enrolments: facts.enrolments.map((each) => ({ ...each, ...changes(each) })),
});

describe('whatever the facts', () => {
  test('every item is unmet and begins no later than it ends', () =>
    fc.assert(
      fc.property(someFacts, someDay(300), (facts, today) => {
        for (const { dueFrom, dueBy, needed, done } of dueItems(facts, today)) {
          expect(dueFrom <= dueBy).toBe(true);
          expect(done).toBeLessThan(needed);
        }
      }),
    ));

  test('their order changes nothing', () =>
    fc.assert(
      fc.property(someFacts, someDay(300), (facts, today) => {
        const turned = ofEnrolment({ ...facts, stays: facts.stays.toReversed() }, (each) => ({
          contacts: each.contacts.toReversed(),
          versions: each.versions.toReversed(),
        }));
        expect(dueItems(turned, today)).toEqual(dueItems(facts, today));
      }),
    ));

  test('one more contact with the client makes nothing more overdue', () =>
    fc.assert(
      fc.property(someFacts, someContact, someDay(300), (facts, contact, today) => {
        const more = ofEnrolment(facts, ({ contacts }) => ({ contacts: [...contacts, contact] }));
        const worst = (items: readonly DueItem[], kind: string) =>
          Math.max(0, ...items.filter((item) => item.kind === kind).map((item) => daysOver(item, today)));
        const [before, after] = [dueItems(facts, today), dueItems(more, today)];
        for (const kind of ['contact', 'in-stay-contact', 'outreach', 'escalation'])
          expect(worst(after, kind)).toBeLessThanOrEqual(worst(before, kind));
      }),
    ));

  test('the items of today stand until the next change, and differ on it', () =>
    fc.assert(
      fc.property(someFacts, someDay(200), (facts, today) => {
        const change = nextChange(facts, today);
        const items = dueItems(facts, today);
        for (let on = addDays(today, 1); on < (change ?? addDays(today, 60)); on = addDays(on, 1))
          expect(dueItems(facts, on)).toEqual(items);
        if (change) expect(dueItems(facts, change)).not.toEqual(items);
      }),
      { numRuns: 60 },
    ));

  test('a window once judged met or missed stays so on every later day', () =>
    fc.assert(
      fc.property(someFacts, someDay(200), fc.nat(90), (facts, to, later) => {
        const judged = (until: Day) =>
          standing(facts, start, until).filter((each) => each.to <= to && each.verdict !== 'cut-short');
        expect(judged(addDays(to, later))).toEqual(judged(to));
      }),
    ));

  test('a version published today changes no window that ended before it', () =>
    fc.assert(
      fc.property(someFacts, someDay(200), fc.integer({ min: 1, max: 6 }), (facts, today, count) => {
        const later = ofEnrolment(facts, ({ versions }) => {
          const key = versions[0]?.key ?? 'icm';
          return { versions: [...versions, aVersion(key, { phases: phases(key, count) }, 99, today)] };
        });
        const yesterday = addDays(today, -1);
        expect(standing(later, start, yesterday)).toEqual(standing(facts, start, yesterday));
        const begun = facts.enrolments.every(({ served }) => served.every(({ from }) => from <= yesterday));
        if (begun) expect(dueItems(later, yesterday)).toEqual(dueItems(facts, yesterday));
      }),
    ));

  test('what is overdue and what the compliance report calls missed are the same windows', () =>
    fc.assert(
      fc.property(someFacts, someDay(200), (facts, today) => {
        const missed = standing(facts, start, addDays(today, -1)).filter(({ verdict }) => verdict === 'missed');
        for (const item of dueItems(facts, today))
          if (item.kind.endsWith('contact') && dueState(item, today) === 'overdue')
            expect(missed).toContainEqual(
              expect.objectContaining({ rule: item.rule, from: item.dueFrom, to: item.dueBy }),
            );
      }),
    ));

  test('contacts read only from a day on change no item while a window after it is the one in hand', () =>
    fc.assert(
      fc.property(someFacts, fc.integer({ min: 92, max: 200 }), someDay(300), (facts, before, today) => {
        // Further back than the longest window under way.
        const from = addDays(today, -before);
        const short = ofEnrolment(facts, ({ contacts, lastReachedOn }) => ({
          contactsFrom: from,
          contacts: contacts.filter((each) => each.day >= from),
          lastReachedOn,
        }));
        const seeing = (of: DueFacts) => dueItems(of, today).filter(({ kind }) => kind.endsWith('contact'));
        for (const item of seeing(facts)) if (item.dueFrom >= from) expect(seeing(short)).toContainEqual(item);
      }),
    ));

  test('they come in the order in which they are worked', () =>
    fc.assert(
      fc.property(someFacts, someDay(300), (facts, today) => {
        const items = dueItems(facts, today);
        expect(items.toSorted(compareDue)).toEqual(items);
      }),
    ));
});

describe('the compliance of past windows', () => {
  const contacts = ['2026-01-06', '2026-01-13', '2026-02-04'].map((on) => aContact(on));
  const facts = factsOf(anEnrolment({ contacts }), { stays: [aStay('2026-01-21', '2026-02-02')] });
  test('lists each window that ended, once', () =>
    expect(
      standing(facts, day('2026-01-01'), day('2026-02-08')).map(
        ({ kind, from, to, done, needed, verdict }) => `${kind} ${from} ${to} ${done}/${needed} ${verdict}`,
      ),
    ).toEqual([
      'contact 2026-01-05 2026-01-11 1/1 met',
      'contact 2026-01-12 2026-01-18 1/1 met',
      'contact 2026-01-19 2026-01-20 0/1 cut-short',
      'in-stay-contact 2026-01-21 2026-01-25 0/1 missed',
      'in-stay-contact 2026-01-26 2026-02-01 0/1 missed',
      'contact 2026-02-02 2026-02-08 1/1 met',
    ]));
  test('holds a window that ended on the first or the last day asked for', () =>
    expect(standing(facts, day('2026-01-11'), day('2026-01-18')).map(({ to }) => to)).toEqual([
      '2026-01-11',
      '2026-01-18',
    ]));
  test('does not count a window cut short', () =>
    expect(keptOf(standing(facts, day('2026-01-01'), day('2026-02-08')))).toEqual({ met: 3, judged: 5 }));
  test('is still there when the enrolment has ended', () => {
    const served = [{ from: day('2026-01-05'), to: day('2026-01-20') }];
    const ended = factsOf(anEnrolment({ state: 'ended', owner: null, served, contacts }));
    expect(standing(ended, day('2026-01-01'), day('2026-03-01')).map(({ verdict }) => verdict)).toEqual([
      'met',
      'met',
      'cut-short',
    ]);
  });
});

describe('each field of a version that drives what is due changes a named item when it alone is changed', () => {
  const owner = { kind: 'staff', id: 'worker' } as const;
  const fresh = aCycle({ stage: 'assessment', assessmentSignedOn: null, planSignedOn: null });
  const signed = { reachedOn: day('2026-01-05'), assessmentSignedOn: day('2026-01-06') };
  const [only] = aModel('icm').phases;
  const base = {
    phases: [
      { ...only, key: 'first', months: 3 },
      { ...only, key: 'second', months: 3 },
    ] as never,
  };
  const rich = aModel('icm', {
    ...base,
    review: {
      ...aModel('icm').review,
      events: [...aModel('icm').review.events, { event: 'phase-end', settings: [], withinDays: 10 }],
    },
    closing: { ...aModel('icm').closing, timeLimitMonths: 9 },
  });
  const versions = (definition: unknown) => [{ ...aVersion('icm'), definition: definition as never }];
  const plan = { from: day('2026-01-05'), count: 3, window: 'week' as const };
  const attempt = aContact('2026-01-08', { outcome: 'attempted', place: 'institution' });
  // One client for each situation the fields speak of.
  const worlds: Record<string, (definition: unknown) => [DueFacts, Day]> = {
    seen: (of) => [
      factsOf(anEnrolment({ versions: versions(of), contacts: [aContact('2026-01-07')] })),
      day('2026-01-08'),
    ],
    tried: (of) => [factsOf(anEnrolment({ versions: versions(of), contacts: [attempt] })), day('2026-01-08')],
    triedWard: (of) => [
      factsOf(anEnrolment({ versions: versions(of), contacts: [attempt] }), { stays: [aStay('2026-01-07', null)] }),
      day('2026-01-08'),
    ],
    new: (of) => [factsOf(anEnrolment({ versions: versions(of), cycle: fresh })), day('2026-01-08')],
    planned: (of) => [factsOf(anEnrolment({ versions: versions(of), contactPlans: [plan] })), day('2026-01-08')],
    later: (of) => [factsOf(anEnrolment({ versions: versions(of), cycle: aCycle(signed) })), day('2026-04-10')],
    revising: (of) => [
      factsOf(
        anEnrolment({
          versions: versions(of),
          cycle: aCycle({ stage: 'planning', lastReviewSignedOn: day('2026-01-07') }),
        }),
      ),
      day('2026-01-08'),
    ],
    ward: (of) => [
      factsOf(anEnrolment({ versions: versions(of), contacts: [aContact('2026-01-08', { place: 'institution' })] }), {
        stays: [aStay('2026-01-07', null)],
      }),
      day('2026-01-08'),
    ],
    discharged: (of) => [
      factsOf(anEnrolment({ versions: versions(of) }), { stays: [aStay('2026-01-07', '2026-01-12')] }),
      day('2026-01-13'),
    ],
    prospect: (of) => [factsOf(aProspect({ versions: versions(of) })), day('2026-01-06')],
    reached: (of) => [
      factsOf(aProspect({ versions: versions(of), firstReachedOn: day('2026-01-06') })),
      day('2026-01-06'),
    ],
    eligible: (of) => [
      factsOf(
        aProspect({
          versions: versions(of),
          firstReachedOn: day('2026-01-06'),
          eligibilityCheckedOn: day('2026-01-06'),
        }),
      ),
      day('2026-01-06'),
    ],
    waiting: (of) => [
      factsOf(
        aProspect({
          versions: versions(of),
          state: 'waitlisted',
          firstReachedOn: day('2026-01-06'),
          waitlistedOn: day('2026-01-06'),
        }),
      ),
      day('2026-01-06'),
    ],
    writing: (of) => [
      factsOf(anEnrolment({ versions: versions(of) }), {
        unsignedNotes: [{ id: 'n', day: day('2026-01-06'), authorId: 'worker', segment: 'general' }],
        referrals: [{ id: 'r', state: 'sent', sentOn: day('2026-01-06'), nextOn: null, owner, segment: 'general' }],
      }),
      day('2026-01-20'),
    ],
  };

  const cases: [pointer: string, value: unknown, world: keyof typeof worlds, kind: string][] = [
    ['/caseload/kind', 'team', 'seen', 'assessment closing contact review'],
    ['/phases/0/contact/count', 2, 'seen', 'contact'],
    ['/phases/0/contact/window', 'month', 'seen', 'contact'],
    ['/phases/0/contact/modes', ['phone'], 'seen', 'contact'],
    ['/phases/0/contact/places', ['office'], 'seen', 'contact'],
    ['/phases/0/contact/with', ['support'], 'seen', 'contact'],
    ['/phases/0/contact/reachedOnly', false, 'tried', 'contact'],
    ['/phases/0/months', 1, 'later', 'review'],
    ['/phases/1/contact/count', 2, 'later', 'contact'],
    ['/contactPlans', false, 'planned', 'contact'],
    ['/inStay/0/count', 2, 'ward', 'in-stay-contact'],
    ['/inStay/0/window', 'month', 'ward', 'in-stay-contact'],
    ['/inStay/0/modes', ['phone'], 'ward', 'in-stay-contact'],
    ['/inStay/0/places', ['office'], 'ward', 'in-stay-contact'],
    ['/inStay/0/with', ['provider'], 'ward', 'in-stay-contact'],
    ['/inStay/0/reachedOnly', false, 'triedWard', 'in-stay-contact'],
    ['/inStay/0/settings', ['medical'], 'ward', 'contact in-stay-contact'],
    ['/outreach/attempts/count', 3, 'prospect', 'outreach'],
    ['/outreach/attempts/window', 'month', 'prospect', 'outreach'],
    ['/outreach/escalateAfterDays', 20, 'prospect', 'escalation'],
    ['/outreach/lossOfContactDays', 60, 'later', 'escalation outreach'],
    ['/intake/eligibilityDays', 3, 'reached', 'eligibility'],
    ['/intake/decisionDays', 3, 'eligible', 'decision'],
    ['/intake/waitlistContact', null, 'waiting', 'outreach'],
    ['/intake/waitlistContact/count', 4, 'waiting', 'outreach'],
    ['/intake/waitlistContact/window', 'week', 'waiting', 'outreach'],
    ['/assessments', [], 'new', 'assessment plan'],
    ['/assessments/0/key', 'phq-9', 'new', 'assessment plan'],
    ['/assessments/0/withinDays', 10, 'new', 'assessment plan'],
    ['/assessments/0/againEveryMonths', 6, 'later', 'assessment'],
    ['/assessments/0/leadDays', 5, 'later', 'assessment'],
    ['/plan/withinDays', 60, 'new', 'plan'],
    ['/plan/revisionWithinDays', 30, 'revising', 'plan'],
    ['/review/every/count', 2, 'seen', 'review'],
    ['/review/every/unit', 'days', 'seen', 'review'],
    ['/review/leadDays', 3, 'seen', 'review'],
    ['/review/events/0/event', 'admission', 'discharged', 'review'],
    ['/review/events/0/settings', ['jail'], 'discharged', 'review'],
    ['/review/events/0/withinDays', 20, 'discharged', 'review'],
    ['/review/events/2/withinDays', 20, 'later', 'review'],
    ['/closing/timeLimitMonths', 12, 'seen', 'closing'],
    ['/notes/signWithinDays', 1, 'writing', 'unsigned-note'],
    ['/referrals/answerDays', 2, 'writing', 'referral'],
    ['/referrals/escalateDays', 21, 'writing', 'referral'],
  ];
  test.each(cases)('%s → %j', (pointer, value, world, kind) => {
    const changed = structuredClone(rich) as unknown as Record<string, unknown>;
    const path = pointer.slice(1).split('/');
    const last = path.pop() as string;
    path.reduce((at, name) => at[name] as Record<string, unknown>, changed)[last] = value;
    const items = (definition: unknown) => {
      const [facts, today] = (worlds[world] as (of: unknown) => [DueFacts, Day])(definition);
      return dueItems(facts, today);
    };
    const [before, after] = [items(rich), items(changed)];
    const of = (list: readonly DueItem[], wanted: string) =>
      JSON.stringify(list.filter((item) => item.kind === wanted));
    const kinds = new Set([...before, ...after].map((item) => item.kind));
    expect(
      [...kinds]
        .filter((each) => of(before, each) !== of(after, each))
        .toSorted()
        .join(' '),
    ).toBe(kind);
  });

  const names = (value: unknown, path = ''): string[] =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).flatMap(([name, each]) => names(each, `${path}/${name}`))
      : Array.isArray(value) && typeof value[0] === 'object'
        ? names(value[0], `${path}/0`)
        : [path];
  /** Fields that screens, assignment, fidelity and billing read; each must change something there, not here. */
  const readElsewhere =
    /^\/(key|label|summary|basis|cover|supervision|stepDown|units|fidelity|activities|placeOfContact|caseload\/(target|cap)|closing\/reasons|plan\/form|phases\/0\/(key|label|weight))/;
  test('no field that drives what is due is left out of the table', () => {
    expect(parseDefinition(rich).ok).toBe(true);
    const tabled = new Set(cases.map(([pointer]) => pointer));
    expect(names(rich).filter((each) => !readElsewhere.test(each) && !tabled.has(each))).toEqual([]);
  });
});
