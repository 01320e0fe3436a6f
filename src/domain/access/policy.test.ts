import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { careRoles, hasRole, type Role, roles, type StaffActor } from './actor.ts';
import { type ClientFacts, type Decision, may, mayList, type Permission, policy } from './policy.ts';
import { noSegmentFacts } from './segments.ts';

const [me, colleague, stranger] = ['me', 'colleague', 'stranger'];
const [myTeam, otherTeam] = ['my team', 'other team'];

const staff = (...held: Role[]): StaffActor => ({
  kind: 'staff',
  id: me,
  agencyId: 'agency',
  roles: held,
  reachStaff: [me, colleague],
  reachTeams: [myTeam],
  memberTeams: [myTeam],
});

const nobodys = {
  ...{ clientId: 'client', unclaimed: false, careStaff: [], careTeams: [], blockedStaff: [], programmes: [] },
  ...{ segments: noSegmentFacts, segment: 'general', authorId: null },
};
/** How a client may stand to somebody: on the care team oneself, through a team, through whom one supervises … */
const standings = {
  own: { ...nobodys, careStaff: [stranger, me] },
  supervised: { ...nobodys, careStaff: [colleague] },
  team: { ...nobodys, careTeams: [otherTeam, myTeam] },
  unclaimed: { ...nobodys, unclaimed: true },
  former: nobodys,
  stranger: { ...nobodys, careStaff: [stranger] },
  'another team’s': { ...nobodys, careTeams: [otherTeam] },
  kept: { ...nobodys, careStaff: [me], blockedStaff: [stranger, me] },
} satisfies Record<string, ClientFacts>;
type Standing = keyof typeof standings;
const standingNames = Object.keys(standings) as Standing[];

const said = (decision: Decision): string =>
  decision.allowed ? decision.basis : decision.hidden ? 'hidden' : decision.refusal.code;

const asked = (permission: Permission, role: Role) =>
  Object.fromEntries(standingNames.map((name) => [name, said(may(staff(role), permission, standings[name]))]));

const every = (basis: string) => Object.fromEntries(standingNames.map((name) => [name, basis]));
const careOnly = { own: 'care', supervised: 'care', team: 'care' };

describe('who may do what to whom', () => {
  test('the roles are these, and three of them work with clients', () => {
    expect(roles).toEqual([...careRoles, 'evaluator', 'privacy-officer', 'administrator']);
    expect(careRoles).toEqual(['case-manager', 'team-lead', 'supervisor']);
  });

  test.each(['case-manager', 'team-lead', 'supervisor'] as const)(
    'a %s reads the chart of whom they, their team or those they supervise work with, and of whom nobody works with',
    (role) => {
      const leads = role !== 'case-manager';
      expect(asked('read-chart', role)).toEqual({
        ...every('hidden'),
        ...careOnly,
        unclaimed: 'unclaimed',
        former: leads ? 'former' : 'hidden',
      });
    },
  );

  test('what was written stays with the care team: who only finds somebody knows of them, and may not read it', () => {
    expect(asked('read-notes', 'supervisor')).toEqual({
      ...every('hidden'),
      ...careOnly,
      unclaimed: 'not-on-care-team',
      former: 'not-on-care-team',
    });
    expect(asked('read-notes', 'case-manager')).toMatchObject({ unclaimed: 'not-on-care-team', former: 'hidden' });
  });

  test('beginning with somebody is open to care workers while nobody works with them', () => {
    for (const permission of ['edit-client', 'log-contact', 'add-alert', 'list-prospects'] as const)
      expect(asked(permission, 'case-manager')).toEqual({ ...every('hidden'), ...careOnly, unclaimed: 'unclaimed' });
    expect(asked('edit-client', 'team-lead').former).toBe('not-on-care-team');
  });

  test('a former client is taken in again by those who lead', () => {
    for (const [permission, unclaimed] of [
      ['refer-client', 'unclaimed'],
      ['reopen-enrolment', 'not-on-care-team'],
    ] as const) {
      for (const role of ['team-lead', 'supervisor'] as const)
        expect(asked(permission, role)).toEqual({ ...every('hidden'), ...careOnly, unclaimed, former: 'former' });
      expect(asked(permission, 'case-manager').former).toBe('hidden');
    }
  });

  test('handing over is for those who lead; a case manager on the care team is told which roles may', () => {
    expect(asked('hand-over', 'team-lead')).toMatchObject(careOnly);
    expect(asked('hand-over', 'supervisor')).toMatchObject(careOnly);
    expect(may(staff('case-manager'), 'hand-over', standings.own)).toEqual({
      allowed: false,
      hidden: false,
      refusal: { code: 'role-needed', params: { roles: 'team-lead supervisor' } },
    });
  });

  test('evaluators, privacy officers and administrators open no chart, and learn of no client by asking', () => {
    for (const role of ['evaluator', 'privacy-officer', 'administrator'] as const)
      for (const permission of ['read-client', 'read-chart', 'read-contacts', 'edit-client', 'hand-over'] as const)
        expect(asked(permission, role)).toEqual(every('hidden'));
  });

  test('who looked is for the care team, and for the privacy officer about anybody but where they are kept away', () => {
    expect(asked('who-looked', 'privacy-officer')).toEqual({ ...every('agency'), kept: 'hidden' });
    expect(asked('who-looked', 'case-manager')).toMatchObject({ ...careOnly, stranger: 'hidden' });
    expect(asked('who-looked', 'administrator')).toEqual(every('hidden'));
  });

  test('an evaluator’s caseload is the agency’s, everybody else’s their own', () => {
    expect(asked('list-caseload', 'evaluator')).toEqual({ ...every('agency'), kept: 'hidden' });
    expect(asked('list-caseload', 'case-manager')).toMatchObject({ ...careOnly, unclaimed: 'not-on-care-team' });
    expect(asked('list-caseload', 'privacy-officer')).toEqual(every('hidden'));
  });

  test('the house is the administrator’s, one’s own account everybody’s, one’s day the care workers’', () => {
    const without = (permission: Permission) => roles.map((role) => said(may(staff(role), permission, null)));
    const refused = 'role-needed';
    expect(without('edit-agency')).toEqual([refused, refused, refused, refused, refused, 'none']);
    expect(without('read-agency')).toEqual(roles.map(() => 'none'));
    expect(without('read-today')).toEqual(['none', 'none', 'none', refused, refused, refused]);
    expect(may(staff('evaluator'), 'edit-agency', null)).toMatchObject({
      hidden: false,
      refusal: { params: { roles: 'administrator' } },
    });
  });

  test('who has two roles may what either may', () => {
    const both = staff('administrator', 'case-manager');
    expect(said(may(both, 'edit-agency', null))).toBe('none');
    expect(said(may(both, 'read-chart', standings.own))).toBe('care');
    expect(said(may(staff(), 'read-agency', null))).toBe('role-needed');
  });

  test('what is asked about a client cannot be asked about nobody', () =>
    expect(said(may(staff('case-manager'), 'read-chart', null))).toBe('not-on-care-team'));

  test('the system may everything, and is nobody’s role', () => {
    const system = { kind: 'system', id: 'system', agencyId: 'agency' } as const;
    expect(may(system, 'read-notes', standings.kept)).toEqual({ allowed: true, basis: 'system' });
    expect(mayList(system, 'edit-agency')).toEqual({ allowed: true, basis: 'system' });
    expect(roles.some((role) => hasRole(system, role))).toBe(false);
  });

  test('holding one of several roles is enough to have a role, holding none is not', () => {
    expect(hasRole(staff('team-lead'), 'supervisor', 'team-lead')).toBe(true);
    expect(hasRole(staff('team-lead'), 'supervisor', 'evaluator')).toBe(false);
    expect(hasRole(staff('team-lead'))).toBe(false);
  });
});

describe('who may ask for a list', () => {
  test('the role decides, and names by which relation the rows are found', () => {
    expect(said(mayList(staff('case-manager'), 'list-caseload'))).toBe('care');
    expect(said(mayList(staff('evaluator'), 'list-caseload'))).toBe('agency');
    expect(said(mayList(staff('supervisor', 'evaluator'), 'list-caseload'))).toBe('care');
  });
  test('whoever has none of the roles is told which would do', () =>
    expect(mayList(staff('administrator'), 'list-caseload')).toEqual({
      allowed: false,
      hidden: false,
      refusal: { code: 'role-needed', params: { roles: 'case-manager team-lead supervisor evaluator' } },
    }));
});

describe('a denial beats whatever allows', () => {
  const permissions = Object.keys(policy) as Permission[];
  const anybody = fc.record({
    held: fc.subarray([...roles]),
    permission: fc.constantFrom(...permissions),
    facts: fc.constantFrom(...Object.values<ClientFacts>(standings)),
  });

  test('nobody who is kept away from a client may do anything to them, or learn that they are there', () =>
    fc.assert(
      fc.property(anybody, ({ held, permission, facts }) => {
        const decision = may(staff(...held), permission, { ...facts, blockedStaff: [me] });
        expect(said(decision)).toBe('hidden');
        expect(decision).toMatchObject({ refusal: { code: 'not-found' } });
      }),
    ));

  test('keeping one person away changes nothing for another', () =>
    fc.assert(
      fc.property(anybody, ({ held, permission, facts }) => {
        const unblocked = { ...facts, blockedStaff: [] };
        expect(may(staff(...held), permission, { ...unblocked, blockedStaff: [stranger] })).toEqual(
          may(staff(...held), permission, unblocked),
        );
      }),
    ));

  test('a further role never takes anything away', () =>
    fc.assert(
      fc.property(anybody, fc.constantFrom(...roles), ({ held, permission, facts }, more) => {
        if (may(staff(...held), permission, facts).allowed)
          expect(may(staff(...held, more), permission, facts).allowed).toBe(true);
      }),
    ));
});
