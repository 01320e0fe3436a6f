// What a FHIR file brings, in the words of the record. Everything is as the sender gave it: nothing is guessed, and what a sender
// did not say is null.
import type { Day } from '#domain/basics/day.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { PersonName } from '#domain/people/client-identity.ts';

/** `Type/id` where the resource has an id, else its `fullUrl`, else `entry-N`: the same each time the same file is read. */
export type SourceReference = string;

/** `YYYY`, `YYYY-MM` or a Day. */
export type PartialDate = string;

type FromSource = {
  readonly reference: SourceReference;
  /** JSON pointer to the resource in the file. */
  readonly pointer: string;
};
type OfClient = FromSource & { readonly client: SourceReference };

export type ImportedIdentifier = { readonly system: string; readonly value: string; readonly type: string | null };

export type ImportedContactDetail = {
  readonly channel: 'phone' | 'text' | 'email' | 'fax' | 'other';
  readonly value: string;
  readonly use: string | null;
  readonly rank: number | null;
};

export type ImportedAddress = {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly use: string | null;
};

export type ImportedLanguage = {
  /** BCP 47, canonical; null when only words were given. */
  readonly tag: string | null;
  readonly text: string | null;
  readonly preferred: boolean;
};

export type ImportedClient = FromSource & {
  readonly name: PersonName;
  readonly chosenName: string | null;
  readonly formerNames: readonly PersonName[];
  readonly birthDate: PartialDate | null;
  /** FHIR's administrative gender as given; it decides nothing here. */
  readonly administrativeGender: string | null;
  readonly pronouns: string | null;
  readonly languages: readonly ImportedLanguage[];
  readonly interpreterNeeded: boolean | null;
  readonly contactDetails: readonly ImportedContactDetail[];
  readonly addresses: readonly ImportedAddress[];
  readonly identifiers: readonly ImportedIdentifier[];
  /** Null: not said to have died. */
  readonly deceased: { readonly on: PartialDate | null } | null;
};

export type ImportedSupporter = OfClient & {
  readonly name: PersonName;
  readonly relationships: readonly string[];
  readonly contactDetails: readonly ImportedContactDetail[];
  readonly addresses: readonly ImportedAddress[];
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
};

export type ImportedCoverage = OfClient & {
  readonly payer: string | null;
  readonly kind: string | null;
  readonly plan: string | null;
  readonly group: string | null;
  readonly memberId: string | null;
  readonly status: string;
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
};

export type ImportedCondition = OfClient & {
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string;
  readonly clinicalStatus: string | null;
  readonly verification: string | null;
  readonly onset: PartialDate | null;
  readonly abatement: PartialDate | null;
  readonly recorded: PartialDate | null;
};

export type ImportedStay = OfClient & {
  readonly class: 'inpatient' | 'emergency' | 'observation';
  readonly setting: 'psychiatric' | 'medical' | 'emergency';
  /** `stated` when the sender coded the service as such, `inferred` from the reason or for want of anything else. */
  readonly settingBasis: 'stated' | 'inferred';
  readonly from: Day;
  /** Null while the person is still there. */
  readonly to: Day | null;
  readonly admittedAt: Instant | null;
  readonly dischargedAt: Instant | null;
  readonly place: string | null;
  readonly reasons: readonly string[];
  readonly disposition: string | null;
};

export type ImportRecords = {
  readonly clients: readonly ImportedClient[];
  readonly supporters: readonly ImportedSupporter[];
  readonly coverages: readonly ImportedCoverage[];
  readonly conditions: readonly ImportedCondition[];
  readonly stays: readonly ImportedStay[];
};

/** `rule` and `params` make the sentence `import.rule.<rule>` in `words`. */
export type ImportFault = {
  readonly file: string;
  /** Line in the file, where the fault is in its text rather than in an element. */
  readonly row?: number;
  /** JSON pointer to the element at fault. */
  readonly pointer?: string;
  readonly rule: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type FhirImport = {
  readonly file: string;
  /** Resources in the file, by type. */
  readonly read: Readonly<Record<string, number>>;
  /** Of those, the ones not taken, by type. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Empty when there are errors: a file is taken whole or not at all. */
  readonly records: ImportRecords;
  readonly warnings: readonly ImportFault[];
  readonly errors: readonly ImportFault[];
};
