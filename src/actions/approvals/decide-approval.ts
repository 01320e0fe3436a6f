// The second person agrees or declines, or whoever asked takes it back. What is agreed to is carried out here and now, once.
import { DecideApprovalRequest, Decided } from '#contract/approvals.ts';
import { approvalKinds, stateAfter, whyNotDecide } from '#domain/access/approvals.ts';
import { may } from '#domain/access/policy.ts';
import { factsOfApproval, lockApproval, lockClientsOfApproval, recordDecision } from '#store/approvals.ts';
import { defineAction } from '../pipeline/define.ts';
import { allow, found, notFound } from '../pipeline/refused.ts';
import { carryingOut, readBefore } from './carry-out.ts';

export const decideApproval = defineAction({
  name: 'decide-approval',
  effect: 'write',
  stepUp: true,
  input: DecideApprovalRequest,
  output: Decided,
  hold: (tx, { approvalId }) => lockClientsOfApproval(tx, approvalId),
  early: (tx, { approvalId }, now) =>
    Promise.all([lockApproval(tx, approvalId), factsOfApproval(tx, approvalId, now), readBefore(tx, approvalId, now)]),
  run: async (context, [row, facts, before]) => {
    const { tx, input, actor, now, today, note, show } = context;
    const approval = found(row);
    const { permission } = approvalKinds[approval.kind];
    const about = facts.length > 0 ? facts : [null];
    if (!about.every((each) => may(actor, permission, each).allowed)) throw notFound();
    allow(whyNotDecide(approval, actor.id, input.decision, today));
    const state = stateAfter[input.decision];
    const { check, carryOut } = carryingOut[approval.kind];
    if (state === 'approved') check(context, before);
    const decided = recordDecision(tx, { by: actor.id, at: now, today }, approval.id, state, input.note ?? null);
    const outcome = state === 'approved' ? await carryOut(context, approval, before) : null;
    await decided;
    show([approval.clientId, approval.otherClientId].filter((id) => id !== null));
    // What is left of it for ever: who asked and who agreed, whose record, how many rows.
    note({
      approvalId: approval.id,
      kind: approval.kind,
      decision: input.decision,
      askedBy: approval.askedBy,
      ...Object.fromEntries(Object.entries(outcome ?? {}).map(([table, rows]) => [`rows.${table}`, rows])),
    });
    return { id: approval.id, state, outcome };
  },
});
