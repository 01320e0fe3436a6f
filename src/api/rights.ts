// Requests about the record, their answers, and the copies that are made, over HTTP.
import { answerAccess, answerAmendment } from '#actions/rights/answer-request.ts';
import { addDisagreement, addRebuttal, askDenialReview, reviewDenial } from '#actions/rights/contest-denial.ts';
import { makePackage, takePackage } from '#actions/rights/make-package.ts';
import { requestAccess, requestAmendment } from '#actions/rights/make-request.ts';
import { listRequests, readRequests } from '#actions/rights/read-requests.ts';
import { route } from './http/route.ts';

const access = '/api/clients/{clientId}/access-requests';
const amendment = '/api/clients/{clientId}/amendment-requests';

export const rightsRoutes = [
  route('GET', '/api/requests', listRequests),
  route('GET', '/api/clients/{clientId}/requests', readRequests),
  route('POST', access, requestAccess, { status: 201 }),
  route('POST', `${access}/{accessRequestId}/answer`, answerAccess),
  route('POST', `${access}/{accessRequestId}/review-request`, askDenialReview),
  route('POST', `${access}/{accessRequestId}/review`, reviewDenial),
  route('POST', `${access}/{accessRequestId}/package`, makePackage, {
    status: 202,
    location: ({ id }) => `/api/jobs/${id}`,
  }),
  route('POST', '/api/clients/{clientId}/packages/{packageId}/{part}', takePackage, {
    // Names of files are kept in lists and logs: they say nothing of whom they are about.
    file: async ({ part, bytes }) =>
      part === 'pdf'
        ? { mediaType: 'application/pdf', name: 'record.pdf', bytes }
        : { mediaType: 'application/zip', name: 'record.zip', bytes },
  }),
  route('POST', amendment, requestAmendment, { status: 201 }),
  route('POST', `${amendment}/{amendmentRequestId}/answer`, answerAmendment),
  route('POST', `${amendment}/{amendmentRequestId}/disagreement`, addDisagreement),
  route('POST', `${amendment}/{amendmentRequestId}/rebuttal`, addRebuttal),
];
