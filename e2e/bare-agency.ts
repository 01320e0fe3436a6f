// An agency on its first day: one programme, one team, one case manager, and one person of whom nothing is known but the name.
import type { APIRequestContext, Browser } from '@playwright/test';
import { expect, type House, setUpLink } from './house.ts';
import { type Credentials, type Session, sessionOf } from './signing-in.ts';

const password = 'a kettle, a lantern, a towpath';
const founder: Credentials = { email: 'hester.lowe@example.org', password };
const worker: Credentials = { email: 'ines.marlowe@example.org', password };

export type BareAgency = {
  readonly administrator: Session;
  readonly worker: Session;
  readonly clientId: string;
};

const post = async <Answer>(request: APIRequestContext, path: string, data: object): Promise<Answer> => {
  const response = await request.post(path, { data });
  expect(response.ok(), `${path} answered ${response.status()}: ${await response.text()}`).toBe(true);
  return (response.status() === 204 ? undefined : await response.json()) as Answer;
};

/** Founded, arranged and staffed by requests: these are the walls the empty screens stand in, not what is tested. */
export const foundBareAgency = async (browser: Browser, house: House): Promise<BareAgency> => {
  const context = await browser.newContext({ baseURL: house.address });
  await post(context.request, '/api/set-up', {
    token: (await setUpLink(house)).split('/').at(-1),
    agencyName: 'Towpath Outreach',
    timeZone: 'America/New_York',
    language: 'en',
    givenName: 'Hester',
    familyName: 'Lowe',
    ...founder,
  });
  await context.close();
  const administrator = await sessionOf(browser, house, founder);
  const desk = await browser.newContext({ baseURL: house.address, storageState: administrator });
  type Made = { readonly id: string };
  const programme = await post<Made>(desk.request, '/api/agency/programmes', {
    name: 'Intensive Case Management',
    modelKey: 'icm',
    openedOn: '2020-01-01',
  });
  const team = await post<Made>(desk.request, '/api/agency/teams', {
    programmeId: programme.id,
    name: 'Towpath Team',
    openedOn: '2020-01-01',
  });
  const ines = await post<Made>(desk.request, '/api/agency/staff', {
    givenName: 'Ines',
    familyName: 'Marlowe',
    email: worker.email,
    roles: ['case-manager', 'team-lead', 'privacy-officer'],
  });
  await post(desk.request, '/api/agency/positions', {
    staffId: ines.id,
    teamId: team.id,
    role: 'case-manager',
    fte: 1,
    from: '2020-01-01',
  });
  const invited = await post<{ link: string }>(desk.request, `/api/staff/${ines.id}/account`, { change: 'invite' });
  await post(desk.request, '/api/invitation', { token: invited.link.split('/').at(-1), password });
  await desk.close();
  const session = await sessionOf(browser, house, worker);
  const atWork = await browser.newContext({ baseURL: house.address, storageState: session });
  const client = await post<Made>(atWork.request, '/api/clients', {
    givenName: 'Wren',
    familyName: 'Ashdown',
    referral: { programmeId: programme.id, owner: { kind: 'staff', id: ines.id } },
  });
  await atWork.close();
  return { administrator, worker: session, clientId: client.id };
};
