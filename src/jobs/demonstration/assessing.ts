// Comprehensive assessments: every part of a life, what is strong in it, what is needed, in the person's words. Signed only as the
// domain allows; what is begun and not signed by today stays a draft.
import { addDays, addMonths, type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { millisOf } from '#domain/basics/instant.ts';
import {
  type Assessment,
  type DomainEntry,
  type Need,
  type Strength,
  whyNotSignAssessment,
} from '#domain/cycle/assessment.ts';
import { domainsWith, type LifeDomain } from '#domain/cycle/life-domains.ts';
import { json } from '#store/postgres/query.ts';
import { act, cycleNow, type Episode, isOpen } from './episode.ts';
import { stamped, type Worker } from './house.ts';
import { whoOn } from './seeing.ts';
import type { Theme } from './theme.ts';

const domains = domainsWith([]) as readonly LifeDomain[];

type Draft = Assessment & { readonly themes: ReadonlyMap<Id, Theme> };

const themesFor = (episode: Episode, count: number): Theme[] => {
  const { random, person } = episode;
  const chosen: Theme[] = [];
  for (const theme of random.some(person.words.themes, person.words.themes.length)) {
    if (chosen.length === count) break;
    if (!chosen.some(({ domain }) => domain === theme.domain)) chosen.push(theme);
  }
  return chosen;
};

const firstAssessment = (episode: Episode, newId: () => Id): Draft => {
  const { random, person } = episode;
  const themes = new Map<Id, Theme>();
  const needs: Need[] = [];
  const strengths: Strength[] = [];
  const entries: Partial<Record<LifeDomain, DomainEntry>> = {};
  const found = new Map(
    themesFor(
      episode,
      random.weighted([
        [2, 25],
        [3, 50],
        [4, 25],
      ]),
    ).map((theme) => [theme.domain, theme] as const),
  );
  let priority: 1 | 2 | 3 = 1;
  for (const domain of domains) {
    const theme = found.get(domain);
    if (theme) {
      const thread = newId();
      themes.set(thread, theme);
      entries[domain] = {
        situation: theme.situation,
        wishes: theme.wish,
        barriers: theme.barrier,
        words: theme.words,
        discussed: true,
      };
      needs.push({
        thread,
        domain,
        label: theme.need,
        level: 'unmet',
        priority,
        origin: theme.origin,
        upkeep: theme.upkeep,
        words: theme.words,
      });
      priority = priority < 3 ? ((priority + 1) as 2 | 3) : 3;
      for (const [index, text] of theme.strengths.entries())
        strengths.push({ id: newId(), domain, aspect: index === 0 ? 'past' : 'current', text });
      strengths.push({ id: newId(), domain, aspect: 'wish', text: theme.wish });
      continue;
    }
    const quiet = random.pick(person.words.quiet[domain]);
    entries[domain] = {
      situation: quiet.situation,
      wishes: '',
      barriers: '',
      words: '',
      discussed: quiet.level !== 'unknown',
    };
    needs.push({
      thread: newId(),
      domain,
      label: quiet.label,
      level: quiet.level,
      priority: null,
      origin: '',
      upkeep: '',
      words: '',
    });
    if (quiet.strength && random.chance(0.6))
      strengths.push({ id: newId(), domain, aspect: 'current', text: quiet.strength });
  }
  return { domains: entries, needs, strengths, themes };
};

/** A theme in a part of life where nothing is worked on yet. */
export const newTheme = (episode: Episode, taken: ReadonlySet<string>): Theme | undefined =>
  themesFor(episode, 7).find(({ domain }) => !taken.has(domain));

/** What has changed since: some needs are met now, one may be new. */
const nextAssessment = (episode: Episode, newId: () => Id): Draft => {
  const { random, assessed, plan } = episode;
  if (!assessed) return firstAssessment(episode, newId);
  const met = new Set(
    (plan?.goals ?? [])
      .filter(({ goal }) => (plan?.levels.get(goal.thread) ?? -2) >= 0)
      .flatMap(({ goal }) => goal.needs),
  );
  const themes = new Map(assessed.themes);
  const entries: Partial<Record<LifeDomain, DomainEntry>> = {};
  const unmetDomains = new Set(assessed.needs.filter(({ level }) => level === 'unmet').map(({ domain }) => domain));
  const stillUnmet = assessed.needs.filter(({ level, thread }) => level === 'unmet' && !met.has(thread)).length;
  const fresh =
    stillUnmet === 0 || (stillUnmet < 3 && random.chance(0.5)) ? newTheme(episode, unmetDomains) : undefined;
  const strengths = [...assessed.strengths];
  const rated = assessed.needs.map((need): Need => {
    const theme = themes.get(need.thread);
    if (fresh && need.domain === fresh.domain && need.level !== 'unmet') {
      themes.set(need.thread, fresh);
      return {
        ...need,
        label: fresh.need,
        level: 'unmet',
        priority: 1,
        origin: fresh.origin,
        upkeep: fresh.upkeep,
        words: fresh.words,
      };
    }
    if (met.has(need.thread) && need.level === 'unmet') {
      return { ...need, level: 'met', priority: null };
    }
    return theme || need.level !== 'unknown' ? need : { ...need, level: 'none', label: '' };
  });
  // A part of life in which a need was found since is no longer one without any.
  const needs = rated.filter(
    ({ level, domain }) =>
      level !== 'none' || !rated.some((other) => other.domain === domain && other.level !== 'none'),
  );
  for (const { domain, thread, level } of needs) {
    const theme = level === 'unmet' ? themes.get(thread) : undefined;
    const quiet = random.pick(episode.person.words.quiet[domain as LifeDomain]);
    entries[domain as LifeDomain] = theme
      ? { situation: theme.situation, wishes: theme.wish, barriers: theme.barrier, words: theme.words, discussed: true }
      : { situation: quiet.situation, wishes: '', barriers: '', words: '', discussed: true };
  }
  if (fresh)
    for (const text of fresh.strengths) strengths.push({ id: newId(), domain: fresh.domain, aspect: 'current', text });
  return { domains: entries, needs, strengths, themes };
};

const bodyOf = (draft: Assessment, until: number): string => {
  const ranks = new Map(draft.strengths.map(({ id }, index) => [id, index + 1] as const));
  return json(
    Object.fromEntries(
      domains.slice(0, until).map((domain) => [
        domain,
        {
          ...draft.domains[domain],
          needs: draft.needs.filter((need) => need.domain === domain).map(({ domain: _, ...need }) => need),
          strengths: draft.strengths
            .filter((strength) => strength.domain === domain)
            .map(({ id, aspect, text }) => ({
              id,
              aspect,
              text,
              words: aspect === 'wish',
              rank: ranks.get(id) ?? null,
            })),
        },
      ]),
    ),
  );
};

const keepAssessed = (
  episode: Episode,
  assessmentId: Id,
  draft: Draft,
  on: Day,
  worker: Worker,
  at: ReturnType<Episode['house']['at']>,
): void => {
  const { house, person, random, assessed } = episode;
  const cycle = cycleNow(episode);
  if (!cycle) return;
  const rows = new Map(assessed?.needRows);
  for (const [thread, row] of rows)
    if (!draft.needs.some((need) => need.thread === thread)) {
      row.superseded_at = at;
      row.superseded_by = worker.id;
      rows.delete(thread);
    }
  for (const need of draft.needs) {
    const last = assessed?.needs.find(({ thread }) => thread === need.thread);
    const lastRow = rows.get(need.thread);
    if (last && lastRow) {
      lastRow.superseded_at = at;
      lastRow.superseded_by = worker.id;
    }
    rows.set(
      need.thread,
      house.ledger.add('needs', {
        ...stamped(house, at, worker.id, random),
        thread: need.thread,
        client_id: person.id,
        cycle_id: cycle.id,
        assessment_id: assessmentId,
        review_id: null,
        domain: need.domain,
        label: need.label,
        level: need.level,
        priority: need.priority,
        origin: need.origin || null,
        upkeep: need.upkeep || null,
        words: need.words || null,
        day: on,
        replaces: lastRow?.id ?? null,
        superseded_at: null,
        superseded_by: null,
      }),
    );
  }
  for (const [rank, strength] of draft.strengths.entries())
    if (!assessed?.strengths.some(({ id }) => id === strength.id))
      house.ledger.add('strengths', {
        ...stamped(house, at, worker.id, random),
        id: strength.id,
        client_id: person.id,
        assessment_id: assessmentId,
        domain: strength.domain,
        aspect: strength.aspect,
        text: strength.text,
        words: strength.aspect === 'wish',
        rank: rank + 1,
        day: on,
      });
  episode.assessed = {
    id: assessmentId,
    needs: draft.needs,
    strengths: draft.strengths,
    themes: draft.themes,
    needRows: rows,
  };
};

/** Begins an assessment and signs it some days later; plans the next one and, in a new cycle, the plan. */
export const beginAssessment = (
  episode: Episode,
  from: Day,
  signOn: Day | null,
  kind: 'comprehensive' | 're-assessment',
): void => {
  const { house, person, random, agenda, story } = episode;
  agenda.plan(from, (on) => {
    const cycle = cycleNow(episode);
    if (!isOpen(episode) || episode.enrolment?.state !== 'enrolled' || !cycle || cycle.stage === 'outreach') return;
    if (on < cycle.from) return beginAssessment(episode, cycle.from, signOn && laterOf(signOn, cycle.from), kind);
    const worker = whoOn(episode, on);
    const at = house.at(on, random.between(560, 1000));
    const newId = () => random.id(millisOf(at));
    const basis = episode.assessed;
    let draft = nextAssessment(episode, newId);
    const row = house.ledger.add('assessments', {
      ...stamped(house, at, worker.id, random),
      client_id: person.id,
      cycle_id: cycle.id,
      kind,
      day: on,
      staff_id: worker.id,
      state: 'draft',
      domains: bodyOf(draft, random.between(3, 9)),
      summary: null,
      informants: random.chance(0.3) ? (person.supporters[0]?.name ?? null) : null,
      signed_at: null,
      signed_by: null,
      prefilled_from: episode.assessed?.id ?? null,
      error_reason: null,
    });
    episode.drafts.add(row);
    if (signOn === null) return;
    agenda.plan(laterOf(on, signOn), (day) => {
      if (!episode.drafts.delete(row)) return;
      // A review found something in between.
      if (episode.assessed !== basis) draft = nextAssessment(episode, newId);
      const faults = whyNotSignAssessment(draft, domains);
      if (faults.length > 0)
        throw new Error(`assessment of ${person.called}: ${faults.map(({ code }) => code).join(', ')}`);
      const signed = house.at(day, 1020);
      row.state = 'signed';
      row.domains = bodyOf(draft, domains.length);
      row.summary = summaryOf(episode, draft);
      row.signed_at = signed;
      row.signed_by = worker.id;
      row.recorded_at = signed;
      keepAssessed(episode, row.id, draft, day, worker, signed);
      const hadPlan = cycleNow(episode)?.planSignedOn !== null;
      act(episode, 'sign-assessment', day, { assessmentId: row.id }, worker.id, 1020);
      planNext(episode, day);
      if (!hadPlan)
        episode.next.plan(
          episode,
          addDays(day, 1),
          story.neglects.includes('plan') ? null : addDays(day, Math.max(1, story.planAfter)),
        );
    });
  });
};

const planNext = (episode: Episode, signedOn: Day): void => {
  const required = episode.programme.model.assessments.find(({ key }) => key === 'comprehensive');
  if (!required?.againEveryMonths) return;
  const dueBy = addMonths(signedOn, required.againEveryMonths);
  const signOn = addDays(dueBy, -episode.random.between(1, Math.max(2, required.leadDays - 4)));
  const cycleId = cycleNow(episode)?.id;
  const begin = addDays(signOn, -3);
  episode.agenda.plan(begin, (on) => {
    if (cycleNow(episode)?.id === cycleId && isOpen(episode)) beginAssessment(episode, on, signOn, 're-assessment');
  });
};

const summaryOf = (episode: Episode, draft: Draft): string => {
  const { person, random } = episode;
  const strength = random.pick(draft.strengths.filter(({ aspect }) => aspect !== 'wish')).text;
  const unmet = draft.needs.filter(({ level }) => level === 'unmet').map(({ label }) => label);
  return person.words.summary(strength, unmet.join('; '));
};
