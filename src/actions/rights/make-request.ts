// A person, or somebody whose authority covers the record, asks to see it or to have it amended. The day it came in starts the clock.
import { RequestAccessRequest, RequestAmendmentRequest, RequestView } from '#contract/rights.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { mayActFor } from '#domain/people/authority.ts';
import type { Owner } from '#domain/people/owner.ts';
import { deadlinesOf } from '#domain/work/legal-clocks.ts';
import { visible } from '#store/access/visible.ts';
import { readStandingOf } from '#store/clients/marks.ts';
import { insertRequest, readAuthority, readRequest } from '#store/requests.ts';
import { insertTask } from '#store/tasks.ts';
import { type Language, languages, sentence } from '#words/catalogue.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, invalid, Refused } from '../pipeline/refused.ts';
import { requestView } from './request-view.ts';

const languageOf = (language: string): Language => languages.find((each) => each === language) ?? 'en';

const at = (pointer: string, refusals: readonly Refusal[]): Refused =>
  new Refused(
    422,
    refusals.map((each) => ({ ...each, pointer })),
  );

/** The name of the paper that lets a supporter ask; null where the person asks. */
const authorityFor = async ({ tx, input, today }: Context<RequestAccessRequest | RequestAmendmentRequest>) => {
  if (!input.supporterId) return null;
  const supporter = await readAuthority(tx, input.clientId, input.supporterId);
  if (!supporter) throw invalid('supporter-not-theirs', {}, '/supporterId');
  const acts = mayActFor(supporter, 'records', input.requestedOn ?? today);
  if (!acts.ok) throw at('/supporterId', acts.refusals);
  return acts.value.basis;
};

const make = async (
  context: Context<RequestAccessRequest | RequestAmendmentRequest>,
  kind: 'access' | 'amendment',
  more: {
    readonly form: string | null;
    readonly language: string | null;
    readonly largePrint: boolean;
    readonly entry: { readonly kind: string; readonly id: Id } | null;
  },
): Promise<RequestView> => {
  const { tx, input, actor, agency, now, today, newId, note } = context;
  const requestedOn = input.requestedOn ?? today;
  if (requestedOn > today) throw invalid('act-in-future', { today }, '/requestedOn');
  const owner: Owner | null = input.owner ?? (actor.kind === 'staff' ? { kind: 'staff', id: actor.id } : null);
  if (!owner) throw invalid('field.missing', { field: 'owner' }, '/owner');
  const askedUnder = await authorityFor(context);
  const id = newId();
  const stamp = { by: actor.id, at: now };
  const legalKind = `${kind}-request` as const;
  note({ request: id, kind });
  const [, , row] = await Promise.all([
    insertTask(
      tx,
      agency.id,
      {
        id,
        clientId: input.clientId,
        kind: legalKind,
        title: sentence(languageOf(agency.language), `task.kind.${legalKind}`),
        note: input.note?.trim() || null,
        dueBy: deadlinesOf({ kind: legalKind, requestedOn, extension: null }).dueBy,
        requestedOn,
        subject: null,
        owner,
      },
      stamp,
    ),
    insertRequest(
      tx,
      agency.id,
      {
        id,
        clientId: input.clientId,
        kind,
        supporterId: input.supporterId ?? null,
        askedUnder,
        how: input.how,
        ...more,
      },
      stamp,
    ),
    readRequest(tx, input.clientId, id, kind, visible(actor, 'read-requests', 'q', today)),
  ]);
  return requestView(found(row), today, actor.id);
};

export const requestAccess = defineAction({
  name: 'request-access',
  effect: 'write',
  input: RequestAccessRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { form, language, largePrint } = context.input;
    return make(context, 'access', {
      form,
      language: language ?? null,
      largePrint: largePrint ?? false,
      entry: null,
    });
  },
});

export const requestAmendment = defineAction({
  name: 'request-amendment',
  effect: 'write',
  input: RequestAmendmentRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, segments } = context;
    const entry = input.entry ?? { kind: 'client', id: input.clientId };
    if (entry.kind === 'client') {
      if (entry.id !== input.clientId) throw invalid('entry-not-theirs', {}, '/entry/id');
    } else {
      const standing = await readStandingOf(tx, input.clientId, entry.kind, entry.id, segments);
      if (!standing || standing.standing === 'draft') throw invalid('entry-not-theirs', {}, '/entry/id');
    }
    return make(context, 'amendment', { form: null, language: null, largePrint: false, entry });
  },
});
