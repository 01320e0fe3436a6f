// What somebody is told, and what they say of their own family name and address so that a look at a relative is noticed.

import { z } from 'zod';
import {
  KinshipView,
  ListOwnNoticesRequest,
  NoticesListed,
  SeeOwnNoticeRequest,
  SetOwnKinshipRequest,
} from '#contract/privacy.ts';
import { markNoticeSeen, readNotices } from '#store/notices.ts';
import { readKinship, writeKinship } from '#store/privacy.ts';
import { defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { namedRecordView } from '../pipeline/named-record.ts';
import { notFound } from '../pipeline/refused.ts';

export const listOwnNotices = defineAction({
  name: 'list-own-notices',
  effect: 'read',
  input: ListOwnNoticesRequest,
  output: NoticesListed,
  run: async ({ tx, input, actor, today, show }) => {
    const offset = offsetOf(input.cursor);
    const rows = await readNotices(tx, actor, today, { limit: input.limit, offset });
    show(rows.flatMap(({ client }) => (client ? [client.id] : [])));
    const items = rows.map(({ total: _, client, ...row }) => ({ ...row, client: client && namedRecordView(client) }));
    return listed(items, rows[0]?.total ?? 0, offset);
  },
});

export const seeOwnNotice = defineAction({
  name: 'see-own-notice',
  effect: 'write',
  input: SeeOwnNoticeRequest,
  run: async ({ tx, input, actor, now }) => {
    if (!(await markNoticeSeen(tx, { by: actor.id, at: now }, actor.id, input.noticeId))) throw notFound();
    return null;
  },
});

export const readOwnKinship = defineAction({
  name: 'read-own-kinship',
  effect: 'read',
  input: z.strictObject({}),
  output: KinshipView,
  run: async ({ tx, actor }): Promise<KinshipView> => {
    const { familyNames, address } = await readKinship(tx, actor.id);
    return { familyNames: [...familyNames], address };
  },
});

export const setOwnKinship = defineAction({
  name: 'set-own-kinship',
  effect: 'write',
  input: SetOwnKinshipRequest,
  run: async ({ tx, input, actor, agency, now }) => {
    const { familyNames, address } = input;
    await writeKinship(tx, { agencyId: agency.id, by: actor.id, at: now }, { familyNames, address: address ?? null });
    return null;
  },
});
