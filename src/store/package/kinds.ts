// What stands in the copy a person is given of their record (the designated record set, 45 CFR 164.501), as data: each kind with its
// table and the columns that are given, and each table and column that is not, with the reason. A test holds both lists against the
// catalogue: a table of clients that comes later stands in one of them.
import { type RawBuilder, sql } from 'kysely';
import type { Tables } from '../postgres/tables.ts';

/** How a value is written for people. `code:` names the words its codes have; `of:` names whom or what an id stands for. */
export type Shown =
  | 'text'
  | 'day'
  | 'moment'
  | 'period'
  | 'number'
  | 'flag'
  | 'list'
  | 'json'
  | 'language'
  | `code:${string}`
  | `codes:${string}`
  | 'of:staff'
  | 'of:team'
  | 'of:programme';

export type PackageKind = {
  /** Name of its file, and of its words: `record.kind.<name>`. */
  readonly name: string;
  readonly table: keyof Tables & string;
  /** The column whose day an entry is known by; without one, by the day it was written. */
  readonly dated: string | null;
  /** The column that says in a word what it is. */
  readonly titled: string | null;
  /** What stands beside it is kept under this word; what concerns the record as a whole, under the request that says so. */
  readonly entry: string | null;
  readonly where: RawBuilder<boolean> | null;
  readonly fields: Readonly<Record<string, Shown>>;
  /** Columns that are not given, with the reason. */
  readonly without: Readonly<Record<string, string>>;
  /** True where somebody else's words stand in it that were given in confidence (45 CFR 164.524(a)(2)(v)). */
  readonly confided: RawBuilder<boolean> | null;
  /** How its table says that an entry does not stand any more. */
  readonly marks: 'superseded' | 'state' | null;
};

type ColumnsOf<T extends keyof Tables> = keyof Tables[T] & string;

const facts: ReadonlySet<string> = new Set([
  ...['client_identifiers', 'conditions', 'stays', 'key_events', 'cycle_acts', 'contacts', 'needs', 'strengths'],
  ...['goal_ratings', 'safety_steps'],
]);

const kind = <T extends keyof Tables & string>(
  name: string,
  table: T,
  fields: Partial<Record<ColumnsOf<T>, Shown>>,
  more: {
    readonly dated?: ColumnsOf<T>;
    readonly titled?: ColumnsOf<T>;
    readonly entry?: string;
    readonly where?: RawBuilder<boolean>;
    readonly without?: Partial<Record<ColumnsOf<T>, string>>;
    readonly confided?: RawBuilder<boolean>;
  } = {},
): PackageKind => ({
  name,
  table,
  dated: more.dated ?? null,
  titled: more.titled ?? null,
  entry: more.entry ?? null,
  where: more.where ?? null,
  fields: fields as Record<string, Shown>,
  without: (more.without ?? {}) as Record<string, string>,
  confided: more.confided ?? null,
  marks: 'signed_at' in fields ? 'state' : facts.has(table) ? 'superseded' : null,
});

const workedOut = 'worked out from the acts, which are given';

/** In the order in which a person reads it. */
export const packageKinds: readonly PackageKind[] = [
  kind(
    'identity',
    'clients',
    {
      ...{ number: 'number', given_name: 'text', middle_name: 'text', family_name: 'text', chosen_name: 'text' },
      ...{ former_names: 'list', pronouns: 'text', birth_date: 'day', birth_precision: 'code:birth-precision' },
      ...{
        died_on: 'day',
        language: 'language',
        other_languages: 'list',
        needs_interpreter: 'flag',
        large_print: 'flag',
      },
    },
    { without: { unclaimed: 'how the agency shares out who takes a person on' } },
  ),
  kind('identifiers', 'client_identifiers', { system: 'text', value: 'text' }, { titled: 'system' }),
  kind(
    'contact-details',
    'contact_details',
    {
      ...{ channel: 'code:contact-channel', value: 'text', label: 'text', permission: 'code:contact-permission' },
      ...{ may_leave_voicemail: 'flag', is_safe: 'flag', who_may_know: 'text', best_times: 'text', caution: 'text' },
      ...{ preferred: 'flag', ended_on: 'day' },
    },
    { titled: 'channel' },
  ),
  kind(
    'supporters',
    'supporters',
    {
      ...{ name: 'text', relationship: 'text', kind: 'code:supporter-kind', phone: 'text', email: 'text' },
      ...{ organization: 'text', is_emergency_contact: 'flag', may_be_told: 'text', authority: 'code:authority' },
      ...{ scopes: 'codes:decision-scope', authority_during: 'period', authority_basis: 'text', ended_on: 'day' },
    },
    { titled: 'name' },
  ),
  kind(
    'social-ties',
    'social_ties',
    {
      ...{ name: 'text', kind: 'code:tie-kind', closeness: 'number', quality: 'code:tie-quality' },
      ...{ flow: 'code:tie-flow', note: 'text', ended_on: 'day' },
    },
    { titled: 'name' },
  ),
  kind(
    'coverages',
    'coverages',
    { payer: 'text', plan: 'code:coverage-plan', member_number: 'text', during: 'period' },
    { titled: 'payer' },
  ),
  kind(
    'alerts',
    'alerts',
    { kind: 'code:alert-kind', text: 'text', basis: 'text', expires_on: 'day', ended_on: 'day' },
    { titled: 'kind', entry: 'alert' },
  ),
  kind(
    'residences',
    'residences',
    { setting: 'code:residence-setting', address: 'text', household: 'text', during: 'period' },
    { titled: 'setting' },
  ),
  kind(
    'conditions',
    'conditions',
    { label: 'text', code: 'text', system: 'text', from_day: 'day', to_day: 'day', source: 'text' },
    { titled: 'label' },
  ),
  kind(
    'stays',
    'stays',
    {
      ...{ setting: 'code:stay-setting', place: 'text', from_day: 'day', to_day: 'day' },
      ...{ certainty: 'code:stay-certainty', source: 'text', team_involved: 'flag', planned_jointly: 'flag' },
      cancelled: 'flag',
    },
    { dated: 'from_day', titled: 'setting', entry: 'stay' },
  ),
  kind(
    'key-events',
    'key_events',
    { kind: 'code:key-event-kind', day: 'day', text: 'text', source: 'text' },
    { dated: 'day', titled: 'kind', entry: 'key-event' },
  ),
  kind(
    'enrolments',
    'enrolments',
    {
      ...{ programme_id: 'of:programme', state: 'code:enrolment.state', referred_on: 'day', referral_source: 'text' },
      ...{ referral_reason: 'text', attempts: 'number', first_reached_on: 'day', eligibility: 'json' },
      ...{
        eligibility_checked_on: 'day',
        priority: 'code:enrolment.priority',
        waitlisted_on: 'day',
        enrolled_on: 'day',
      },
      ...{ contact_plans: 'json', ended_on: 'day', close_reason: 'code:closing.reason', close_note: 'text' },
    },
    { dated: 'referred_on', titled: 'programme_id', without: { last_act_on: workedOut, phase_moves: workedOut } },
  ),
  kind(
    'care-team',
    'assignments',
    {
      ...{ staff_id: 'of:staff', team_id: 'of:team', role: 'code:care-role', from_day: 'day', to_day: 'day' },
      reason: 'text',
    },
    { dated: 'from_day', titled: 'role', without: { visible_until: 'how long after-care opens the chart to staff' } },
  ),
  kind(
    'cycles',
    'cycles',
    {
      ...{
        number: 'number',
        stage: 'code:cycle.stage',
        from_day: 'day',
        to_day: 'day',
        opened_by: 'code:cycle.opened-by',
      },
      ...{ result: 'code:cycle.result', result_reason: 'text', withdrawn: 'flag' },
    },
    {
      dated: 'from_day',
      titled: 'number',
      without: {
        ...{ opened_on: workedOut, reached_on: workedOut, assessment_signed_on: workedOut, reassessed_on: workedOut },
        ...{ plan_signed_on: workedOut, plan_revised_on: workedOut, plan_version: workedOut, first_link_on: workedOut },
        ...{ first_contact_after_plan_on: workedOut, review_started_on: workedOut, last_review_signed_on: workedOut },
      },
    },
  ),
  kind(
    'acts',
    'cycle_acts',
    { act: 'code:cycle.act', day: 'day' },
    {
      dated: 'day',
      titled: 'act',
      without: { params: 'ids of the entries it rests on, which are given', entry: 'the order of entry' },
    },
  ),
  kind(
    'contacts',
    'contacts',
    {
      ...{ day: 'day', start_at: 'moment', minutes: 'number', travel_minutes: 'number', staff_id: 'of:staff' },
      ...{
        outcome: 'code:contacts.outcome',
        mode: 'code:contacts.mode',
        place: 'code:models.place',
        place_detail: 'text',
      },
      ...{ with_whom: 'code:contacts.with', with_name: 'text', purpose: 'code:contacts.purpose', is_group: 'flag' },
      ...{ next_on: 'day', late_reason: 'text' },
    },
    {
      dated: 'day',
      titled: 'mode',
      entry: 'contact',
      without: { zone: 'the clock the moment was read on; the moment is given' },
    },
  ),
  kind(
    'notes',
    'notes',
    {
      ...{ day: 'day', kind: 'code:note.kind', staff_id: 'of:staff', text: 'text', state: 'code:note.state' },
      ...{ signed_at: 'moment', signed_by: 'of:staff' },
    },
    {
      dated: 'day',
      titled: 'kind',
      entry: 'note',
      // What is not signed is not said yet; what was discarded was never said.
      where: sql<boolean>`e.state in ('signed', 'in-error')`,
      confided: sql<boolean>`exists (select from contacts c where c.agency_id = e.agency_id and c.id = e.contact_id and c.with_whom = 'support')`,
    },
  ),
  kind(
    'assessments',
    'assessments',
    {
      ...{ day: 'day', kind: 'code:assessment.kind', staff_id: 'of:staff', version: 'number', summary: 'text' },
      ...{
        informants: 'text',
        domains: 'json',
        state: 'code:assessment.state',
        signed_at: 'moment',
        signed_by: 'of:staff',
      },
    },
    { dated: 'day', titled: 'kind', entry: 'assessment', where: sql<boolean>`e.state in ('signed', 'in-error')` },
  ),
  kind(
    'sittings',
    'sittings',
    {
      ...{ instrument: 'text', version: 'number', day: 'day', staff_id: 'of:staff', means: 'code:sitting.means' },
      ...{ proxy_name: 'text', language: 'language', answers: 'json', state: 'code:sitting.state' },
      ...{ signed_at: 'moment', signed_by: 'of:staff' },
    },
    { dated: 'day', titled: 'instrument', entry: 'sitting', where: sql<boolean>`e.state in ('signed', 'in-error')` },
  ),
  kind(
    'scores',
    'scores',
    {
      ...{ instrument: 'text', version: 'number', score: 'text', day: 'day', value: 'number', said: 'text' },
      ...{ band: 'text', cutoff_met: 'flag' },
    },
    { dated: 'day', titled: 'instrument' },
  ),
  kind(
    'safety-episodes',
    'safety_episodes',
    {
      ...{ severity: 'code:safety.severity', raised_at: 'moment', staff_id: 'of:staff', state: 'code:safety.state' },
      ...{ closed_at: 'moment', closed_by: 'of:staff' },
    },
    { titled: 'severity', without: { tell_at: 'when a colleague is told next' } },
  ),
  kind(
    'safety-steps',
    'safety_steps',
    { step: 'code:safety.step', at: 'moment', note: 'text', params: 'json' },
    { titled: 'step', without: { entry: 'the order of entry' } },
  ),
  kind(
    'needs',
    'needs',
    {
      ...{ domain: 'code:domain', label: 'text', level: 'code:need.level', priority: 'number', origin: 'text' },
      ...{ upkeep: 'text', words: 'text', day: 'day' },
    },
    { dated: 'day', titled: 'label' },
  ),
  kind(
    'strengths',
    'strengths',
    {
      ...{ domain: 'code:strengths-domain', aspect: 'code:strength.aspect', text: 'text', words: 'flag' },
      ...{ rank: 'number', day: 'day' },
    },
    { dated: 'day', titled: 'text' },
  ),
  kind(
    'plans',
    'plans',
    {
      ...{ version: 'number', state: 'code:plan.state', day: 'day', staff_id: 'of:staff', vision: 'text' },
      ...{
        crisis_note: 'text',
        review_due_on: 'day',
        client_signature: 'json',
        signed_at: 'moment',
        signed_by: 'of:staff',
      },
    },
    {
      dated: 'day',
      titled: 'state',
      entry: 'plan',
      where: sql<boolean>`e.state <> 'draft'`,
      without: { body: 'its goals and steps, which are given each by itself' },
    },
  ),
  kind(
    'goals',
    'goals',
    {
      ...{ words: 'text', measure: 'text', domain: 'code:domain', importance: 'number', difficulty: 'number' },
      ...{ levels: 'json', baseline_level: 'number', stage: 'text', options: 'json', dropped: 'flag' },
    },
    {
      titled: 'words',
      where: sql<boolean>`exists (select from plans p where p.agency_id = e.agency_id and p.id = e.plan_id and p.state <> 'draft')`,
      without: { position: 'its place on the page' },
    },
  ),
  kind(
    'steps',
    'steps',
    {
      ...{ text: 'text', owner: 'code:step.owner', owner_name: 'text', staff_id: 'of:staff', due_on: 'day' },
      ...{ resource: 'text', resource_kind: 'code:step.resource', state: 'code:step.state', done_on: 'day' },
      outcome_note: 'text',
    },
    {
      titled: 'text',
      where: sql<boolean>`exists (select from goals g join plans p on p.agency_id = g.agency_id and p.id = g.plan_id
        where g.agency_id = e.agency_id and g.id = e.goal_id and p.state <> 'draft')`,
      without: { position: 'its place on the page' },
    },
  ),
  kind(
    'goal-ratings',
    'goal_ratings',
    { level: 'code:attainment', rated_by: 'code:plan-screen.rated-by', note: 'text', day: 'day' },
    { dated: 'day', titled: 'level' },
  ),
  kind(
    'referrals',
    'referrals',
    {
      ...{
        organization: 'text',
        service: 'text',
        contact_name: 'text',
        contact_phone: 'text',
        state: 'code:referral.state',
      },
      ...{ staff_id: 'of:staff', team_id: 'of:team', sent_on: 'day', next_on: 'day', answered_on: 'day' },
      ...{ received_on: 'day', need_met: 'flag', outcome_note: 'text' },
    },
    { dated: 'sent_on', titled: 'organization', where: sql<boolean>`e.state <> 'draft'` },
  ),
  kind(
    'tasks',
    'tasks',
    {
      ...{
        kind: 'code:task.kind',
        title: 'text',
        note: 'text',
        due_by: 'day',
        requested_on: 'day',
        extended_on: 'day',
      },
      ...{ extension_reason: 'text', state: 'code:task.state', done_on: 'day', outcome: 'text', staff_id: 'of:staff' },
      team_id: 'of:team',
    },
    {
      titled: 'title',
      // What staff owe one another is not about the person.
      where: sql<boolean>`e.kind not in ('supervision', 'duplicate-check', 'escalation')`,
      without: { subject_kind: 'the entry it is about, which is given' },
    },
  ),
  kind(
    'reviews',
    'reviews',
    {
      ...{ day: 'day', reason: 'code:review.reason', staff_id: 'of:staff', progress: 'json', new_needs: 'json' },
      ...{ client_words: 'text', satisfaction: 'number', independence: 'number', decision: 'code:review.decision' },
      ...{ decision_reason: 'text', next_review_on: 'day', attended: 'list', state: 'code:assessment.state' },
      ...{ signed_at: 'moment', signed_by: 'of:staff' },
    },
    { dated: 'day', titled: 'reason', entry: 'review', where: sql<boolean>`e.state in ('signed', 'in-error')` },
  ),
  kind(
    'closings',
    'closings',
    {
      ...{ day: 'day', reason: 'code:closing.reason', note: 'text', client_view: 'text', after_care: 'json' },
      ...{ told_client: 'flag', reopened_on: 'day', reopened_reason: 'text' },
    },
    { dated: 'day', titled: 'reason', entry: 'closing' },
  ),
  kind(
    'consents',
    'consents',
    {
      ...{ kind: 'code:record.consent', description: 'text', disclosers: 'json', recipients: 'json', segments: 'list' },
      ...{
        records: 'codes:disclosure.kind',
        records_from: 'day',
        records_to: 'day',
        purposes: 'codes:disclosure.purpose',
      },
      ...{ purpose_text: 'text', from_day: 'day', expiry: 'json', told: 'list', language: 'language', signer: 'json' },
      ...{ client_name: 'text', revocation: 'json' },
    },
    {
      dated: 'from_day',
      titled: 'kind',
      without: {
        signature: 'the drawing itself; who signed is given',
        known_false: 'why the agency no longer relies on it, kept for legal proceedings',
      },
    },
  ),
  kind(
    'restrictions',
    'restrictions',
    {
      ...{ words: 'text', kept_from: 'json', segments: 'list', records: 'codes:disclosure.kind' },
      ...{ purposes: 'codes:disclosure.purpose', agreed: 'flag', answer: 'text', begins_on: 'day', ended_on: 'day' },
    },
    { dated: 'begins_on' },
  ),
  kind(
    'requests',
    'requests',
    {
      ...{ kind: 'code:record.request', how: 'code:requests.how', form: 'code:requests.form', large_print: 'flag' },
      ...{ language: 'language', asked_under: 'text', decision: 'code:record.decision', decided_on: 'day' },
      ...{
        decided_by: 'of:staff',
        answer: 'text',
        grounds: 'codes:requests.ground',
        determined_by: 'text',
        told: 'list',
      },
      ...{
        review_asked_on: 'day',
        review_outcome: 'code:requests.outcome',
        reviewed_on: 'day',
        reviewed_by: 'of:staff',
      },
      review_reason: 'text',
    },
    { titled: 'kind', entry: 'client', without: { entry_kind: 'the entry it is about, which is given' } },
  ),
];

/** Tables that know a client and are not given, each with the reason. */
export const notGiven: Readonly<Record<string, string>> = {
  addenda: 'given beside the entries they are about',
  client_links: 'names another person the agency serves',
  client_keys: 'spellings by which the person is found, worked out from their names',
  staff_blocks: 'names a member of staff who is kept from the record, and why',
  due_items: 'worked out from the record each day',
  client_summaries: 'worked out from the record each day',
  drafts: 'what somebody has begun to write and has not said yet',
  outbox: 'reminders on their way',
  segment_openings: 'worked out from consents and restrictions, which are given',
  disclosures: 'told in the accounting of disclosures, a right of its own (45 CFR 164.528; 42 CFR 2.25)',
  glass_breaks: 'who opened the record without being of the care team, told in the list of who looked',
  glass_reviews: 'what the privacy officer found of a colleague who did so',
  notices: 'words from the product to staff, worked out from what happened',
  blobs: 'holds the copies that were made; none of the record stands in files',
  external_ids: 'the numbers under which entries came in from elsewhere',
  record_packages: 'says which copies like this one were made',
  merged_clients: 'a second record of the same person, whose entries are given with the first',
  legal_holds: 'keeps the record from being ended; gathered for legal proceedings (45 CFR 164.524(a)(1)(ii))',
  scan_pages: 'the sheets as they were scanned; the answers on them are given',
  sheets: 'the blank forms that were printed; what came back on them is given as answers',
  approvals: 'what two people decided about the record, not about the person',
};

/** Segments that are not the person's to see: psychotherapy and counselling notes (45 CFR 164.524(a)(1)(i); 42 CFR 2.11). */
export const segmentsKeptApart = ['counselling-notes', 'psychotherapy'] as const;
