// Adding to and changing what stands around a client works the same for every kind: the client is locked and asked about first,
// the fields keep the rules of their kind, and a change names the version it was made from.
import type { z } from 'zod';
import type { Permission } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Refusal } from '#domain/basics/result.ts';
import type { Entries, Kept } from '#store/clients/entry.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, Refused } from '../pipeline/refused.ts';

type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'segments' | 'agency' | 'now'>;

type Kind<Fields, View> = {
  readonly add: Permission;
  readonly edit: Permission;
  readonly entries: Entries<Fields>;
  readonly addRequest: z.ZodType<Fields & { clientId: Id }>;
  readonly editRequest: z.ZodType<Fields & { entryId: Id }>;
  readonly view: z.ZodType<View>;
  readonly show: (entry: Fields & Kept, today: Day) => View;
  /** Why the fields cannot stand; `before` is what they replace. What must change beside them is sent from here. */
  readonly whyNot?: (
    fields: Fields,
    on: { readonly clientId: Id; readonly before: (Fields & Kept) | null; readonly today: Day },
    context: Acting,
  ) => readonly Refusal[] | Promise<readonly Refusal[]>;
};

const refuse = (reasons: readonly Refusal[]) => {
  if (reasons.length > 0) throw new Refused(reasons.some(({ pointer }) => pointer !== undefined) ? 422 : 409, reasons);
};

/** The two actions of one kind of entry. */
export const entryActions = <Fields extends object, View>(kind: Kind<Fields, View>) => {
  const { entries, show, whyNot } = kind;
  const add = defineAction({
    name: kind.add,
    effect: 'write',
    input: kind.addRequest,
    output: kind.view,
    subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
    run: async (context) => {
      const { tx, input, actor, segments, agency, now, today, newId } = context;
      const { clientId, ...given } = input;
      const fields = given as unknown as Fields;
      refuse((await whyNot?.(fields, { clientId, before: null, today }, context)) ?? []);
      const id = newId();
      const stamp = { agencyId: agency.id, by: actor.id, at: now };
      const [, entry] = await Promise.all([
        entries.insert(tx, stamp, clientId, id, fields),
        entries.readOne(tx, id, segments),
      ]);
      return show(found(entry), today);
    },
  });
  const edit = defineAction({
    name: kind.edit,
    effect: 'write',
    input: kind.editRequest,
    output: kind.view,
    subject: ({ entryId }) => ({ table: entries.table, id: entryId }),
    run: async (context) => {
      const { tx, input, actor, segments, agency, now, today, requireVersion } = context;
      const { entryId, ...given } = input;
      const fields = given as unknown as Fields;
      const before = found(await entries.readOne(tx, entryId, segments));
      requireVersion(before.version, show(before, today));
      refuse((await whyNot?.(fields, { clientId: before.clientId, before, today }, context)) ?? []);
      const [, entry] = await Promise.all([
        entries.change(tx, { agencyId: agency.id, by: actor.id, at: now }, entryId, fields),
        entries.readOne(tx, entryId, segments),
      ]);
      return show(found(entry), today);
    },
  });
  return { add, edit };
};
