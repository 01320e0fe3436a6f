// Row types, written from the migrated database by `npm run draw`. Do not edit.
import type { ColumnType } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Instant } from '#domain/basics/instant.ts';

export interface AccountsTable {
  id: string;
  agency_id: string;
  staff_id: string;
  email: string;
  password_hash: ColumnType<string | null, string | null | undefined, string | null>;
  totp_secret: ColumnType<string | null, string | null | undefined, string | null>;
  totp_last_step: ColumnType<number | null, number | null | undefined, number | null>;
  disabled_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  created_at: Instant;
  draft_key: ColumnType<Buffer, Buffer | undefined, Buffer>;
}

export interface ActorsTable {
  agency_id: string;
  id: string;
  kind: string;
  person_id: ColumnType<string | null, string | null | undefined, string | null>;
  on_behalf_of: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AddendaTable {
  agency_id: string;
  id: string;
  client_id: string;
  entry_kind: string;
  entry_id: string;
  kind: string;
  text: string;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  request_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface AgenciesTable {
  agency_id: string;
  name: string;
  time_zone: string;
  language: ColumnType<string, string | undefined, string>;
  is_demo: ColumnType<boolean, boolean | undefined, boolean>;
  settings: ColumnType<any, string | null | undefined, string>;
  current_day: Day;
  created_at: Instant;
  access_stamp: ColumnType<number, number | undefined, number>;
  has_openings: ColumnType<boolean, boolean | undefined, boolean>;
  has_denials: ColumnType<boolean, boolean | undefined, boolean>;
  edited_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  sheet_key: ColumnType<Buffer, Buffer | undefined, Buffer>;
}

export interface AlertsTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  text: string;
  basis: string;
  expires_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface AlertsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  text: string;
  basis: string;
  expires_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ApprovalsTable {
  agency_id: string;
  id: string;
  kind: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  other_client_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  asked_by: string;
  asked_on: Day;
  state: ColumnType<string, string | undefined, string>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  decision_note: ColumnType<string | null, string | null | undefined, string | null>;
  outcome: ColumnType<any, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ApprovalsPastTable {
  agency_id: string;
  id: string;
  kind: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  other_client_id: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  asked_by: string;
  asked_on: Day;
  state: string;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  decided_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  decision_note: ColumnType<string | null, string | null | undefined, string | null>;
  outcome: ColumnType<any, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface AssessmentsTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  kind: ColumnType<string, string | undefined, string>;
  day: Day;
  staff_id: string;
  state: ColumnType<string, string | undefined, string>;
  version: ColumnType<number, number | undefined, number>;
  domains: ColumnType<any, string | null | undefined, string>;
  summary: ColumnType<string | null, string | null | undefined, string | null>;
  informants: ColumnType<string | null, string | null | undefined, string | null>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  prefilled_from: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface AssessmentsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  kind: string;
  day: Day;
  staff_id: string;
  state: string;
  version: number;
  domains: ColumnType<any, string, string>;
  summary: ColumnType<string | null, string | null | undefined, string | null>;
  informants: ColumnType<string | null, string | null | undefined, string | null>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  prefilled_from: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface AssignmentsTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  role: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  visible_until: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface AssignmentsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  role: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  visible_until: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface AuditTable {
  agency_id: string;
  id: string;
  at: Instant;
  actor_id: string;
  actor_kind: string;
  on_behalf_of: ColumnType<string | null, string | null | undefined, string | null>;
  action: string;
  effect: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  client_ids: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  subject_kind: ColumnType<string | null, string | null | undefined, string | null>;
  subject_id: ColumnType<string | null, string | null | undefined, string | null>;
  purpose: ColumnType<string, string | undefined, string>;
  decision: string;
  request_id: ColumnType<string | null, string | null | undefined, string | null>;
  details: ColumnType<any, string | null | undefined, string>;
  transaction_id: ColumnType<string, string | undefined, string>;
  era: ColumnType<number, number | undefined, number>;
}

export interface AuditHeadsTable {
  agency_id: string;
  size: number;
  root: Buffer;
  at: Instant;
  previous: Buffer;
  era: number;
  reached: string;
  signature: Buffer;
  peaks: Buffer;
}

export interface AuditLeavesTable {
  agency_id: string;
  size: number;
  ids: string[];
  ats: string[];
  hashes: Buffer;
}

export interface BlobChunksTable {
  agency_id: string;
  sha256: Buffer;
  ordinal: number;
  content: Buffer;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface BlobsTable {
  agency_id: string;
  id: string;
  sha256: Buffer;
  bytes: number;
  media_type: string;
  name: ColumnType<string | null, string | null | undefined, string | null>;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface BulkExportsTable {
  agency_id: string;
  id: string;
  kind: string;
  begun_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface BulkExportsPastTable {
  agency_id: string;
  id: string;
  kind: string;
  begun_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ClientIdentifiersTable {
  agency_id: string;
  id: string;
  client_id: string;
  system: string;
  value: string;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ClientKeysTable {
  agency_id: string;
  key: string;
  client_id: string;
  weight: ColumnType<number, number | undefined, number>;
  segment: ColumnType<string, string | undefined, string>;
}

export interface ClientLinksTable {
  agency_id: string;
  id: string;
  client_id: string;
  other_client_id: string;
  kind: string;
  relationship: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ClientNumbersTable {
  agency_id: string;
  last: number;
}

export interface ClientSummariesTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  sort_name: string;
  pronouns: ColumnType<string | null, string | null | undefined, string | null>;
  birth_date: ColumnType<Day | null, Day | null | undefined, Day | null>;
  birth_precision: ColumnType<string, string | undefined, string>;
  programme_id: ColumnType<string | null, string | null | undefined, string | null>;
  model_key: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  cycle_number: ColumnType<number | null, number | null | undefined, number | null>;
  stage: ColumnType<string | null, string | null | undefined, string | null>;
  priority: ColumnType<string | null, string | null | undefined, string | null>;
  referred_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  enrolled_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_contact_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_reached_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  first_due_by: ColumnType<Day | null, Day | null | undefined, Day | null>;
  first_due_kind: ColumnType<string | null, string | null | undefined, string | null>;
  review_due_by: ColumnType<Day | null, Day | null | undefined, Day | null>;
  stay_setting: ColumnType<string | null, string | null | undefined, string | null>;
  stay_from: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_discharge_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  alerts: ColumnType<number, number | undefined, number>;
  unsigned_notes: ColumnType<number, number | undefined, number>;
  next_change_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  fingerprint: string;
  refreshed_at: Instant;
}

export interface ClientsTable {
  agency_id: string;
  id: string;
  number: number;
  given_name: string;
  family_name: string;
  middle_name: ColumnType<string | null, string | null | undefined, string | null>;
  chosen_name: ColumnType<string | null, string | null | undefined, string | null>;
  former_names: ColumnType<string[], string[] | undefined, string[]>;
  pronouns: ColumnType<string | null, string | null | undefined, string | null>;
  birth_date: ColumnType<Day | null, Day | null | undefined, Day | null>;
  birth_precision: ColumnType<string, string | undefined, string>;
  died_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  language: ColumnType<string | null, string | null | undefined, string | null>;
  other_languages: ColumnType<string[], string[] | undefined, string[]>;
  needs_interpreter: ColumnType<boolean, boolean | undefined, boolean>;
  unclaimed: ColumnType<boolean, boolean | undefined, boolean>;
  large_print: ColumnType<boolean, boolean | undefined, boolean>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ClientsPastTable {
  agency_id: string;
  id: string;
  number: number;
  given_name: string;
  family_name: string;
  middle_name: ColumnType<string | null, string | null | undefined, string | null>;
  chosen_name: ColumnType<string | null, string | null | undefined, string | null>;
  former_names: string[];
  pronouns: ColumnType<string | null, string | null | undefined, string | null>;
  birth_date: ColumnType<Day | null, Day | null | undefined, Day | null>;
  birth_precision: string;
  died_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  language: ColumnType<string | null, string | null | undefined, string | null>;
  other_languages: string[];
  needs_interpreter: boolean;
  unclaimed: boolean;
  large_print: boolean;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ClosingsTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: string;
  cycle_id: string;
  day: Day;
  reason: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  client_view: ColumnType<string | null, string | null | undefined, string | null>;
  after_care: ColumnType<any, string | null | undefined, string>;
  told_client: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  reopened_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reopened_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ClosingsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: string;
  cycle_id: string;
  day: Day;
  reason: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  client_view: ColumnType<string | null, string | null | undefined, string | null>;
  after_care: ColumnType<any, string, string>;
  told_client: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  reopened_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reopened_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ConditionsTable {
  agency_id: string;
  id: string;
  client_id: string;
  code: ColumnType<string | null, string | null | undefined, string | null>;
  system: ColumnType<string | null, string | null | undefined, string | null>;
  label: string;
  from_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  source: string;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ConsentsTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  client_name: string;
  disclosers: ColumnType<any, string, string>;
  recipients: ColumnType<any, string, string>;
  segments: string[];
  records: string[];
  records_from: ColumnType<Day | null, Day | null | undefined, Day | null>;
  records_to: ColumnType<Day | null, Day | null | undefined, Day | null>;
  description: string;
  purposes: string[];
  purpose_text: ColumnType<string | null, string | null | undefined, string | null>;
  from_day: Day;
  expiry: ColumnType<any, string | null | undefined, string | null>;
  told: string[];
  language: string;
  signer: ColumnType<any, string, string>;
  signature: ColumnType<any, string | null | undefined, string | null>;
  revocation: ColumnType<any, string | null | undefined, string | null>;
  known_false: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ConsentsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  client_name: string;
  disclosers: ColumnType<any, string, string>;
  recipients: ColumnType<any, string, string>;
  segments: string[];
  records: string[];
  records_from: ColumnType<Day | null, Day | null | undefined, Day | null>;
  records_to: ColumnType<Day | null, Day | null | undefined, Day | null>;
  description: string;
  purposes: string[];
  purpose_text: ColumnType<string | null, string | null | undefined, string | null>;
  from_day: Day;
  expiry: ColumnType<any, string | null | undefined, string | null>;
  told: string[];
  language: string;
  signer: ColumnType<any, string, string>;
  signature: ColumnType<any, string | null | undefined, string | null>;
  revocation: ColumnType<any, string | null | undefined, string | null>;
  known_false: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ContactDetailsTable {
  agency_id: string;
  id: string;
  client_id: string;
  channel: string;
  value: string;
  label: ColumnType<string | null, string | null | undefined, string | null>;
  permission: ColumnType<string, string | undefined, string>;
  may_leave_voicemail: ColumnType<boolean, boolean | undefined, boolean>;
  is_safe: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  who_may_know: ColumnType<string | null, string | null | undefined, string | null>;
  best_times: ColumnType<string | null, string | null | undefined, string | null>;
  caution: ColumnType<string | null, string | null | undefined, string | null>;
  preferred: ColumnType<boolean, boolean | undefined, boolean>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ContactDetailsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  channel: string;
  value: string;
  label: ColumnType<string | null, string | null | undefined, string | null>;
  permission: string;
  may_leave_voicemail: boolean;
  is_safe: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  who_may_know: ColumnType<string | null, string | null | undefined, string | null>;
  best_times: ColumnType<string | null, string | null | undefined, string | null>;
  caution: ColumnType<string | null, string | null | undefined, string | null>;
  preferred: boolean;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ContactsTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: ColumnType<string | null, string | null | undefined, string | null>;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: string;
  with_staff: ColumnType<string[], string[] | undefined, string[]>;
  start_at: Instant;
  day: Day;
  zone: string;
  minutes: number;
  travel_minutes: ColumnType<number | null, number | null | undefined, number | null>;
  outcome: string;
  mode: string;
  place: string;
  place_detail: ColumnType<string | null, string | null | undefined, string | null>;
  with_whom: ColumnType<string, string | undefined, string>;
  with_name: ColumnType<string | null, string | null | undefined, string | null>;
  purpose: ColumnType<string, string | undefined, string>;
  is_group: ColumnType<boolean, boolean | undefined, boolean>;
  goal_threads: ColumnType<string[], string[] | undefined, string[]>;
  next_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  late_reason: ColumnType<string | null, string | null | undefined, string | null>;
  replaces: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface CoveragesTable {
  agency_id: string;
  id: string;
  client_id: string;
  payer: string;
  plan: string;
  member_number: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface CoveragesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  payer: string;
  plan: string;
  member_number: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface CredentialsTable {
  agency_id: string;
  id: string;
  staff_id: string;
  kind: string;
  number: ColumnType<string | null, string | null | undefined, string | null>;
  issued_by: ColumnType<string | null, string | null | undefined, string | null>;
  valid_from: ColumnType<Day | null, Day | null | undefined, Day | null>;
  valid_to: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface CycleActsTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  act: string;
  day: Day;
  params: ColumnType<any, string | null | undefined, string>;
  entry: ColumnType<number, number | undefined, number>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface CyclesTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: string;
  number: number;
  stage: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  opened_on: Day;
  opened_by: string;
  opened_by_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  reached_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  assessment_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reassessed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_revised_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_version: ColumnType<number, number | undefined, number>;
  first_link_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  first_contact_after_plan_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  review_started_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_review_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  result: ColumnType<string | null, string | null | undefined, string | null>;
  result_reason: ColumnType<string | null, string | null | undefined, string | null>;
  withdrawn: ColumnType<boolean, boolean | undefined, boolean>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface CyclesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: string;
  number: number;
  stage: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  opened_on: Day;
  opened_by: string;
  opened_by_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  reached_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  assessment_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reassessed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_revised_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  plan_version: number;
  first_link_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  first_contact_after_plan_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  review_started_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_review_signed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  result: ColumnType<string | null, string | null | undefined, string | null>;
  result_reason: ColumnType<string | null, string | null | undefined, string | null>;
  withdrawn: boolean;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface DisclosuresTable {
  agency_id: string;
  id: string;
  client_id: string;
  day: Day;
  basis: string;
  recipient_kind: string;
  recipient: string;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  via: ColumnType<string | null, string | null | undefined, string | null>;
  purpose: string;
  purpose_text: ColumnType<string | null, string | null | undefined, string | null>;
  way: string;
  kinds: string[];
  segments: string[];
  from_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  why_all: ColumnType<string | null, string | null | undefined, string | null>;
  grounds: ColumnType<string | null, string | null | undefined, string | null>;
  consents: ColumnType<string[], string[] | undefined, string[]>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface DraftsTable {
  agency_id: string;
  staff_id: string;
  key: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  body: ColumnType<any, string, string>;
  updated_at: Instant;
  segment: ColumnType<string, string | undefined, string>;
}

export interface DueItemsTable {
  agency_id: string;
  id: string;
  client_id: string;
  enrolment_id: ColumnType<string | null, string | null | undefined, string | null>;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  subject_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  rule: string;
  due_from: Day;
  due_by: Day;
  needed: number;
  done: number;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  fingerprint: string;
}

export interface EnrolmentsTable {
  agency_id: string;
  id: string;
  client_id: string;
  programme_id: string;
  state: string;
  referred_on: Day;
  referral_source: ColumnType<string | null, string | null | undefined, string | null>;
  referral_reason: ColumnType<string | null, string | null | undefined, string | null>;
  attempts: ColumnType<number, number | undefined, number>;
  first_reached_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_act_on: Day;
  eligibility: ColumnType<any, string | null | undefined, string>;
  eligibility_checked_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  priority: ColumnType<string | null, string | null | undefined, string | null>;
  waitlisted_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  enrolled_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  close_reason: ColumnType<string | null, string | null | undefined, string | null>;
  close_note: ColumnType<string | null, string | null | undefined, string | null>;
  phase_moves: ColumnType<any, string | null | undefined, string>;
  contact_plans: ColumnType<any, string | null | undefined, string>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface EnrolmentsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  programme_id: string;
  state: string;
  referred_on: Day;
  referral_source: ColumnType<string | null, string | null | undefined, string | null>;
  referral_reason: ColumnType<string | null, string | null | undefined, string | null>;
  attempts: number;
  first_reached_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  last_act_on: Day;
  eligibility: ColumnType<any, string, string>;
  eligibility_checked_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  priority: ColumnType<string | null, string | null | undefined, string | null>;
  waitlisted_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  enrolled_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  close_reason: ColumnType<string | null, string | null | undefined, string | null>;
  close_note: ColumnType<string | null, string | null | undefined, string | null>;
  phase_moves: ColumnType<any, string, string>;
  contact_plans: ColumnType<any, string, string>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ExternalIdsTable {
  agency_id: string;
  source: string;
  kind: string;
  external_id: string;
  id: string;
  content_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
}

export interface GlassBreaksTable {
  agency_id: string;
  id: string;
  client_id: string;
  staff_id: string;
  reason: string;
  explanation: string;
  broken_at: Instant;
  ends_at: Instant;
  emergency_recipient: ColumnType<string | null, string | null | undefined, string | null>;
  emergency_affiliation: ColumnType<string | null, string | null | undefined, string | null>;
  emergency_discloser: ColumnType<string | null, string | null | undefined, string | null>;
  emergency_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  emergency_nature: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface GlassReviewsTable {
  agency_id: string;
  id: string;
  client_id: string;
  glass_id: string;
  outcome: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface GoalRatingsTable {
  agency_id: string;
  id: string;
  client_id: string;
  thread: string;
  review_id: ColumnType<string | null, string | null | undefined, string | null>;
  level: number;
  rated_by: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  day: Day;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface GoalsTable {
  agency_id: string;
  id: string;
  thread: string;
  client_id: string;
  plan_id: string;
  position: number;
  domain: string;
  words: string;
  measure: ColumnType<string | null, string | null | undefined, string | null>;
  importance: ColumnType<number, number | undefined, number>;
  difficulty: ColumnType<number, number | undefined, number>;
  levels: ColumnType<any, string | null | undefined, string>;
  baseline_level: ColumnType<number | null, number | null | undefined, number | null>;
  stage: ColumnType<string | null, string | null | undefined, string | null>;
  needs: ColumnType<string[], string[] | undefined, string[]>;
  strengths: ColumnType<string[], string[] | undefined, string[]>;
  options: ColumnType<any, string | null | undefined, string>;
  dropped: ColumnType<boolean, boolean | undefined, boolean>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface GoalsPastTable {
  agency_id: string;
  id: string;
  thread: string;
  client_id: string;
  plan_id: string;
  position: number;
  domain: string;
  words: string;
  measure: ColumnType<string | null, string | null | undefined, string | null>;
  importance: number;
  difficulty: number;
  levels: ColumnType<any, string, string>;
  baseline_level: ColumnType<number | null, number | null | undefined, number | null>;
  stage: ColumnType<string | null, string | null | undefined, string | null>;
  needs: string[];
  strengths: string[];
  options: ColumnType<any, string, string>;
  dropped: boolean;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface IdempotencyKeysTable {
  agency_id: string;
  actor_id: string;
  key: string;
  request_hash: Buffer;
  status: number;
  body: ColumnType<any, string | null | undefined, string | null>;
  recorded_at: Instant;
}

export interface ImportsTable {
  agency_id: string;
  id: string;
  kind: string;
  file_name: string;
  sha256: Buffer;
  report: ColumnType<any, string, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface InstrumentChoicesTable {
  agency_id: string;
  id: string;
  key: string;
  is_on: boolean;
  recorded_at: Instant;
  recorded_by: string;
}

export interface InstrumentChoicesPastTable {
  agency_id: string;
  id: string;
  key: string;
  is_on: boolean;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface InstrumentVersionsTable {
  agency_id: string;
  id: string;
  key: string;
  version: number;
  source: string;
  definition: ColumnType<any, string, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface JobRunsTable {
  agency_id: string;
  id: string;
  kind: string;
  state: ColumnType<string, string | undefined, string>;
  done: ColumnType<number, number | undefined, number>;
  total: ColumnType<number | null, number | null | undefined, number | null>;
  params: ColumnType<any, string | null | undefined, string>;
  result: ColumnType<any, string | null | undefined, string | null>;
  problem: ColumnType<any, string | null | undefined, string | null>;
  cancel_asked: ColumnType<boolean, boolean | undefined, boolean>;
  requested_by: string;
  created_at: Instant;
  finished_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

export interface KeyEventsTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  day: Day;
  text: string;
  source: string;
  replaces: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface LegalHoldsTable {
  agency_id: string;
  id: string;
  client_id: string;
  reason: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  placed_by: string;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface LegalHoldsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  reason: string;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  placed_by: string;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface LinkTokensTable {
  token_hash: Buffer;
  kind: string;
  agency_id: ColumnType<string | null, string | null | undefined, string | null>;
  account_id: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: Instant;
  expires_at: Instant;
  used_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

export interface MergedClientsTable {
  agency_id: string;
  id: string;
  client_id: string;
  number: number;
  identity: ColumnType<any, string, string>;
  approval_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface NeedsTable {
  agency_id: string;
  id: string;
  thread: string;
  client_id: string;
  cycle_id: string;
  assessment_id: ColumnType<string | null, string | null | undefined, string | null>;
  review_id: ColumnType<string | null, string | null | undefined, string | null>;
  domain: string;
  label: string;
  level: string;
  priority: ColumnType<number | null, number | null | undefined, number | null>;
  origin: ColumnType<string | null, string | null | undefined, string | null>;
  upkeep: ColumnType<string | null, string | null | undefined, string | null>;
  words: ColumnType<string | null, string | null | undefined, string | null>;
  day: Day;
  replaces: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface NotesTable {
  agency_id: string;
  id: string;
  client_id: string;
  contact_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: string;
  kind: string;
  day: Day;
  text: string;
  state: ColumnType<string, string | undefined, string>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface NotesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  contact_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: string;
  kind: string;
  day: Day;
  text: string;
  state: string;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface NoticesTable {
  agency_id: string;
  id: string;
  staff_id: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  subject_id: string;
  told_at: Instant;
  seen_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface NoticesPastTable {
  agency_id: string;
  id: string;
  staff_id: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  subject_id: string;
  told_at: Instant;
  seen_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface OnCallShiftsTable {
  agency_id: string;
  id: string;
  programme_id: string;
  staff_id: string;
  from_at: Instant;
  to_at: Instant;
  is_cancelled: ColumnType<boolean, boolean | undefined, boolean>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface OnCallShiftsPastTable {
  agency_id: string;
  id: string;
  programme_id: string;
  staff_id: string;
  from_at: Instant;
  to_at: Instant;
  is_cancelled: boolean;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface OutboxTable {
  agency_id: string;
  id: string;
  channel: string;
  recipient: string;
  template: string;
  params: ColumnType<any, string | null | undefined, string>;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  send_after: Instant;
  sent_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  attempts: ColumnType<number, number | undefined, number>;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface PasskeyChallengesTable {
  hash: Buffer;
  account_id: ColumnType<string | null, string | null | undefined, string | null>;
  expires_at: Instant;
}

export interface PasskeysTable {
  id: string;
  account_id: string;
  name: string;
  credential_id: Buffer;
  public_key: Buffer;
  rp_id: string;
  counter: number;
  transports: string[];
  backup_eligible: boolean;
  backed_up: boolean;
  created_at: Instant;
  last_used_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

export interface PlansTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  version: number;
  state: ColumnType<string, string | undefined, string>;
  staff_id: string;
  day: Day;
  vision: ColumnType<string | null, string | null | undefined, string | null>;
  crisis_note: ColumnType<string | null, string | null | undefined, string | null>;
  review_due_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  client_signature: ColumnType<any, string | null | undefined, string | null>;
  body: ColumnType<any, string | null | undefined, string>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  revises: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface PlansPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  version: number;
  state: string;
  staff_id: string;
  day: Day;
  vision: ColumnType<string | null, string | null | undefined, string | null>;
  crisis_note: ColumnType<string | null, string | null | undefined, string | null>;
  review_due_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  client_signature: ColumnType<any, string | null | undefined, string | null>;
  body: ColumnType<any, string, string>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  revises: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface PositionsTable {
  agency_id: string;
  id: string;
  staff_id: string;
  team_id: string;
  role: string;
  fte: number;
  during: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface PositionsPastTable {
  agency_id: string;
  id: string;
  staff_id: string;
  team_id: string;
  role: string;
  fte: number;
  during: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ProgrammesTable {
  agency_id: string;
  id: string;
  site_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  model_key: string;
  eligibility: ColumnType<any, string | null | undefined, string>;
  is_part2: ColumnType<boolean, boolean | undefined, boolean>;
  opened_on: Day;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ProgrammesPastTable {
  agency_id: string;
  id: string;
  site_id: ColumnType<string | null, string | null | undefined, string | null>;
  name: string;
  model_key: string;
  eligibility: ColumnType<any, string, string>;
  is_part2: boolean;
  opened_on: Day;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface RecordPackagesTable {
  agency_id: string;
  id: string;
  client_id: string;
  request_id: string;
  pdf_id: string;
  data_id: string;
  segments: ColumnType<string[], string[] | undefined, string[]>;
  language: string;
  large_print: boolean;
  entries: number;
  left_out: number;
  pages: number;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface RecoveryCodesTable {
  account_id: string;
  code_hash: Buffer;
  used_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

export interface ReferralsTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  goal_thread: ColumnType<string | null, string | null | undefined, string | null>;
  need_thread: ColumnType<string | null, string | null | undefined, string | null>;
  organization: string;
  service: ColumnType<string | null, string | null | undefined, string | null>;
  contact_name: ColumnType<string | null, string | null | undefined, string | null>;
  contact_phone: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  sent_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  next_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  answered_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  received_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  need_met: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  outcome_note: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ReferralsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  goal_thread: ColumnType<string | null, string | null | undefined, string | null>;
  need_thread: ColumnType<string | null, string | null | undefined, string | null>;
  organization: string;
  service: ColumnType<string | null, string | null | undefined, string | null>;
  contact_name: ColumnType<string | null, string | null | undefined, string | null>;
  contact_phone: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  sent_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  next_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  answered_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  received_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  need_met: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  outcome_note: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface RequestsTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  supporter_id: ColumnType<string | null, string | null | undefined, string | null>;
  asked_under: ColumnType<string | null, string | null | undefined, string | null>;
  how: ColumnType<string, string | undefined, string>;
  form: ColumnType<string | null, string | null | undefined, string | null>;
  large_print: ColumnType<boolean, boolean | undefined, boolean>;
  language: ColumnType<string | null, string | null | undefined, string | null>;
  entry_kind: ColumnType<string | null, string | null | undefined, string | null>;
  entry_id: ColumnType<string | null, string | null | undefined, string | null>;
  decision: ColumnType<string | null, string | null | undefined, string | null>;
  decided_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  grounds: ColumnType<string[], string[] | undefined, string[]>;
  determined_by: ColumnType<string | null, string | null | undefined, string | null>;
  package_id: ColumnType<string | null, string | null | undefined, string | null>;
  told: ColumnType<string[], string[] | undefined, string[]>;
  review_asked_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  review_outcome: ColumnType<string | null, string | null | undefined, string | null>;
  reviewed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reviewed_by: ColumnType<string | null, string | null | undefined, string | null>;
  review_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface RequestsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  kind: string;
  supporter_id: ColumnType<string | null, string | null | undefined, string | null>;
  asked_under: ColumnType<string | null, string | null | undefined, string | null>;
  how: string;
  form: ColumnType<string | null, string | null | undefined, string | null>;
  large_print: boolean;
  language: ColumnType<string | null, string | null | undefined, string | null>;
  entry_kind: ColumnType<string | null, string | null | undefined, string | null>;
  entry_id: ColumnType<string | null, string | null | undefined, string | null>;
  decision: ColumnType<string | null, string | null | undefined, string | null>;
  decided_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  decided_by: ColumnType<string | null, string | null | undefined, string | null>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  grounds: string[];
  determined_by: ColumnType<string | null, string | null | undefined, string | null>;
  package_id: ColumnType<string | null, string | null | undefined, string | null>;
  told: string[];
  review_asked_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  review_outcome: ColumnType<string | null, string | null | undefined, string | null>;
  reviewed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  reviewed_by: ColumnType<string | null, string | null | undefined, string | null>;
  review_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ResidencesTable {
  agency_id: string;
  id: string;
  client_id: string;
  setting: string;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  household: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ResidencesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  setting: string;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  household: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface RestrictionsTable {
  agency_id: string;
  id: string;
  client_id: string;
  segments: string[];
  records: string[];
  kept_from: ColumnType<any, string, string>;
  purposes: string[];
  words: string;
  agreed: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  begins_on: Day;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface RestrictionsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  segments: string[];
  records: string[];
  kept_from: ColumnType<any, string, string>;
  purposes: string[];
  words: string;
  agreed: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
  begins_on: Day;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface ReviewsTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  plan_id: ColumnType<string | null, string | null | undefined, string | null>;
  day: Day;
  staff_id: string;
  reason: string;
  progress: ColumnType<any, string | null | undefined, string>;
  new_needs: ColumnType<any, string | null | undefined, string>;
  client_words: ColumnType<string | null, string | null | undefined, string | null>;
  satisfaction: ColumnType<number | null, number | null | undefined, number | null>;
  independence: ColumnType<number | null, number | null | undefined, number | null>;
  decision: ColumnType<string | null, string | null | undefined, string | null>;
  decision_reason: ColumnType<string | null, string | null | undefined, string | null>;
  next_review_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  attended: ColumnType<string[], string[] | undefined, string[]>;
  state: ColumnType<string, string | undefined, string>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ReviewsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: string;
  plan_id: ColumnType<string | null, string | null | undefined, string | null>;
  day: Day;
  staff_id: string;
  reason: string;
  progress: ColumnType<any, string, string>;
  new_needs: ColumnType<any, string, string>;
  client_words: ColumnType<string | null, string | null | undefined, string | null>;
  satisfaction: ColumnType<number | null, number | null | undefined, number | null>;
  independence: ColumnType<number | null, number | null | undefined, number | null>;
  decision: ColumnType<string | null, string | null | undefined, string | null>;
  decision_reason: ColumnType<string | null, string | null | undefined, string | null>;
  next_review_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  attended: string[];
  state: string;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SafetyEpisodesTable {
  agency_id: string;
  id: string;
  client_id: string;
  severity: string;
  raised_at: Instant;
  staff_id: string;
  state: ColumnType<string, string | undefined, string>;
  tell_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  closed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  closed_by: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SafetyEpisodesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  severity: string;
  raised_at: Instant;
  staff_id: string;
  state: string;
  tell_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  closed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  closed_by: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SafetyStepsTable {
  agency_id: string;
  id: string;
  client_id: string;
  episode_id: string;
  sitting_id: ColumnType<string | null, string | null | undefined, string | null>;
  step: string;
  params: ColumnType<any, string | null | undefined, string>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  at: Instant;
  entry: ColumnType<number, number | undefined, number>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface ScanPagesTable {
  agency_id: string;
  id: string;
  client_id: string;
  sheet_id: string;
  batch_id: string;
  page: number;
  blob_id: string;
  readings: ColumnType<any, string, string>;
  decided: ColumnType<any, string | null | undefined, string>;
  state: string;
  aside_reason: ColumnType<string | null, string | null | undefined, string | null>;
  read_at: Instant;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ScanPagesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  sheet_id: string;
  batch_id: string;
  page: number;
  blob_id: string;
  readings: ColumnType<any, string, string>;
  decided: ColumnType<any, string, string>;
  state: string;
  aside_reason: ColumnType<string | null, string | null | undefined, string | null>;
  read_at: Instant;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SchemaMigrationsTable {
  name: string;
  hash: string;
  at: ColumnType<Instant, Instant | undefined, Instant>;
}

export interface ScoresTable {
  agency_id: string;
  id: string;
  client_id: string;
  sitting_id: string;
  instrument: string;
  version: number;
  score: string;
  day: Day;
  value: ColumnType<number | null, number | null | undefined, number | null>;
  said: ColumnType<string | null, string | null | undefined, string | null>;
  band: ColumnType<string | null, string | null | undefined, string | null>;
  cutoff_met: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SegmentOpeningsTable {
  agency_id: string;
  client_id: string;
  source_id: string;
  ordinal: number;
  effect: string;
  segment: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  programme_id: ColumnType<string | null, string | null | undefined, string | null>;
  care_team: boolean;
  from_day: Day;
  until_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
}

export interface ServiceModelsTable {
  agency_id: string;
  id: string;
  key: string;
  version: number;
  effective_from: Day;
  definition: ColumnType<any, string, string>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SessionsTable {
  token_hash: Buffer;
  id: string;
  account_id: string;
  agency_id: string;
  staff_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  ended_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  user_agent: ColumnType<string | null, string | null | undefined, string | null>;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  proved_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  device_name: ColumnType<string | null, string | null | undefined, string | null>;
  lent_to: ColumnType<string | null, string | null | undefined, string | null>;
  lent_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  access_stamp: ColumnType<number | null, number | null | undefined, number | null>;
  access_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  given_name: ColumnType<string | null, string | null | undefined, string | null>;
  family_name: ColumnType<string | null, string | null | undefined, string | null>;
  roles: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  reach_staff: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  reach_teams: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  member_teams: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  part2_programmes: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  blocked_clients: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
}

export interface SheetLayoutsTable {
  agency_id: string;
  id: string;
  code: string;
  instrument: string;
  version: number;
  language: string;
  layout: ColumnType<any, string, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SheetsTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  code: string;
  layout: string;
  instrument: string;
  version: number;
  language: string;
  due_on: Day;
  printed_at: Instant;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: ColumnType<string, string | undefined, string>;
  sitting_id: ColumnType<string | null, string | null | undefined, string | null>;
  void_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SheetsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  code: string;
  layout: string;
  instrument: string;
  version: number;
  language: string;
  due_on: Day;
  printed_at: Instant;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  sitting_id: ColumnType<string | null, string | null | undefined, string | null>;
  void_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SignInFailuresTable {
  key: string;
  at: Instant;
}

export interface SitesTable {
  agency_id: string;
  id: string;
  name: string;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SitesPastTable {
  agency_id: string;
  id: string;
  name: string;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SittingsTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  instrument: string;
  version: number;
  day: Day;
  staff_id: string;
  means: string;
  proxy_name: ColumnType<string | null, string | null | undefined, string | null>;
  language: string;
  answers: ColumnType<any, string | null | undefined, string>;
  state: ColumnType<string, string | undefined, string>;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SittingsPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  cycle_id: ColumnType<string | null, string | null | undefined, string | null>;
  instrument: string;
  version: number;
  day: Day;
  staff_id: string;
  means: string;
  proxy_name: ColumnType<string | null, string | null | undefined, string | null>;
  language: string;
  answers: ColumnType<any, string, string>;
  state: string;
  signed_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  signed_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SocialTiesTable {
  agency_id: string;
  id: string;
  client_id: string;
  name: string;
  kind: string;
  supporter_id: ColumnType<string | null, string | null | undefined, string | null>;
  closeness: number;
  quality: string;
  flow: ColumnType<string, string | undefined, string>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SocialTiesPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  name: string;
  kind: string;
  supporter_id: ColumnType<string | null, string | null | undefined, string | null>;
  closeness: number;
  quality: string;
  flow: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface StaffTable {
  agency_id: string;
  id: string;
  given_name: string;
  family_name: string;
  pronouns: ColumnType<string | null, string | null | undefined, string | null>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  email: string;
  languages: ColumnType<string[], string[] | undefined, string[]>;
  roles: string[];
  left_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface StaffBlocksTable {
  agency_id: string;
  id: string;
  client_id: string;
  staff_id: string;
  reason: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface StaffKinshipTable {
  agency_id: string;
  id: string;
  family_names: ColumnType<string[], string[] | undefined, string[]>;
  address: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface StaffKinshipPastTable {
  agency_id: string;
  id: string;
  family_names: string[];
  address: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface StaffPastTable {
  agency_id: string;
  id: string;
  given_name: string;
  family_name: string;
  pronouns: ColumnType<string | null, string | null | undefined, string | null>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  email: string;
  languages: string[];
  roles: string[];
  left_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface StaysTable {
  agency_id: string;
  id: string;
  client_id: string;
  setting: string;
  place: ColumnType<string | null, string | null | undefined, string | null>;
  from_day: Day;
  to_day: ColumnType<Day | null, Day | null | undefined, Day | null>;
  certainty: ColumnType<string, string | undefined, string>;
  source: string;
  team_involved: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  planned_jointly: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
  cancelled: ColumnType<boolean, boolean | undefined, boolean>;
  replaces: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface StepsTable {
  agency_id: string;
  id: string;
  thread: string;
  client_id: string;
  goal_id: string;
  position: number;
  text: string;
  owner: string;
  owner_name: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  due_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  resource: ColumnType<string | null, string | null | undefined, string | null>;
  resource_kind: ColumnType<string | null, string | null | undefined, string | null>;
  state: ColumnType<string, string | undefined, string>;
  done_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  outcome_note: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface StepsPastTable {
  agency_id: string;
  id: string;
  thread: string;
  client_id: string;
  goal_id: string;
  position: number;
  text: string;
  owner: string;
  owner_name: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  due_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  resource: ColumnType<string | null, string | null | undefined, string | null>;
  resource_kind: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  done_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  outcome_note: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface StrengthsTable {
  agency_id: string;
  id: string;
  client_id: string;
  assessment_id: ColumnType<string | null, string | null | undefined, string | null>;
  domain: string;
  aspect: ColumnType<string, string | undefined, string>;
  text: string;
  words: ColumnType<boolean, boolean | undefined, boolean>;
  rank: ColumnType<number | null, number | null | undefined, number | null>;
  day: Day;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  superseded_by: ColumnType<string | null, string | null | undefined, string | null>;
  error_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SupervisionLinesTable {
  agency_id: string;
  id: string;
  supervisor_id: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SupervisionLinesPastTable {
  agency_id: string;
  id: string;
  supervisor_id: string;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  during: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface SupportersTable {
  agency_id: string;
  id: string;
  client_id: string;
  name: string;
  relationship: string;
  kind: ColumnType<string, string | undefined, string>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  email: ColumnType<string | null, string | null | undefined, string | null>;
  organization: ColumnType<string | null, string | null | undefined, string | null>;
  is_emergency_contact: ColumnType<boolean, boolean | undefined, boolean>;
  may_be_told: ColumnType<string | null, string | null | undefined, string | null>;
  authority: ColumnType<string | null, string | null | undefined, string | null>;
  scopes: ColumnType<string[], string[] | undefined, string[]>;
  authority_during: ColumnType<string | null, string | null | undefined, string | null>;
  authority_basis: ColumnType<string | null, string | null | undefined, string | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface SupportersPastTable {
  agency_id: string;
  id: string;
  client_id: string;
  name: string;
  relationship: string;
  kind: string;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  email: ColumnType<string | null, string | null | undefined, string | null>;
  organization: ColumnType<string | null, string | null | undefined, string | null>;
  is_emergency_contact: boolean;
  may_be_told: ColumnType<string | null, string | null | undefined, string | null>;
  authority: ColumnType<string | null, string | null | undefined, string | null>;
  scopes: string[];
  authority_during: ColumnType<string | null, string | null | undefined, string | null>;
  authority_basis: ColumnType<string | null, string | null | undefined, string | null>;
  ended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface TasksTable {
  agency_id: string;
  id: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  title: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  due_by: ColumnType<Day | null, Day | null | undefined, Day | null>;
  requested_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  extended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  extension_reason: ColumnType<string | null, string | null | undefined, string | null>;
  subject_kind: ColumnType<string | null, string | null | undefined, string | null>;
  subject_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: ColumnType<string, string | undefined, string>;
  done_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  outcome: ColumnType<string | null, string | null | undefined, string | null>;
  segment: ColumnType<string, string | undefined, string>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface TasksPastTable {
  agency_id: string;
  id: string;
  client_id: ColumnType<string | null, string | null | undefined, string | null>;
  kind: string;
  title: string;
  note: ColumnType<string | null, string | null | undefined, string | null>;
  due_by: ColumnType<Day | null, Day | null | undefined, Day | null>;
  requested_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  extended_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  extension_reason: ColumnType<string | null, string | null | undefined, string | null>;
  subject_kind: ColumnType<string | null, string | null | undefined, string | null>;
  subject_id: ColumnType<string | null, string | null | undefined, string | null>;
  staff_id: ColumnType<string | null, string | null | undefined, string | null>;
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
  state: string;
  done_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  outcome: ColumnType<string | null, string | null | undefined, string | null>;
  segment: string;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface TeamsTable {
  agency_id: string;
  id: string;
  programme_id: string;
  name: string;
  shares_caseload: ColumnType<boolean, boolean | undefined, boolean>;
  opened_on: Day;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
}

export interface TeamsPastTable {
  agency_id: string;
  id: string;
  programme_id: string;
  name: string;
  shares_caseload: boolean;
  opened_on: Day;
  closed_on: ColumnType<Day | null, Day | null | undefined, Day | null>;
  recorded_at: Instant;
  recorded_by: string;
  superseded_at: Instant;
  superseded_by: string;
}

export interface Tables {
  accounts: AccountsTable;
  actors: ActorsTable;
  addenda: AddendaTable;
  agencies: AgenciesTable;
  alerts: AlertsTable;
  alerts_past: AlertsPastTable;
  approvals: ApprovalsTable;
  approvals_past: ApprovalsPastTable;
  assessments: AssessmentsTable;
  assessments_past: AssessmentsPastTable;
  assignments: AssignmentsTable;
  assignments_past: AssignmentsPastTable;
  audit: AuditTable;
  audit_heads: AuditHeadsTable;
  audit_leaves: AuditLeavesTable;
  blob_chunks: BlobChunksTable;
  blobs: BlobsTable;
  bulk_exports: BulkExportsTable;
  bulk_exports_past: BulkExportsPastTable;
  client_identifiers: ClientIdentifiersTable;
  client_keys: ClientKeysTable;
  client_links: ClientLinksTable;
  client_numbers: ClientNumbersTable;
  client_summaries: ClientSummariesTable;
  clients: ClientsTable;
  clients_past: ClientsPastTable;
  closings: ClosingsTable;
  closings_past: ClosingsPastTable;
  conditions: ConditionsTable;
  consents: ConsentsTable;
  consents_past: ConsentsPastTable;
  contact_details: ContactDetailsTable;
  contact_details_past: ContactDetailsPastTable;
  contacts: ContactsTable;
  coverages: CoveragesTable;
  coverages_past: CoveragesPastTable;
  credentials: CredentialsTable;
  cycle_acts: CycleActsTable;
  cycles: CyclesTable;
  cycles_past: CyclesPastTable;
  disclosures: DisclosuresTable;
  drafts: DraftsTable;
  due_items: DueItemsTable;
  enrolments: EnrolmentsTable;
  enrolments_past: EnrolmentsPastTable;
  external_ids: ExternalIdsTable;
  glass_breaks: GlassBreaksTable;
  glass_reviews: GlassReviewsTable;
  goal_ratings: GoalRatingsTable;
  goals: GoalsTable;
  goals_past: GoalsPastTable;
  idempotency_keys: IdempotencyKeysTable;
  imports: ImportsTable;
  instrument_choices: InstrumentChoicesTable;
  instrument_choices_past: InstrumentChoicesPastTable;
  instrument_versions: InstrumentVersionsTable;
  job_runs: JobRunsTable;
  key_events: KeyEventsTable;
  legal_holds: LegalHoldsTable;
  legal_holds_past: LegalHoldsPastTable;
  link_tokens: LinkTokensTable;
  merged_clients: MergedClientsTable;
  needs: NeedsTable;
  notes: NotesTable;
  notes_past: NotesPastTable;
  notices: NoticesTable;
  notices_past: NoticesPastTable;
  on_call_shifts: OnCallShiftsTable;
  on_call_shifts_past: OnCallShiftsPastTable;
  outbox: OutboxTable;
  passkey_challenges: PasskeyChallengesTable;
  passkeys: PasskeysTable;
  plans: PlansTable;
  plans_past: PlansPastTable;
  positions: PositionsTable;
  positions_past: PositionsPastTable;
  programmes: ProgrammesTable;
  programmes_past: ProgrammesPastTable;
  record_packages: RecordPackagesTable;
  recovery_codes: RecoveryCodesTable;
  referrals: ReferralsTable;
  referrals_past: ReferralsPastTable;
  requests: RequestsTable;
  requests_past: RequestsPastTable;
  residences: ResidencesTable;
  residences_past: ResidencesPastTable;
  restrictions: RestrictionsTable;
  restrictions_past: RestrictionsPastTable;
  reviews: ReviewsTable;
  reviews_past: ReviewsPastTable;
  safety_episodes: SafetyEpisodesTable;
  safety_episodes_past: SafetyEpisodesPastTable;
  safety_steps: SafetyStepsTable;
  scan_pages: ScanPagesTable;
  scan_pages_past: ScanPagesPastTable;
  schema_migrations: SchemaMigrationsTable;
  scores: ScoresTable;
  segment_openings: SegmentOpeningsTable;
  service_models: ServiceModelsTable;
  sessions: SessionsTable;
  sheet_layouts: SheetLayoutsTable;
  sheets: SheetsTable;
  sheets_past: SheetsPastTable;
  sign_in_failures: SignInFailuresTable;
  sites: SitesTable;
  sites_past: SitesPastTable;
  sittings: SittingsTable;
  sittings_past: SittingsPastTable;
  social_ties: SocialTiesTable;
  social_ties_past: SocialTiesPastTable;
  staff: StaffTable;
  staff_blocks: StaffBlocksTable;
  staff_kinship: StaffKinshipTable;
  staff_kinship_past: StaffKinshipPastTable;
  staff_past: StaffPastTable;
  stays: StaysTable;
  steps: StepsTable;
  steps_past: StepsPastTable;
  strengths: StrengthsTable;
  supervision_lines: SupervisionLinesTable;
  supervision_lines_past: SupervisionLinesPastTable;
  supporters: SupportersTable;
  supporters_past: SupportersPastTable;
  tasks: TasksTable;
  tasks_past: TasksPastTable;
  teams: TeamsTable;
  teams_past: TeamsPastTable;
}
