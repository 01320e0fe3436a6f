// Who may see and do what: one table, read in two ways. `may` decides for one client whose facts are known; the store turns the
// same row into a SQL predicate for lists, counts and search (store/access/visible.ts). A differential test compares the two.
// A denial (a staff block) always beats whatever allows.
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type Actor, careRoles, openForNow, type Role } from './actor.ts';
import { type SegmentFacts, segmentsSeen } from './segments.ts';

/**
 * How the actor stands to the client.
 * `care`: on the care team, or in the supervision line above it · `unclaimed`: nobody has taken this person on yet ·
 * `former`: the last care team's after-care is over · `glass`: broken by the actor, whose hour is not over · `on-call`: the actor
 * answers for a programme of theirs at this moment · `agency`: anyone of the agency's clients · `none`: the act concerns no client.
 */
export type Relation = 'care' | 'unclaimed' | 'former' | 'glass' | 'on-call' | 'agency' | 'none';

export type Allowance = { readonly roles: readonly Role[]; readonly relation: Relation };
export type PolicyRow = readonly Allowance[];

/** What must be known of a client to decide. */
export type ClientFacts = {
  readonly clientId: Id;
  readonly unclaimed: boolean;
  /** Assignments that are current, or ended so lately that after-care still opens the chart. */
  readonly careStaff: readonly Id[];
  readonly careTeams: readonly Id[];
  readonly blockedStaff: readonly Id[];
  /** In which they are referred or enrolled. */
  readonly programmes: readonly Id[];
  readonly segments: SegmentFacts;
  /** Of the row that was named: its segment, and who wrote it where its author always sees it. */
  readonly segment: string;
  readonly authorId: Id | null;
};

const care: PolicyRow = [{ roles: careRoles, relation: 'care' }];
const careOrUnclaimed: PolicyRow = [
  { roles: careRoles, relation: 'care' },
  { roles: careRoles, relation: 'unclaimed' },
];
// A person who comes back after years is found and taken in by those who lead; what was written then stays with that care team.
const careUnclaimedOrFormer: PolicyRow = [
  ...careOrUnclaimed,
  { roles: ['team-lead', 'supervisor'], relation: 'former' },
];
const careOrFormer: PolicyRow = [
  { roles: careRoles, relation: 'care' },
  { roles: ['team-lead', 'supervisor'], relation: 'former' },
];
// Behind broken glass one reads, and writes down what one did; nothing else is done there.
const glass: PolicyRow = [{ roles: careRoles, relation: 'glass' }];
const careOrGlass: PolicyRow = [...care, ...glass];
const readingAnyone: PolicyRow = [...careUnclaimedOrFormer, ...glass];
const onCall: PolicyRow = [{ roles: careRoles, relation: 'on-call' }];
const officer: PolicyRow = [{ roles: ['privacy-officer'], relation: 'agency' }];
const lead: PolicyRow = [{ roles: ['team-lead', 'supervisor'], relation: 'care' }];
const leading: PolicyRow = [{ roles: ['team-lead', 'supervisor'], relation: 'none' }];
const ownWork: PolicyRow = [{ roles: careRoles, relation: 'none' }];
const everyone: PolicyRow = [
  {
    roles: ['case-manager', 'team-lead', 'supervisor', 'evaluator', 'privacy-officer', 'administrator'],
    relation: 'none',
  },
];
// Two people for what cannot be taken back: those who lead the person's care, or those who keep the house and see no chart.
const keepers: PolicyRow = [{ roles: ['privacy-officer', 'administrator'], relation: 'agency' }];
const leadOrKeepers: PolicyRow = [
  { roles: ['team-lead', 'supervisor'], relation: 'care' },
  { roles: ['team-lead', 'supervisor'], relation: 'unclaimed' },
  ...keepers,
];
const administration: PolicyRow = [{ roles: ['administrator'], relation: 'none' }];

/** One row for each action, by its name. */
export const policy = {
  // reading
  'read-client': readingAnyone,
  'read-chart': readingAnyone,
  'list-caseload': [
    { roles: careRoles, relation: 'care' },
    { roles: ['evaluator'], relation: 'agency' },
  ],
  'list-prospects': careOrUnclaimed,
  'search-clients': careUnclaimedOrFormer,
  'look-up-clients': careUnclaimedOrFormer,
  'read-today': ownWork,
  'list-due': ownWork,
  'read-contacts': careOrGlass,
  'read-assessments': careOrGlass,
  'read-assessment': careOrGlass,
  'read-sittings': careOrGlass,
  'read-sitting': careOrGlass,
  'list-sheets': careOrGlass,
  'list-scan-pages': care,
  'read-scan-page': care,
  'read-plan': careOrGlass,
  'read-reviews': careOrGlass,
  'read-referrals': careOrGlass,
  'list-referrals': ownWork,
  'list-tasks': ownWork,
  'read-people': readingAnyone,
  'read-key-events': careOrGlass,
  'read-notes': careOrGlass,
  'list-unsigned-notes': ownWork,
  'read-cycle': readingAnyone,
  'who-looked': [...care, { roles: ['privacy-officer'], relation: 'agency' }],
  'read-consents': care,
  'read-consent-scan': care,
  'read-disclosures': [...care, { roles: ['privacy-officer'], relation: 'agency' }],
  'make-accounting': [...care, { roles: ['privacy-officer'], relation: 'agency' }],
  // the record
  'find-duplicates': ownWork,
  'register-client': ownWork,
  'link-clients': careOrUnclaimed,
  'unlink-clients': careOrUnclaimed,
  'edit-client': careOrUnclaimed,
  'add-contact-detail': careOrUnclaimed,
  'edit-contact-detail': careOrUnclaimed,
  'add-supporter': careOrUnclaimed,
  'edit-supporter': careOrUnclaimed,
  'add-social-tie': careOrUnclaimed,
  'edit-social-tie': careOrUnclaimed,
  'add-coverage': careOrUnclaimed,
  'edit-coverage': careOrUnclaimed,
  'add-alert': careOrUnclaimed,
  'edit-alert': careOrUnclaimed,
  'add-residence': careOrUnclaimed,
  'edit-residence': careOrUnclaimed,
  'add-identifier': careOrUnclaimed,
  'edit-identifier': careOrUnclaimed,
  'record-stay': care,
  'correct-stay': care,
  'record-key-event': care,
  'correct-key-event': care,
  'enter-in-error': care,
  'add-addendum': care,
  'record-consent': care,
  'sign-consent': care,
  'revoke-consent': care,
  'end-consent': care,
  'mark-consent-false': care,
  'record-restriction': care,
  'answer-restriction': lead,
  'end-restriction': lead,
  'record-disclosure': care,
  'print-record': care,
  'block-staff': lead,
  'lift-staff-block': lead,
  // beyond one's own work, for a time, and who looks at it afterwards
  'find-behind-glass': [{ roles: careRoles, relation: 'agency' }],
  'break-glass': [{ roles: careRoles, relation: 'agency' }],
  'list-on-call': onCall,
  'read-crisis-sheet': [...careOrGlass, ...onCall],
  'list-safety-episodes': [...care, ...onCall],
  'read-safety-episodes': [...careOrGlass, ...onCall],
  'take-safety-step': [...careOrGlass, ...onCall],
  'list-shifts': ownWork,
  'add-shift': leading,
  'cancel-shift': leading,
  'list-glass': officer,
  'review-glass': officer,
  'read-privacy': officer,
  'list-findings': officer,
  'list-finding-entries': officer,
  'make-audit-report': [{ roles: ['privacy-officer'], relation: 'none' }],
  'set-office-hours': [{ roles: ['privacy-officer'], relation: 'none' }],
  // two people, and the end of a record
  'list-approvals': leadOrKeepers,
  'list-doubled-records': leadOrKeepers,
  'ask-merge': leadOrKeepers,
  'ask-purge': keepers,
  'ask-part2-export': [{ roles: ['privacy-officer', 'administrator'], relation: 'none' }],
  'decide-approval': [{ roles: ['team-lead', 'supervisor', 'privacy-officer', 'administrator'], relation: 'none' }],
  'read-former-record': careUnclaimedOrFormer,
  'read-retention': keepers,
  'edit-retention': administration,
  'list-records-to-purge': keepers,
  'find-record': keepers,
  'place-legal-hold': keepers,
  'end-legal-hold': keepers,
  // the cycle
  'refer-client': careUnclaimedOrFormer,
  'log-contact': [...careOrUnclaimed, ...glass],
  'correct-contact': care,
  'check-eligibility': care,
  'set-priority': care,
  'waitlist-client': care,
  'enrol-client': care,
  'close-referral': care,
  'respect-stop': care,
  'write-note': careOrGlass,
  'edit-note': careOrGlass,
  'sign-note': careOrGlass,
  'discard-note': careOrGlass,
  'start-assessment': care,
  'save-assessment': care,
  'sign-assessment': care,
  'begin-sitting': care,
  'save-sitting': care,
  'sign-sitting': care,
  'discard-sitting': care,
  'lend-device': care,
  'take-device-back': care,
  // For whom is asked person by person: of each it wants what beginning a sitting wants.
  'print-sheets': ownWork,
  'void-sheet': care,
  'upload-scans': ownWork,
  'decide-scan-page': care,
  'put-scan-page-aside': care,
  'start-plan': care,
  'save-plan': care,
  'sign-plan': care,
  'change-step': care,
  'rate-goal': care,
  'make-referral': care,
  'move-referral': care,
  'start-review': care,
  'save-review': care,
  'sign-review': care,
  'close-enrolment': care,
  'reopen-enrolment': careOrFormer,
  'hand-over': lead,
  'assign-care-team': lead,
  'agree-contact-plan': care,
  'set-phase': care,
  'withdraw-act': lead,
  'make-task': care,
  'make-own-task': ownWork,
  'change-task': ownWork,
  'request-access': care,
  'request-amendment': care,
  'read-requests': care,
  'list-requests': [...care, { roles: ['privacy-officer'], relation: 'agency' }],
  'make-package': care,
  'take-package': care,
  'answer-access': care,
  'answer-amendment': care,
  'ask-denial-review': care,
  // Another professional than the one who denied; the privacy officer reads of the request what was asked and answered.
  'review-denial': [...lead, { roles: ['privacy-officer'], relation: 'agency' }],
  'add-disagreement': care,
  'add-rebuttal': care,
  // oneself
  'list-own-notices': everyone,
  'see-own-notice': everyone,
  'read-own-kinship': everyone,
  'set-own-kinship': everyone,
  'save-draft': everyone,
  'read-drafts': everyone,
  'change-own-password': everyone,
  'set-own-second-factor': everyone,
  'make-own-recovery-codes': everyone,
  'offer-own-passkey': everyone,
  'add-own-passkey': everyone,
  'name-own-passkey': everyone,
  'remove-own-passkey': everyone,
  'list-own-sessions': everyone,
  'name-own-session': everyone,
  'end-own-session': everyone,
  'read-directory-of-staff': everyone,
  'read-job': everyone,
  'cancel-job': everyone,
  // the house
  'read-agency': everyone,
  'list-instruments': everyone,
  'read-instrument': everyone,
  'edit-agency': administration,
  'edit-site': administration,
  'edit-programme': administration,
  'edit-team': administration,
  'edit-staff': administration,
  'edit-position': administration,
  'edit-supervision-line': administration,
  'edit-account': administration,
  'record-credential': administration,
  'import-clients': administration,
  'turn-instrument': administration,
  'publish-instrument': administration,
} as const satisfies Record<string, PolicyRow>;

export type Permission = keyof typeof policy;

export type Decision =
  | { readonly allowed: true; readonly basis: Relation | 'system' }
  /** `hidden`: the actor may not even know that this client exists. */
  | { readonly allowed: false; readonly hidden: boolean; readonly refusal: Refusal };

const stands = (actor: Actor & { kind: 'staff' }, relation: Relation, facts: ClientFacts | null): boolean => {
  if (relation === 'none') return true;
  if (facts === null) return false;
  if (relation === 'agency') return true;
  if (relation === 'unclaimed') return facts.unclaimed;
  if (relation === 'glass') return openForNow(actor).glass.includes(facts.clientId);
  if (relation === 'on-call') return facts.programmes.some((id) => openForNow(actor).onCall.includes(id));
  if (relation === 'former') return !facts.unclaimed && facts.careStaff.length === 0 && facts.careTeams.length === 0;
  return (
    facts.careStaff.some((id) => actor.reachStaff.includes(id)) ||
    facts.careTeams.some((id) => actor.reachTeams.includes(id))
  );
};

const isSeen = (actor: Actor, facts: ClientFacts): boolean => {
  const seen = segmentsSeen(actor, facts);
  return seen.includes(facts.segment) || (seen.length > 0 && facts.authorId === actor.id);
};

const allowedBy = (actor: Actor & { kind: 'staff' }, row: PolicyRow, facts: ClientFacts | null): Relation | null => {
  if (facts !== null && (facts.blockedStaff.includes(actor.id) || !isSeen(actor, facts))) return null;
  const allowance = row.find(
    ({ roles, relation }) => roles.some((role) => actor.roles.includes(role)) && stands(actor, relation, facts),
  );
  return allowance?.relation ?? null;
};

/** Whether the actor may do `permission` to the client whose facts these are; `facts` null where no client is concerned. */
export const may = (actor: Actor, permission: Permission, facts: ClientFacts | null): Decision => {
  if (actor.kind === 'system') return { allowed: true, basis: 'system' };
  const row: PolicyRow = policy[permission];
  const basis = allowedBy(actor, row, facts);
  if (basis !== null) return { allowed: true, basis };
  const known = facts === null || allowedBy(actor, policy['read-client'], facts) !== null;
  const needed = [...new Set(row.flatMap(({ roles }) => roles))];
  return {
    allowed: false,
    hidden: !known,
    refusal: known
      ? refusal(needed.some((role) => actor.roles.includes(role)) ? 'not-on-care-team' : 'role-needed', {
          roles: needed.join(' '),
        })
      : refusal('not-found'),
  };
};

/** Whether the actor may ask for a list, count or search at all; which clients it draws on is for the SQL reading to say. */
export const mayList = (actor: Actor, permission: Permission): Decision => {
  if (actor.kind === 'system') return { allowed: true, basis: 'system' };
  const row: PolicyRow = policy[permission];
  const allowance = row.find(({ roles }) => roles.some((role) => actor.roles.includes(role)));
  return allowance ? { allowed: true, basis: allowance.relation } : may(actor, permission, null);
};
