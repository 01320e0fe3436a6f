import type { Role } from '#domain/access/actor.ts';

/** Leads and supervisors also look at their teams' day. */
export const hasLead = (roles: readonly Role[]): boolean => roles.includes('team-lead') || roles.includes('supervisor');
