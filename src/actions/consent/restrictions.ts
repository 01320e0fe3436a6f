// What a person asks to be kept from somebody, and the agency's answer (45 CFR 164.522(a), 42 CFR 2.26). Agreed to, it holds at once.
import {
  AnswerRestrictionRequest,
  EndRestrictionRequest,
  RecordRestrictionRequest,
  RestrictionView,
} from '#contract/consent.ts';
import { laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { openingsOf, whyNotRestrict } from '#domain/consent/openings.ts';
import {
  changeRestriction,
  closedSegment,
  insertRestriction,
  type KeptRestriction,
  readConsents,
  readRestrictions,
  writeOpenings,
} from '#store/consents.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found } from '../pipeline/refused.ts';
import { restrictionView } from './consent-view.ts';
import { asRules } from './write-consent.ts';

export const recordRestriction = defineAction({
  name: 'record-restriction',
  effect: 'write',
  input: RecordRestrictionRequest,
  output: RestrictionView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, newId, note }): Promise<RestrictionView> => {
    const { clientId, ...given } = input;
    const restriction: KeptRestriction = {
      ...given,
      from: given.from.map((each) => ({ ...each, id: each.id ?? null })),
      ...{ id: newId(), clientId, agreed: null, answer: null, endedOn: null },
      ...{ segment: closedSegment(given.segments), recordedBy: actor.id, version: now },
    };
    allow(whyNotRestrict({ ...restriction, agreed: false }));
    await insertRestriction(tx, { by: actor.id, at: now, agencyId: agency.id }, clientId, restriction);
    note({ restrictionId: restriction.id });
    return restrictionView(restriction);
  },
});

type OfRestriction = { readonly restrictionId: Id };
const subject = ({ restrictionId }: OfRestriction) => ({ table: 'restrictions', id: restrictionId }) as const;

const change = async <Input extends OfRestriction>(
  context: Context<Input>,
  changed: (restriction: KeptRestriction) => KeptRestriction,
): Promise<RestrictionView> => {
  const { tx, input, actor, now, today, note } = context;
  const { clientId } = found(context.client);
  const [consents, restrictions] = await Promise.all([readConsents(tx, clientId), readRestrictions(tx, clientId)]);
  const next = changed(found(restrictions.find(({ id }) => id === input.restrictionId)));
  const all = restrictions.map((each) => (each.id === next.id ? next : each));
  // Sent with what follows; a failure is heard of at the commit.
  changeRestriction(tx, { by: actor.id, at: now }, next).catch(() => undefined);
  writeOpenings(tx, clientId, openingsOf(consents, asRules(all), today)).catch(() => undefined);
  note({ restrictionId: next.id, agreed: next.agreed });
  return restrictionView(next);
};

export const answerRestriction = defineAction({
  name: 'answer-restriction',
  effect: 'write',
  input: AnswerRestrictionRequest,
  output: RestrictionView,
  subject,
  run: (context) =>
    change(context, (restriction) => {
      if (restriction.agreed !== null) throw conflict('restriction-answered-already');
      const { agreed, answer } = context.input;
      allow(whyNotRestrict({ ...restriction, agreed }));
      return { ...restriction, agreed, answer: answer || null };
    }),
});

export const endRestriction = defineAction({
  name: 'end-restriction',
  effect: 'write',
  input: EndRestrictionRequest,
  output: RestrictionView,
  subject,
  run: (context) =>
    change(context, (restriction) => {
      if (restriction.endedOn !== null) throw conflict('restriction-ended-already');
      const { today } = context;
      return { ...restriction, endedOn: laterOf(today, restriction.beginsOn) };
    }),
});
