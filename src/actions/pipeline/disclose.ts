// The one door through which anything about a person leaves the agency. It asks the basis, keeps back the segments that neither the
// basis nor a consent opens, writes the log, and says what must go along. Whoever sends something out asks here first and reads only
// the segments it answers with.
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Discloser } from '#domain/consent/consent.ts';
import { type Asked, askConsents, isOpenUnder, isRestricted, whyNotDisclose } from '#domain/disclosure/disclosing.ts';
import { readConsents, readRestrictions } from '#store/consents.ts';
import { insertDisclosures, readWriters } from '#store/disclosures.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { allow, invalid } from './refused.ts';

export type Disclosing = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly agency: { readonly id: Id; readonly name: string };
  readonly now: Instant;
  readonly today: Day;
  newId(): Id;
};

export type ToDisclose = Asked & {
  readonly clientIds: readonly Id[];
  readonly address: string | null;
  /** Of what would go out. */
  readonly segments: readonly string[];
  /** What is not open is left out; otherwise everything must be open, or nothing goes. */
  readonly leavesOut: boolean;
  /** Two people agreed that Part 2 records go along, within the house (domain/disclosure/bulk.ts). */
  readonly isAgreedByTwo?: boolean;
};

export type Disclosed = {
  /** One entry of the log for each client, in their order. */
  readonly ids: readonly Id[];
  /** What may go out: nothing else may be read for it. */
  readonly segments: readonly string[];
  /** Whether the statement of 42 CFR 2.32 must go along. */
  readonly isPart2: boolean;
  /** The consents it rests on, and what each says it reaches, which goes along (42 CFR 2.32). */
  readonly consents: readonly { readonly id: Id; readonly description: string }[];
};

/** Refuses, or writes the log and says what may go. To be asked in the transaction that sends, or before it. */
export const disclose = async (context: Disclosing, asked: ToDisclose): Promise<Disclosed> => {
  const { tx, actor, agency, now, today, newId } = context;
  allow(whyNotDisclose(asked, today));
  const { clientIds, basis } = asked;
  const [only] = clientIds;
  if (asked.recipientKind !== 'own-agency' && clientIds.length > 1) throw invalid('disclosure-one-person');
  // Nobody consents to, or restricts, what stays in the house here: who sees a segment there is decided with each look.
  const agreed =
    asked.recipientKind === 'own-agency'
      ? []
      : await Promise.all(clientIds.map((clientId) => agreedBy(tx, clientId, agency)));
  const why: Refusal[] = [];
  const consents = new Map<Id, string>();
  const segments = asked.segments.filter((segment) => {
    if (agreed.some((each) => isRestricted(asked, segment, each(segment), today))) {
      why.push(refusal('disclosure-restricted', {}, '/recipient'));
      return false;
    }
    if (basis !== 'consent') {
      const isAgreed = asked.isAgreedByTwo && asked.recipientKind === 'own-agency' && segment === 'part2';
      const isOpen = isAgreed || isOpenUnder(basis, segment);
      if (!isOpen) why.push(refusal('disclosure-segment-closed', {}, '/basis'));
      return isOpen;
    }
    const answer = agreed[0] && only ? askConsents(asked, segment, agreed[0](segment), today) : null;
    if (!answer?.allowed) {
      const known = agreed[0]?.(segment).consents.filter((each) => asked.segments.includes(each.segment)) ?? [];
      // Only what the asker may know of: that there is another consent tells of what it is for.
      const reasons = answer?.refusals.filter(({ params }) => known.some(({ id }) => id === params?.consent)) ?? [];
      why.push(refusal('disclosure-without-consent', {}, '/basis'));
      why.push(...reasons.map(({ code }) => refusal(code, {}, '/basis')));
      return false;
    }
    for (const { id, description } of agreed[0]?.(segment).consents ?? [])
      if (answer.consentIds.includes(id)) consents.set(id, description);
    return true;
  });
  const each = [...new Map(why.map((one) => [`${one.code}${one.pointer}`, one])).values()];
  if (each.length > 0 && (!asked.leavesOut || segments.length === 0)) allow(each);
  const clients = clientIds.map((clientId) => ({ id: newId(), clientId }));
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  if (clients.length > 0)
    await insertDisclosures(tx, stamp, clients, { ...asked, segments, consents: [...consents.keys()] });
  return {
    ids: clients.map(({ id }) => id),
    segments,
    isPart2: segments.includes('part2'),
    consents: [...consents].map(([id, description]) => ({ id, description })),
  };
};

/** What a person has agreed to and asked to be kept back, and who would disclose: by segment, for each is some programme's. */
const agreedBy = async (tx: Tx, clientId: Id, agency: Disclosing['agency']) => {
  const [consents, asked, programmes] = await Promise.all([
    readConsents(tx, clientId),
    readRestrictions(tx, clientId),
    readWriters(tx, clientId),
  ]);
  const restrictions = asked.flatMap((each) => (each.agreed ? [{ ...each, agreed: true }] : []));
  return (segment: string) => {
    const writers = programmes.filter(({ isPart2 }) => isPart2 === (segment === 'part2'));
    const disclosers: Discloser[] = writers.map(({ id, name }) => ({ kind: 'programme', id, name }));
    return {
      consents,
      restrictions,
      disclosers: disclosers.length > 0 ? disclosers : [{ kind: 'agency' as const, ...agency }],
    };
  };
};
