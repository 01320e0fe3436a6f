// Referrals: those of one client, and those a worker or team still has to follow.
import { z } from 'zod';
import { ListReferralsRequest, ReadReferralsRequest, ReferralList, ReferralView } from '#contract/referral.ts';
import { openReferralStates } from '#domain/linking/referrals.ts';
import { visible } from '#store/access/visible.ts';
import { recordOn } from '#store/past/record.ts';
import { listReferrals as readList, readReferrals as readRows } from '#store/referrals.ts';
import { defineAction } from '../pipeline/define.ts';
import { pastDay, realDay } from '../pipeline/list-sources.ts';
import { listed, offsetOf, ownersFor } from '../pipeline/listing.ts';
import { referralView, unanswered } from './referral-view.ts';

export const readReferrals = defineAction({
  name: 'read-referrals',
  effect: 'read',
  input: ReadReferralsRequest,
  output: z.object({ items: z.array(ReferralView) }),
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, today }) => {
    const rows = await readRows(tx, input.clientId, visible(actor, 'read-referrals', 'r', realDay({ agency, now })));
    return { items: rows.map((row) => referralView(row, today)) };
  },
});

const statesOf = (asked: ListReferralsRequest['state']) =>
  asked === 'open' ? openReferralStates : asked === 'unanswered' ? unanswered : [asked];

export const listReferrals = defineAction({
  name: 'list-referrals',
  effect: 'read',
  input: ListReferralsRequest,
  output: ReferralList,
  run: async (context) => {
    const { tx, input, actor, today } = context;
    const offset = offsetOf(input.cursor);
    const { rows, total } = await readList(
      tx,
      recordOn(pastDay(context), ['referrals']),
      { states: statesOf(input.state), ...ownersFor(actor, input.whose) },
      visible(actor, 'read-referrals', 'r', realDay(context)),
      input.sort,
      input.limit,
      offset,
    );
    context.show(rows.map((row) => row.client_id));
    return listed(
      rows.map((row) => referralView(row, today)),
      total,
      offset,
    );
  },
});
