// Assessments over HTTP.
import { readAssessment, readAssessments } from '#actions/assessment/read-assessments.ts';
import { saveAssessment, signAssessment, startAssessment } from '#actions/assessment/write-assessment.ts';
import { route } from './http/route.ts';

const etag = ({ version }: { version: string }) => version;

export const assessmentRoutes = [
  route('GET', '/api/clients/{clientId}/assessments', readAssessments),
  route('POST', '/api/enrolments/{enrolmentId}/assessments', startAssessment, {
    status: 201,
    etag,
    location: ({ id }) => `/api/assessments/${id}`,
  }),
  route('GET', '/api/assessments/{assessmentId}', readAssessment, { etag }),
  route('PUT', '/api/assessments/{assessmentId}', saveAssessment, { etag }),
  route('POST', '/api/assessments/{assessmentId}/sign', signAssessment),
];
