// One-time links carry 192 random bits; the database keeps only their hash.
import { createHash } from 'node:crypto';

export const linkHash = (token: string): Buffer => createHash('sha256').update(`link:${token}`).digest();
