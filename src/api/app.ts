// Every route there is, in one place: the server, the OpenAPI document and the access matrix read this table.
import type { FastifyInstance } from 'fastify';
import { accountRoutes, linkRoutes } from './account.ts';
import { administrationRoutes } from './administration.ts';
import { approvalRoutes } from './approvals.ts';
import { assessmentRoutes } from './assessments.ts';
import { caseloadRoutes } from './caseload.ts';
import { clientRoutes } from './clients.ts';
import { consentRoutes } from './consent.ts';
import { contactRoutes } from './contacts.ts';
import { cycleRoutes } from './cycle.ts';
import { disclosureRoutes } from './disclosures.ts';
import { healthRoutes } from './health.ts';
import { openApiDocument } from './http/openapi.ts';
import type { PlainRoute, Route } from './http/route.ts';
import { createServer, type Services } from './http/server.ts';
import { importRoutes } from './imports.ts';
import { instrumentRoutes } from './instruments.ts';
import { jobRoutes } from './jobs.ts';
import { peopleRoutes } from './people.ts';
import { planRoutes } from './plans.ts';
import { privacyRoutes } from './privacy.ts';
import { referralRoutes } from './referrals.ts';
import { retentionRoutes } from './retention.ts';
import { reviewRoutes } from './reviews.ts';
import { rightsRoutes } from './rights.ts';
import { safetyRoutes } from './safety.ts';
import { scanRoutes } from './scans.ts';
import { sessionRoutes } from './session.ts';
import { sheetRoutes } from './sheets.ts';
import { taskRoutes } from './tasks.ts';
import { todayRoutes } from './today.ts';

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...administrationRoutes,
  ...approvalRoutes,
  ...retentionRoutes,
  ...privacyRoutes,
  ...caseloadRoutes,
  ...clientRoutes,
  ...peopleRoutes,
  ...consentRoutes,
  ...contactRoutes,
  ...disclosureRoutes,
  ...cycleRoutes,
  ...taskRoutes,
  ...rightsRoutes,
  ...reviewRoutes,
  ...referralRoutes,
  ...planRoutes,
  ...assessmentRoutes,
  ...instrumentRoutes,
  ...sheetRoutes,
  ...scanRoutes,
  ...safetyRoutes,
  ...importRoutes,
  ...jobRoutes,
  ...todayRoutes,
];

export const plainRoutes = (services: Services, version: string): readonly PlainRoute[] => {
  const others = [...sessionRoutes(services), ...linkRoutes(services), ...healthRoutes(services, version)];
  const openapi: PlainRoute = {
    method: 'GET',
    path: '/api/openapi.json',
    operationId: 'read-openapi',
    summary: 'This document.',
    open: true,
    handle: async () => openApiDocument(version, routes, [...others, openapi]),
  };
  return [...others, openapi];
};

export const createApp = (services: Services, version: string): Promise<FastifyInstance> =>
  createServer(services, routes, plainRoutes(services, version));
