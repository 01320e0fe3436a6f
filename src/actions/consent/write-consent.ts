// Recording what a person agrees to, signing it, and what becomes of it afterwards. What it opens inside the agency is written in the
// same transaction, so that a consent and its revocation count from the very next question on.
import { createHash } from 'node:crypto';
import {
  ConsentView,
  EndConsentRequest,
  MarkConsentFalseRequest,
  RecordConsentRequest,
  RevokeConsentRequest,
  SignConsentRequest,
} from '#contract/consent.ts';
import { laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { standingOf } from '#domain/consent/allows.ts';
import type { Consent, Restriction, Signature } from '#domain/consent/consent.ts';
import { whyDeficient } from '#domain/consent/deficiency.ts';
import { openingsOf } from '#domain/consent/openings.ts';
import { builtInSegments } from '#domain/consent/segments.ts';
import { readOwnSegments } from '#store/agency.ts';
import { supporters } from '#store/clients/surroundings.ts';
import {
  changeConsent,
  closedSegment,
  insertConsent,
  type KeptConsent,
  keepScan,
  readConsentOptions,
  readConsents,
  readRestrictions,
  writeOpenings,
} from '#store/consents.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { consentView } from './consent-view.ts';

type Signing = NonNullable<RecordConsentRequest['signature']>;

/** The first bytes of a file say what it is, whatever it is called. */
const isWhatItSays = (bytes: Buffer, mediaType: string): boolean => {
  const begins = (...expected: number[]) => expected.every((each, index) => bytes[index] === each);
  if (mediaType === 'application/pdf') return begins(0x25, 0x50, 0x44, 0x46);
  return mediaType === 'image/png' ? begins(0x89, 0x50, 0x4e, 0x47) : begins(0xff, 0xd8, 0xff);
};

/** The signature as it is kept; its scan is sent to be written. */
const signed = (context: Context<unknown>, clientId: Id, segment: string, signing: Signing): Signature => {
  const { how, on, name } = signing;
  if (how === 'typed') return { how, on, name, drawing: null, scan: null };
  if (how === 'drawn') return { how, on, name, drawing: signing.drawing || null, scan: null };
  if (!signing.scan) return { how, on, name, drawing: null, scan: null };
  const bytes = Buffer.from(signing.scan.base64, 'base64');
  const { mediaType } = signing.scan;
  if (!isWhatItSays(bytes, mediaType)) throw invalid('scan-not-what-it-says', { mediaType }, '/signature/scan');
  const { tx, actor, agency, now, newId } = context;
  const sha256 = createHash('sha256').update(bytes).digest();
  keepScan(
    tx,
    { by: actor.id, at: now, agencyId: agency.id },
    { id: newId(), clientId, segment, sha256, mediaType, bytes },
  ).catch(() => undefined);
  return { how, on, name, drawing: null, scan: sha256.toString('hex') };
};

/** Refuses what lacks an element. A form may wait for its signature; one that came as it is may be kept, and discloses nothing. */
const refuseDeficient = (consent: Consent, today: Context<unknown>['today'], keeps: boolean): void => {
  if (keeps) return;
  const waits = consent.signature === null ? 'consent-not-signed' : null;
  const why = whyDeficient(consent, today).filter(({ code }) => code !== waits);
  if (why.length > 0) throw new Refused(422, why);
};

/** Writes what the client's consents and restrictions open, with `consent` as it now is. */
const openAnew = (
  context: Context<unknown>,
  clientId: Id,
  consents: readonly Consent[],
  restrictions: readonly Restriction[],
) => {
  // Sent with what follows; a failure is heard of at the commit.
  writeOpenings(context.tx, clientId, openingsOf(consents, restrictions, context.today)).catch(() => undefined);
};

export const recordConsent = defineAction({
  name: 'record-consent',
  effect: 'write',
  input: RecordConsentRequest,
  output: ConsentView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<ConsentView> => {
    const { tx, input, actor, segments, agency, now, today, newId, note } = context;
    const { clientId, supporterId, signature, keepDeficient, language, ...given } = input;
    const [consents, restrictions, own, options, supporter] = await Promise.all([
      readConsents(tx, clientId),
      readRestrictions(tx, clientId),
      readOwnSegments(tx),
      readConsentOptions(tx, clientId),
      supporterId ? supporters.readOne(tx, supporterId, segments) : undefined,
    ]);
    const { clientName, programmes, staff } = found(options);
    if (supporterId && supporter?.clientId !== clientId)
      throw invalid('supporter-not-of-this-client', {}, '/supporterId');
    const known = [...builtInSegments, ...own.map(({ code }) => code)];
    const inside = { staff, programme: programmes } as const;
    const isKnown = ({ kind, id }: { kind: string; id?: string | null | undefined }) =>
      kind !== 'staff' && kind !== 'programme' ? !id : inside[kind].some((each) => each.id === id);
    allow([
      ...given.segments.flatMap((each, index) =>
        known.includes(each) ? [] : [refusal('segment-not-known', { segment: each }, `/segments/${index}`)],
      ),
      ...(['disclosers', 'recipients'] as const).flatMap((field) =>
        given[field].flatMap((each, index) =>
          isKnown(each) ? [] : [refusal('party-not-known', {}, `/${field}/${index}/id`)],
        ),
      ),
    ]);
    const segment = closedSegment(given.segments);
    const expiry = given.expiry ?? null;
    const consent: KeptConsent = {
      ...given,
      ...{ id: newId(), clientId, clientName, language, segment, recordedBy: actor.id, version: now },
      disclosers: given.disclosers.map((each) => ({ ...each, id: each.id ?? null })),
      recipients: given.recipients.map((each) => ({ ...each, id: each.id ?? null, members: each.members ?? null })),
      recordsFrom: given.recordsFrom ?? null,
      recordsTo: given.recordsTo ?? null,
      purposeText: given.purposeText ?? null,
      expiry: expiry?.kind === 'event' ? { ...expiry, happenedOn: null } : expiry,
      signer: supporter
        ? {
            as: 'proxy',
            supporterId: supporter.id,
            name: supporter.name,
            authority: {
              authority: supporter.authority,
              scopes: supporter.scopes,
              authorityDuring:
                supporter.authorityFrom === null ? null : { from: supporter.authorityFrom, to: supporter.authorityTo },
              authorityBasis: supporter.authorityBasis,
              endedOn: supporter.endedOn,
            },
          }
        : { as: 'client' },
      signature: signature ? signed(context, clientId, segment, signature) : null,
      revocation: null,
      knownFalse: null,
    };
    refuseDeficient(consent, today, keepDeficient);
    const all = [consent, ...consents];
    insertConsent(tx, { by: actor.id, at: now, agencyId: agency.id }, clientId, language, consent).catch(
      () => undefined,
    );
    openAnew(context, clientId, all, asRules(restrictions));
    note({ consentId: consent.id, kind: consent.kind, standing: standingOf(consent, today) });
    return consentView(consent, all, today);
  },
});

/** A restriction nobody has answered yet keeps nothing back. */
export const asRules = (
  restrictions: readonly (Omit<Restriction, 'agreed'> & { agreed: boolean | null })[],
): Restriction[] => restrictions.map((each) => ({ ...each, agreed: each.agreed === true }));

type OfConsent = { readonly consentId: Id };
const subject = ({ consentId }: OfConsent) => ({ table: 'consents', id: consentId }) as const;

/** Changes one consent by `change`, and what all of them open with it. */
const change = async <Input extends OfConsent>(
  context: Context<Input>,
  changed: (consent: KeptConsent) => KeptConsent,
): Promise<ConsentView> => {
  const { tx, input, actor, now, today, note } = context;
  const { clientId } = found(context.client);
  const [consents, restrictions] = await Promise.all([readConsents(tx, clientId), readRestrictions(tx, clientId)]);
  const next = changed(found(consents.find(({ id }) => id === input.consentId)));
  const all = consents.map((each) => (each.id === next.id ? next : each));
  changeConsent(tx, { by: actor.id, at: now }, next).catch(() => undefined);
  openAnew(context, clientId, all, asRules(restrictions));
  note({ consentId: next.id, standing: standingOf(next, today) });
  return consentView(next, all, today);
};

export const signConsent = defineAction({
  name: 'sign-consent',
  effect: 'write',
  input: SignConsentRequest,
  output: ConsentView,
  subject,
  run: (context) =>
    change(context, (consent) => {
      if (consent.signature) throw conflict('consent-signed-already');
      if (consent.revocation) throw conflict('consent-revoked');
      const signature = signed(context, consent.clientId, consent.segment, context.input.signature);
      // Nothing is disclosed before it is signed, whatever day the form was prepared for.
      const from = laterOf(consent.from, signature.on);
      const next = { ...consent, from, signature };
      refuseDeficient(next, context.today, false);
      return next;
    }),
});

export const revokeConsent = defineAction({
  name: 'revoke-consent',
  effect: 'write',
  input: RevokeConsentRequest,
  output: ConsentView,
  subject,
  run: (context) =>
    change(context, (consent) => {
      const { input, now, today } = context;
      const { revocation } = consent;
      if (revocation === null)
        return { ...consent, revocation: { how: input.how, on: today, at: now, writtenOn: null } };
      // What was asked by word of mouth is confirmed in writing; more than that cannot be taken back.
      if (revocation.how === 'written' || revocation.writtenOn !== null || input.how !== 'written')
        throw conflict('consent-revoked');
      return { ...consent, revocation: { ...revocation, writtenOn: today } };
    }),
});

export const endConsent = defineAction({
  name: 'end-consent',
  effect: 'write',
  input: EndConsentRequest,
  output: ConsentView,
  subject,
  run: (context) =>
    change(context, (consent) => {
      const { on } = context.input;
      if (on > context.today) throw invalid('act-in-future', { today: context.today }, '/on');
      if (consent.expiry?.kind !== 'event') throw conflict('consent-has-no-event');
      if (consent.expiry.happenedOn !== null) throw conflict('consent-expired');
      return { ...consent, expiry: { ...consent.expiry, happenedOn: on } };
    }),
});

export const markConsentFalse = defineAction({
  name: 'mark-consent-false',
  effect: 'write',
  input: MarkConsentFalseRequest,
  output: ConsentView,
  subject,
  run: (context) => change(context, (consent) => ({ ...consent, knownFalse: context.input.reason })),
});
