// Beyond one's own work, over HTTP: broken glass, shifts on call, and who looks at it afterwards.
import { addShift, cancelShift, listOnCall, listShifts } from '#actions/on-call/shifts.ts';
import { readCrisisSheet } from '#actions/people/read-crisis-sheet.ts';
import { makeAuditReport } from '#actions/privacy/audit-report.ts';
import { listFindingEntries, listFindings, readPrivacy, setOfficeHours } from '#actions/privacy/findings.ts';
import { breakGlass, findBehindGlass, listGlass, reviewGlass } from '#actions/privacy/glass.ts';
import { listOwnNotices, readOwnKinship, seeOwnNotice, setOwnKinship } from '#actions/privacy/own.ts';
import { route } from './http/route.ts';

export const privacyRoutes = [
  route('POST', '/api/glass/search', findBehindGlass),
  route('POST', '/api/clients/{clientId}/glass', breakGlass, { status: 201 }),
  route('GET', '/api/glass', listGlass),
  route('POST', '/api/glass/{glassId}/review', reviewGlass, { status: 201 }),
  route('POST', '/api/on-call/search', listOnCall),
  route('GET', '/api/on-call/shifts', listShifts),
  route('POST', '/api/on-call/shifts', addShift, { status: 201 }),
  route('POST', '/api/on-call/shifts/{shiftId}/cancel', cancelShift),
  route('GET', '/api/clients/{clientId}/crisis-sheet', readCrisisSheet),
  route('GET', '/api/privacy', readPrivacy),
  route('GET', '/api/privacy/findings', listFindings),
  route('GET', '/api/privacy/entries', listFindingEntries),
  route('PUT', '/api/privacy/hours', setOfficeHours),
  route('POST', '/api/privacy/audit-reports', makeAuditReport, {
    file: async ({ month, bytes }) => ({ mediaType: 'application/pdf', name: `audit-report-${month}.pdf`, bytes }),
  }),
  route('GET', '/api/notices', listOwnNotices),
  route('POST', '/api/notices/{noticeId}/seen', seeOwnNotice),
  route('GET', '/api/account/kinship', readOwnKinship),
  route('PUT', '/api/account/kinship', setOwnKinship),
];
