// Finding a client by whatever the worker has; without anything typed, the worker's own clients by family name.
import { type ClientFound, ClientsFound, SearchClientsRequest } from '#contract/client.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { listedName, shownName } from '#domain/people/names.ts';
import { queryKeys } from '#domain/people/search-keys.ts';
import { type FoundBy, rank } from '#domain/people/search-ranking.ts';
import { identityOf } from '#store/clients/records.ts';
import {
  clientsNear,
  clientsUnder,
  clientsWithinReach,
  type EnrolmentLine,
  enrolmentLines,
  type FoundClient,
  ownClients,
} from '#store/clients/search.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { invalid } from '../pipeline/refused.ts';

/** Fewer good answers than this, and the wider net is cast too. */
const enough = 3;

/** Whoever answers for so few has few clients within reach, as a rule. */
const aFew = 10;

type Hit = { readonly record: FoundClient; readonly foundBy: readonly FoundBy[] };

const ranked = (records: readonly FoundClient[], text: string): Hit[] =>
  rank(
    records.map((record) => ({ ...identityOf(record), record })),
    text,
  ).map(({ client, foundBy }) => ({ record: client.record, foundBy }));

/** Written as it was typed, or certain by a number or a birth date. */
const isGood = ({ foundBy }: Hit): boolean =>
  foundBy.some((by) => by === 'identifier' || by === 'birth-date') ||
  foundBy.every((by) => by === 'name' || by === 'former-name');

const matching = async (context: Context<SearchClientsRequest>, text: string): Promise<Hit[]> => {
  const { tx, actor, today } = context;
  const looking = { tx, actor, permission: 'search-clients', today, mayBeNumber: /\p{N}/u.test(text) } as const;
  const { near, wide } = queryKeys(text);
  const under = async () =>
    near.exact.length + near.ranges.length > 0 ? ranked(await clientsUnder(looking, near), text) : [];
  const spelledOtherwise = async () => (wide.length > 0 ? ranked(await clientsNear(looking, wide), text) : []);
  // One letter is borne by half the agency: it is looked for among one's own people first.
  const isVague = text.trim().length === 1;
  const fewLikely = actor.kind === 'staff' && actor.reachStaff.length + actor.reachTeams.length <= aFew;
  const [everyone, early] = await Promise.all([
    clientsWithinReach(looking),
    fewLikely || isVague ? undefined : under(),
  ]);
  // With few people within reach, all of them are compared, which finds whatever a key could find and costs less.
  if (everyone) {
    const hits = ranked(everyone, text);
    const good = hits.filter(isGood);
    return !isVague && good.length >= enough ? good : hits;
  }
  if (isVague) return under();
  if (early && early.length >= enough) return early;
  const [good, more] = await Promise.all([early ?? under(), spelledOtherwise()]);
  if (good.length >= enough) return good;
  const known = new Set(good.map(({ record }) => record.id));
  return [...good, ...more.filter(({ record }) => !known.has(record.id))];
};

const offsetFrom = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  if (!/^\d{1,6}$/.test(cursor)) throw invalid('cursor-not-known', { field: 'cursor' }, '/cursor');
  return Number(cursor);
};

const shownAs = ({ record, foundBy }: Hit, lines: readonly EnrolmentLine[]): ClientFound => ({
  id: record.id,
  number: record.number,
  name: shownName(record),
  listedName: listedName(record),
  pronouns: record.pronouns,
  birthDate: knownBirthDate({ date: record.birthDate, precision: record.birthPrecision }),
  enrolments: lines.filter(({ clientId }) => clientId === record.id).map(({ clientId: _, ...line }) => line),
  foundBy: [...foundBy],
});

const search = async (context: Context<SearchClientsRequest>): Promise<ClientsFound> => {
  const { tx, input, actor, today, show } = context;
  const { q = '', limit } = input;
  const offset = offsetFrom(input.cursor);
  let hits: Hit[];
  let total: number;
  if (q.trim() === '') {
    const own = await ownClients(tx, actor, today, { limit, offset });
    hits = own.map((record) => ({ record, foundBy: [] }));
    total = own[0]?.total ?? 0;
  } else {
    const all = await matching(context, q);
    hits = all.slice(offset, offset + limit);
    total = all.length;
  }
  const ids = hits.map(({ record }) => record.id);
  show(ids);
  const lines = ids.length > 0 ? await enrolmentLines(tx, ids, actor, today) : [];
  return {
    items: hits.map((hit) => shownAs(hit, lines)),
    total,
    next: offset + hits.length < total && hits.length > 0 ? String(offset + hits.length) : null,
  };
};

const asked = { effect: 'read', input: SearchClientsRequest, output: ClientsFound, run: search } as const;

/** For scripts, which ask by address. */
export const searchClients = defineAction({ name: 'search-clients', ...asked });

/** For people: what they type is a person's name, and stays out of addresses, which are kept in logs. */
export const lookUpClients = defineAction({ name: 'look-up-clients', ...asked });
