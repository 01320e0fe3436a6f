import type { Role } from '#domain/access/actor.ts';

export const hasRole = (roles: readonly Role[], ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.includes(role));
