// What a few people agreed to let out of the agency, what they asked to be kept back, and what went out: enough that the log, the
// consents and both accountings are worth looking at.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Basis, RecipientKind, Way } from '#domain/disclosure/bases.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { json } from '#store/postgres/query.ts';
import type { Episode } from './episode.ts';
import { type House, stamped, type Worker } from './house.ts';
import type { Random } from './random.ts';

const housingOffice = 'Harbor County housing office';
const clinic = 'Eastside family clinic';

type Sent = {
  readonly daysAgo: number;
  readonly basis: Basis;
  readonly to: string;
  readonly toKind?: RecipientKind;
  readonly address?: string;
  readonly purpose: string;
  readonly purposeText?: string;
  readonly way: Way;
  readonly kinds: readonly DisclosedKind[];
  readonly grounds?: string;
};

const toTheHousingOffice = (daysAgo: number, way: Way): Sent => ({
  ...{ daysAgo, way, basis: 'consent', to: housingOffice, address: '40 Harbor Street', purpose: 'housing' },
  kinds: ['enrolments', 'plans'],
});

/** By person: what went out, the latest last. */
const sentOf: readonly (readonly Sent[])[] = [
  [
    {
      ...{ daysAgo: 96, basis: 'treatment', to: clinic, purpose: 'coordination', way: 'phone' },
      kinds: ['contacts', 'stays'],
    },
    toTheHousingOffice(61, 'letter'),
    {
      ...{
        daysAgo: 47,
        basis: 'oversight',
        to: 'State office of mental health',
        purpose: 'operations',
        way: 'in-person',
      },
      ...{ kinds: ['plans', 'reviews'], grounds: 'Yearly licensing visit, letter of the office of last month' },
    },
    toTheHousingOffice(33, 'phone'),
    {
      ...{ daysAgo: 18, basis: 'mistake', to: 'Harbor dental office', purpose: 'other', way: 'fax' },
      ...{ purposeText: 'A referral was faxed to the wrong number', kinds: ['referrals'] },
      grounds: 'The office called and destroyed the fax; the person was told the same day',
    },
    toTheHousingOffice(6, 'letter'),
  ],
  [
    {
      ...{ daysAgo: 52, basis: 'emergency', to: 'General hospital, emergency department', purpose: 'treatment' },
      ...{
        way: 'phone',
        kinds: ['identity', 'stays'],
        grounds: 'Brought in unconscious; asked for by the doctor on duty',
      },
    },
    {
      ...{
        daysAgo: 21,
        basis: 'court-order',
        to: 'Harbor County housing court',
        purpose: 'proceedings',
        way: 'letter',
      },
      ...{ kinds: ['key-events'], grounds: 'Order of the court, shown to the privacy officer and kept on file' },
    },
  ],
  [
    {
      ...{ daysAgo: 12, basis: 'involved-in-care', to: 'A sister', toKind: 'person', purpose: 'family' },
      ...{ way: 'phone', kinds: ['tasks'] },
    },
  ],
];

const ownerOf = ({ enrolment }: Episode, house: House): Id => {
  const owner = enrolment?.cycles.at(-1)?.owner;
  return owner?.kind === 'staff' ? owner.id : house.deskId;
};

const fullName = ({ person }: Episode): string => `${person.row.given_name} ${person.row.family_name}`;

const nameOf = (house: House, programmeId: Id): string =>
  house.ledger.rowsOf('programmes').find(({ id }) => id === programmeId)?.name ?? '';

const whatToHousing = {
  ...{
    kind: 'release',
    recipient: housingOffice,
    segment: 'general',
    purposes: ['housing'],
    told: ['revocation', 'redisclosure'],
  },
  description: 'That I am in the programme, and the part of my plan that is about housing',
};
const whatToTheClinic = {
  ...{ kind: 'part2', recipient: clinic, segment: 'part2', purposes: ['coordination'], told: ['revocation'] },
  description: 'That I am in recovery services, and my plan there, so that my doctor knows',
};

const agree = (
  house: House,
  random: Random,
  episode: Episode,
  on: Day,
  revokedOn: Day | null,
  what: typeof whatToHousing = whatToHousing,
): Id => {
  const { kind, recipient, segment, purposes, told, description } = what;
  const { programme, person } = episode;
  const last = revokedOn ?? on;
  const row = house.ledger.add('consents', {
    ...stamped(house, house.at(on, 680), ownerOf(episode, house), random),
    recorded_at: house.at(last, 690),
    client_id: person.id,
    ...{ kind, segment, purposes, told, description },
    client_name: fullName(episode),
    disclosers: json([{ kind: 'programme', id: programme.id, name: nameOf(house, programme.id) }]),
    recipients: json([{ kind: 'organization', id: null, name: recipient, members: null }]),
    segments: [segment],
    records: ['enrolments', 'plans'],
    from_day: on,
    expiry: json({ kind: 'day', on: addDays(on, 365) }),
    language: house.language,
    signer: json({ as: 'client' }),
    signature: json({ how: 'typed', on, name: fullName(episode), drawing: null, scan: null }),
    revocation:
      revokedOn && json({ how: 'written', on: revokedOn, at: house.at(revokedOn, 690), writtenOn: revokedOn }),
  });
  return row.id;
};

const letOut = (
  house: House,
  random: Random,
  episode: Episode,
  sent: Sent,
  consentId: Id | null,
  segment = 'general',
): void => {
  const { daysAgo, basis, to, toKind = 'organization', address, purpose, purposeText, way, kinds, grounds } = sent;
  const on = addDays(house.today, -daysAgo);
  house.ledger.add('disclosures', {
    ...stamped(house, house.at(on, 720), ownerOf(episode, house), random),
    client_id: episode.person.id,
    ...{ day: on, basis, recipient_kind: toKind, recipient: to, address, purpose, purpose_text: purposeText, way },
    ...{ kinds: [...kinds], segments: [segment], segment, from_day: addDays(on, -90), to_day: on, grounds },
    consents: basis === 'consent' && consentId ? [consentId] : [],
  });
};

/** Of people somebody has answered for long enough that all of it could happen; the fullest log is of somebody `shownBy` answers for. */
export const addDisclosures = (
  house: House,
  random: Random,
  episodes: readonly Episode[],
  shownBy: Worker | undefined,
): void => {
  const known = episodes.filter(
    ({ enrolment, story }) =>
      enrolment?.state === 'enrolled' &&
      enrolment.cycles.at(-1)?.owner?.kind === 'staff' &&
      story.referredOn < addDays(house.today, -140),
  );
  const shown = known.find((episode) => ownerOf(episode, house) === shownBy?.id);
  const others = random.some(
    known.filter((episode) => episode !== shown),
    sentOf.length,
  );
  const people = [...(shown ? [shown] : []), ...others].slice(0, sentOf.length);
  for (const [index, episode] of people.entries()) {
    const consentId =
      index === 2
        ? null
        : agree(house, random, episode, addDays(house.today, -120), index === 1 ? addDays(house.today, -15) : null);
    for (const sent of sentOf[index] ?? []) letOut(house, random, episode, sent, consentId);
  }
  const [, , kept] = people;
  if (!kept) return;
  const on = addDays(house.today, -70);
  house.ledger.add('restrictions', {
    ...stamped(house, house.at(on, 700), ownerOf(kept, house), random),
    client_id: kept.person.id,
    segments: ['general'],
    records: [],
    kept_from: json([{ kind: 'organization', id: null, name: clinic, members: null }]),
    purposes: [],
    words: 'Not to the clinic where my cousin works.',
    agreed: true,
    answer: 'Agreed; emergencies and what the law asks for are not bound by it.',
    begins_on: on,
  });
};

const toTheClinic = (daysAgo: number, way: Way): Sent => ({
  ...{ daysAgo, way, basis: 'consent', to: clinic, address: '3 Eastside Road', purpose: 'coordination' },
  kinds: ['enrolments', 'plans'],
});

/** What somebody in a Part 2 programme agreed to, and what went out under it: for the accounting of 42 CFR 2.25. */
export const addPart2Disclosures = (house: House, random: Random, episodes: readonly Episode[]): void => {
  const served = episodes.find(
    ({ enrolment, story }) => enrolment?.state === 'enrolled' && story.referredOn < addDays(house.today, -140),
  );
  if (!served) return;
  const consentId = agree(house, random, served, addDays(house.today, -110), null, whatToTheClinic);
  for (const sent of [toTheClinic(84, 'letter'), toTheClinic(40, 'phone'), toTheClinic(9, 'letter')])
    letOut(house, random, served, sent, consentId, 'part2');
};
