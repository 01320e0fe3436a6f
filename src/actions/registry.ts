// Every action there is. What the server serves, the policy decides and the proofs walk through is held against this list.

import { editAccount } from './administration/edit-account.ts';
import {
  editAgency,
  editPosition,
  editProgramme,
  editSite,
  editStaff,
  editSupervisionLine,
  editTeam,
  recordCredential,
} from './administration/edit-house.ts';
import { readAgency, readDirectoryOfStaff } from './administration/read-house.ts';
import { askMerge, askPart2Export, askPurge } from './approvals/ask.ts';
import { decideApproval } from './approvals/decide-approval.ts';
import { listApprovals, listDoubledRecords, readFormerRecord } from './approvals/read-approvals.ts';
import { readAssessment, readAssessments } from './assessment/read-assessments.ts';
import { saveAssessment, signAssessment, startAssessment } from './assessment/write-assessment.ts';
import { listCaseload } from './caseload/list-caseload.ts';
import { readConsentScan } from './consent/read-consent-scan.ts';
import { readConsents } from './consent/read-consents.ts';
import { answerRestriction, endRestriction, recordRestriction } from './consent/restrictions.ts';
import { endConsent, markConsentFalse, recordConsent, revokeConsent, signConsent } from './consent/write-consent.ts';
import { correctContact } from './contacts/correct-contact.ts';
import { logContact } from './contacts/log-contact.ts';
import { discardNote, editNote, listUnsignedNotes, readNotes, signNote, writeNote } from './contacts/notes.ts';
import { readContacts } from './contacts/read-contacts.ts';
import { agreeContactPlan, setPhase } from './cycle/agreements.ts';
import { assignCareTeam, handOver } from './cycle/care-team.ts';
import { closeEnrolment, closeReferral, reopenEnrolment, respectStop } from './cycle/close-enrolment.ts';
import { listProspects } from './cycle/list-prospects.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from './cycle/outreach.ts';
import { readCycle } from './cycle/read-cycle.ts';
import { referClient } from './cycle/refer-client.ts';
import { withdrawAct } from './cycle/withdraw-act.ts';
import { makeAccounting, readDisclosures } from './disclosures/read-disclosures.ts';
import { printRecord, recordDisclosure } from './disclosures/record-disclosure.ts';
import { readOwnDrafts, saveOwnDraft } from './drafts/drafts.ts';
import { importClients } from './imports/import-clients.ts';
import { beginSitting, discardSitting, saveSitting, signSitting } from './instruments/answer.ts';
import { listInstruments, publishInstrument, readInstrument, turnInstrument } from './instruments/keep-instruments.ts';
import { lendDevice, takeDeviceBack } from './instruments/lend-device.ts';
import { readSitting, readSittings } from './instruments/read-sittings.ts';
import { cancelJob } from './jobs/cancel-job.ts';
import { readJob } from './jobs/read-job.ts';
import { makeReferral, moveReferral } from './linking/follow-referral.ts';
import { listReferrals, readReferrals } from './linking/read-referrals.ts';
import { addShift, cancelShift, listOnCall, listShifts } from './on-call/shifts.ts';
import { editClient } from './people/edit-client.ts';
import { findDuplicates } from './people/find-duplicates.ts';
import { addIdentifier, editIdentifier } from './people/identifiers.ts';
import { correctKeyEvent, readKeyEvents, recordKeyEvent } from './people/key-events.ts';
import { linkClients, unlinkClients } from './people/links.ts';
import { addAddendum, enterInError } from './people/marks.ts';
import { readChart } from './people/read-chart.ts';
import { readClient } from './people/read-client.ts';
import { readCrisisSheet } from './people/read-crisis-sheet.ts';
import { readPeople } from './people/read-people.ts';
import { registerClient } from './people/register-client.ts';
import { lookUpClients, searchClients } from './people/search-clients.ts';
import { blockStaff, liftStaffBlock } from './people/staff-blocks.ts';
import { correctStay, recordStay } from './people/stays.ts';
import { alert, contactDetail, coverage, residence, socialTie, supporter } from './people/surroundings.ts';
import { whoLooked } from './people/who-looked.ts';
import type { Action } from './pipeline/define.ts';
import { changeStep, rateGoal } from './plan/follow-plan.ts';
import { readPlan } from './plan/read-plan.ts';
import { savePlan, signPlan, startPlan } from './plan/write-plan.ts';
import { makeAuditReport } from './privacy/audit-report.ts';
import { listFindingEntries, listFindings, readPrivacy, setOfficeHours } from './privacy/findings.ts';
import { breakGlass, findBehindGlass, listGlass, reviewGlass } from './privacy/glass.ts';
import { listOwnNotices, readOwnKinship, seeOwnNotice, setOwnKinship } from './privacy/own.ts';
import { editRetention, endLegalHold, placeLegalHold } from './retention/change-retention.ts';
import { findRecord, listRecordsToPurge, readRetention } from './retention/read-retention.ts';
import { signReview } from './review/sign-review.ts';
import { readReviews, saveReview, startReview } from './review/write-review.ts';
import { answerAccess, answerAmendment } from './rights/answer-request.ts';
import { addDisagreement, addRebuttal, askDenialReview, reviewDenial } from './rights/contest-denial.ts';
import { makePackage, takePackage } from './rights/make-package.ts';
import { requestAccess, requestAmendment } from './rights/make-request.ts';
import { listRequests, readRequests } from './rights/read-requests.ts';
import { listSafetyEpisodes, readSafetyEpisodes, takeStepInEpisode } from './safety/episodes.ts';
import {
  changeOwnPassword,
  endSession,
  listSessions,
  makeOwnRecoveryCodes,
  nameSession,
  setOwnSecondFactor,
} from './session/own-account.ts';
import { addPasskey, namePasskey, offerPasskey, removePasskey } from './session/own-passkeys.ts';
import { decideScanPage, listScanPages, putScanPageAside, readScanPage } from './sheets/check-pages.ts';
import { listSheets, voidSheet } from './sheets/keep-sheets.ts';
import { printSheets } from './sheets/print-sheets.ts';
import { uploadScans } from './sheets/upload-scans.ts';
import { listDue } from './today/list-due.ts';
import { readToday } from './today/read-today.ts';
import { changeTask } from './work/change-task.ts';
import { listTasks } from './work/list-tasks.ts';
import { makeOwnTask, makeTask } from './work/make-task.ts';

// biome-ignore lint/suspicious/noExplicitAny: a table of actions whose inputs differ
export const actions: readonly Action<any, any>[] = [
  editAccount,
  editAgency,
  editSite,
  editProgramme,
  editTeam,
  editStaff,
  editPosition,
  editSupervisionLine,
  recordCredential,
  readAgency,
  readDirectoryOfStaff,
  listApprovals,
  listDoubledRecords,
  askMerge,
  askPurge,
  askPart2Export,
  decideApproval,
  readFormerRecord,
  readRetention,
  editRetention,
  listRecordsToPurge,
  findRecord,
  placeLegalHold,
  endLegalHold,
  readAssessments,
  readAssessment,
  startAssessment,
  saveAssessment,
  signAssessment,
  listCaseload,
  readConsents,
  readConsentScan,
  recordConsent,
  signConsent,
  revokeConsent,
  endConsent,
  markConsentFalse,
  recordRestriction,
  answerRestriction,
  endRestriction,
  correctContact,
  logContact,
  writeNote,
  editNote,
  signNote,
  discardNote,
  readNotes,
  listUnsignedNotes,
  readContacts,
  agreeContactPlan,
  setPhase,
  handOver,
  assignCareTeam,
  closeReferral,
  closeEnrolment,
  respectStop,
  reopenEnrolment,
  listProspects,
  checkEligibility,
  setPriority,
  waitlistClient,
  enrolClient,
  readCycle,
  referClient,
  withdrawAct,
  saveOwnDraft,
  readOwnDrafts,
  importClients,
  cancelJob,
  readJob,
  makeReferral,
  moveReferral,
  readReferrals,
  listReferrals,
  editClient,
  findDuplicates,
  addIdentifier,
  editIdentifier,
  recordKeyEvent,
  correctKeyEvent,
  readKeyEvents,
  linkClients,
  unlinkClients,
  enterInError,
  addAddendum,
  readChart,
  readClient,
  readPeople,
  registerClient,
  searchClients,
  lookUpClients,
  blockStaff,
  liftStaffBlock,
  recordStay,
  correctStay,
  contactDetail.add,
  contactDetail.edit,
  supporter.add,
  supporter.edit,
  socialTie.add,
  socialTie.edit,
  coverage.add,
  coverage.edit,
  alert.add,
  alert.edit,
  residence.add,
  residence.edit,
  whoLooked,
  readDisclosures,
  makeAccounting,
  recordDisclosure,
  printRecord,
  findBehindGlass,
  breakGlass,
  listGlass,
  reviewGlass,
  listOnCall,
  listShifts,
  addShift,
  cancelShift,
  readCrisisSheet,
  readPrivacy,
  listFindings,
  listFindingEntries,
  makeAuditReport,
  setOfficeHours,
  listOwnNotices,
  seeOwnNotice,
  readOwnKinship,
  setOwnKinship,
  changeStep,
  rateGoal,
  readPlan,
  beginSitting,
  saveSitting,
  signSitting,
  discardSitting,
  lendDevice,
  takeDeviceBack,
  readSafetyEpisodes,
  listSafetyEpisodes,
  takeStepInEpisode,
  readSittings,
  readSitting,
  printSheets,
  listSheets,
  voidSheet,
  uploadScans,
  listScanPages,
  readScanPage,
  decideScanPage,
  putScanPageAside,
  listInstruments,
  readInstrument,
  turnInstrument,
  publishInstrument,
  startPlan,
  savePlan,
  signPlan,
  signReview,
  startReview,
  saveReview,
  readReviews,
  changeOwnPassword,
  setOwnSecondFactor,
  listSessions,
  nameSession,
  makeOwnRecoveryCodes,
  offerPasskey,
  addPasskey,
  namePasskey,
  removePasskey,
  endSession,
  listDue,
  readToday,
  changeTask,
  listTasks,
  makeTask,
  makeOwnTask,
  requestAccess,
  requestAmendment,
  readRequests,
  listRequests,
  makePackage,
  takePackage,
  answerAccess,
  answerAmendment,
  askDenialReview,
  reviewDenial,
  addDisagreement,
  addRebuttal,
];
