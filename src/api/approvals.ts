// What takes two people, over HTTP: asked about a record, decided by its own id.
import { askMerge, askPart2Export, askPurge } from '#actions/approvals/ask.ts';
import { decideApproval } from '#actions/approvals/decide-approval.ts';
import { listApprovals, listDoubledRecords, readFormerRecord } from '#actions/approvals/read-approvals.ts';
import { route } from './http/route.ts';

export const approvalRoutes = [
  route('GET', '/api/approvals', listApprovals),
  route('GET', '/api/doubled-records', listDoubledRecords),
  route('GET', '/api/former-records/{formerId}', readFormerRecord),
  route('POST', '/api/clients/{clientId}/merge', askMerge, { status: 201 }),
  route('POST', '/api/clients/{clientId}/purge', askPurge, { status: 201 }),
  route('POST', '/api/part2-exports', askPart2Export, { status: 201 }),
  route('POST', '/api/approvals/{approvalId}/decision', decideApproval),
];
