// What stands around a person, kind by kind: where it is kept and which fields it has. The drawer draws itself from this.
import { alertKinds } from '#domain/people/alerts.ts';
import { authorities, decisionScopes } from '#domain/people/authority.ts';
import { contactChannels } from '#domain/people/safe-contact.ts';
import {
  coveragePlans,
  residenceSettings,
  supporterKinds,
  tieFlows,
  tieKinds,
  tieQualities,
} from '#domain/people/surroundings.ts';

export const entryKinds = [
  'contact-details',
  'supporters',
  'social-ties',
  'coverages',
  'alerts',
  'residences',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export type FieldValue = string | number | boolean | null | readonly string[];

export type FieldSpec = {
  readonly name: string;
  readonly initial: FieldValue;
  readonly isRequired?: boolean;
  /** Shown only where another field has a value that calls for it. */
  readonly when?: (fields: Readonly<Record<string, FieldValue>>) => boolean;
} & (
  | { readonly as: 'line' | 'prose'; readonly most: number }
  | { readonly as: 'day'; readonly isPast?: boolean }
  | { readonly as: 'tick' }
  /** Yes, no, or nobody has asked. */
  | { readonly as: 'yes-no-unasked' }
  | { readonly as: 'one' | 'many'; readonly options: readonly string[]; readonly words: string }
  | { readonly as: 'one-number'; readonly options: readonly number[]; readonly words: string }
);

export type KindSpec = {
  readonly path: EntryKind;
  readonly add: string;
  readonly edit: string;
  readonly fields: readonly FieldSpec[];
};

const line = (name: string, most: number, isRequired = false): FieldSpec => ({
  name,
  as: 'line',
  most,
  initial: isRequired ? '' : null,
  isRequired,
});
const one = (name: string, options: readonly string[], words: string, initial: FieldValue = null): FieldSpec => ({
  name,
  as: 'one',
  options,
  words,
  initial,
  isRequired: true,
});
const day = (name: string, isRequired = false, isPast = false): FieldSpec => ({
  name,
  as: 'day',
  initial: null,
  isRequired,
  isPast,
});

export const kindSpecs: Readonly<Record<EntryKind, KindSpec>> = {
  'contact-details': {
    path: 'contact-details',
    add: 'add-contact-detail',
    edit: 'edit-contact-detail',
    fields: [
      one('channel', contactChannels, 'contact-channel.', 'phone'),
      line('value', 300, true),
      line('label', 100),
      one('permission', ['yes', 'ask', 'no'], 'contact-permission.', 'ask'),
      { name: 'isSafe', as: 'yes-no-unasked', initial: null },
      {
        name: 'mayLeaveVoicemail',
        as: 'tick',
        initial: false,
        when: ({ channel, isSafe, permission }) => channel === 'phone' && isSafe !== false && permission !== 'no',
      },
      line('whoMayKnow', 300),
      line('bestTimes', 200),
      line('caution', 500),
      { name: 'preferred', as: 'tick', initial: false },
      day('endedOn'),
    ],
  },
  supporters: {
    path: 'supporters',
    add: 'add-supporter',
    edit: 'edit-supporter',
    fields: [
      line('name', 200, true),
      line('relationship', 100, true),
      one('kind', supporterKinds, 'supporter-kind.', 'natural'),
      line('phone', 50),
      line('email', 320),
      { ...line('organization', 200), when: ({ kind }) => kind === 'professional' },
      { name: 'isEmergencyContact', as: 'tick', initial: false },
      line('mayBeTold', 500),
      { name: 'authority', as: 'one', options: authorities, words: 'authority.', initial: null },
      {
        name: 'scopes',
        as: 'many',
        options: decisionScopes,
        words: 'decision-scope.',
        initial: [],
        when: ({ authority }) => authority !== null,
      },
      { ...day('authorityFrom'), when: ({ authority }) => authority !== null },
      { ...day('authorityTo'), when: ({ authority }) => authority !== null },
      { ...line('authorityBasis', 500), when: ({ authority }) => authority !== null },
      day('endedOn'),
    ],
  },
  'social-ties': {
    path: 'social-ties',
    add: 'add-social-tie',
    edit: 'edit-social-tie',
    fields: [
      line('name', 200, true),
      one('kind', tieKinds, 'tie-kind.'),
      {
        name: 'closeness',
        as: 'one-number',
        options: [1, 2, 3],
        words: 'people-page.closeness.',
        initial: 2,
        isRequired: true,
      },
      one('quality', tieQualities, 'tie-quality.', 'ordinary'),
      one('flow', tieFlows, 'tie-flow.', 'both'),
      line('note', 1000),
      day('endedOn'),
    ],
  },
  coverages: {
    path: 'coverages',
    add: 'add-coverage',
    edit: 'edit-coverage',
    fields: [
      line('payer', 200, true),
      one('plan', coveragePlans, 'coverage-plan.'),
      line('memberNumber', 100),
      day('from', true),
      day('to'),
    ],
  },
  alerts: {
    path: 'alerts',
    add: 'add-alert',
    edit: 'edit-alert',
    fields: [
      one('kind', alertKinds, 'alert-kind.'),
      line('text', 1000, true),
      line('basis', 1000, true),
      day('expiresOn', true),
      day('endedOn'),
    ],
  },
  residences: {
    path: 'residences',
    add: 'add-residence',
    edit: 'edit-residence',
    fields: [
      one('setting', residenceSettings, 'residence-setting.'),
      { name: 'address', as: 'prose', most: 500, initial: null },
      line('household', 500),
      day('from', true, true),
      day('to'),
    ],
  },
};

/** The fields of an entry, or of a new one; what belongs to the record itself is left behind. */
export const fieldsOf = (
  spec: KindSpec,
  entry: Readonly<Record<string, unknown>> | null,
): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    spec.fields.map(({ name, initial }) => [name, entry ? ((entry[name] as FieldValue) ?? initial) : initial]),
  );

/** What is sent: hidden fields fall back to what they are when nobody has said anything, empty text to nothing. */
export const bodyOf = (
  spec: KindSpec,
  fields: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    spec.fields.map(({ name, initial, when }) => {
      const value = when && !when(fields) ? initial : (fields[name] ?? initial);
      return [name, typeof value === 'string' ? value.trim() || null : value];
    }),
  );

export const missingFields = (spec: KindSpec, fields: Readonly<Record<string, FieldValue>>): readonly string[] =>
  spec.fields
    .filter(({ isRequired, when }) => isRequired && (!when || when(fields)))
    .filter(({ name }) => fields[name] === null || String(fields[name] ?? '').trim() === '')
    .map(({ name }) => name);
