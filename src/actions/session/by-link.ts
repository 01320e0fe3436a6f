// What is done with a one-time link, before there is a session: founding the agency, accepting an invitation.
import type { AcceptInvitationRequest, SetUpRequest } from '#contract/account.ts';
import { whyNotPassword } from '#domain/access/password.ts';
import { dayIn, type Instant, isZoneName } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { setPasswordByLink, setUp } from '#store/accounts.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { seedServiceModels, shippedModels } from '#store/service-models.ts';
import { linkHash } from '../pipeline/links.ts';
import { newId } from '../pipeline/perform.ts';
import { invalid, Refused } from '../pipeline/refused.ts';
import { commonPasswords } from './common-passwords.ts';
import { hashPassword } from './sign-in.ts';

const goneLink = () => new Refused(404, [refusal('link-gone')]);

export const setUpAgency = async (database: Database, request: SetUpRequest, now: Instant): Promise<void> => {
  if (!isZoneName(request.timeZone)) throw invalid('not-a-time-zone', { value: request.timeZone }, '/timeZone');
  const wrong = whyNotPassword(request.password, [request.email, request.agencyName], await commonPasswords());
  if (wrong.length > 0) throw new Refused(422, wrong);
  const passwordHash = await hashPassword(request.password);
  const models = await shippedModels();
  const agencyId = newId(now);
  const staffId = newId(now);
  const done = await database.transaction(async (tx) => {
    const founded = await setUp(tx, {
      tokenHash: linkHash(request.token),
      now,
      agencyId,
      systemActorId: newId(now),
      staffId,
      accountId: newId(now),
      agencyName: request.agencyName,
      timeZone: request.timeZone,
      language: request.language,
      givenName: request.givenName,
      familyName: request.familyName,
      email: request.email,
      passwordHash,
    });
    // The service models that ship are there from the first day, so that programmes can be made at once.
    if (founded)
      await seedServiceModels(tx, models, dayIn(request.timeZone, now), {
        agencyId,
        by: staffId,
        at: now,
        newId: () => newId(now),
      });
    return founded;
  });
  if (!done) throw goneLink();
};

export const acceptInvitation = async (
  database: Database,
  request: AcceptInvitationRequest,
  now: Instant,
): Promise<void> => {
  const wrong = whyNotPassword(request.password, [], await commonPasswords());
  if (wrong.length > 0) throw new Refused(422, wrong);
  const hash = await hashPassword(request.password);
  const isSet = await database.transaction((tx) =>
    setPasswordByLink(tx, linkHash(request.token), 'invitation', now, hash),
  );
  if (!isSet) throw goneLink();
};
