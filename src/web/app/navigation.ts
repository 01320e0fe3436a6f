// The places of the rail, in order; the first four stand at the foot of a phone.
import IconArchive from '@tabler/icons-react/icons/IconArchive';
import IconBell from '@tabler/icons-react/icons/IconBell';
import IconBuilding from '@tabler/icons-react/icons/IconBuilding';
import IconCalendar from '@tabler/icons-react/icons/IconCalendar';
import IconDoorEnter from '@tabler/icons-react/icons/IconDoorEnter';
import IconEye from '@tabler/icons-react/icons/IconEye';
import IconFileSearch from '@tabler/icons-react/icons/IconFileSearch';
import IconFileUpload from '@tabler/icons-react/icons/IconFileUpload';
import IconList from '@tabler/icons-react/icons/IconList';
import IconListCheck from '@tabler/icons-react/icons/IconListCheck';
import IconPhoneCall from '@tabler/icons-react/icons/IconPhoneCall';
import IconScan from '@tabler/icons-react/icons/IconScan';
import IconShieldLock from '@tabler/icons-react/icons/IconShieldLock';
import IconUserCheck from '@tabler/icons-react/icons/IconUserCheck';
import IconUsersGroup from '@tabler/icons-react/icons/IconUsersGroup';
import { careRoles, type Role } from '#domain/access/actor.ts';
import type { Place } from '#web/shell/place.ts';

const places: readonly Place[] = [
  { to: '/', label: 'app.nav.today', icon: IconCalendar, key: 't', group: 'work', count: 'today', roles: careRoles },
  {
    to: '/caseload',
    label: 'app.nav.caseload',
    icon: IconList,
    key: 'c',
    group: 'work',
    count: 'caseload',
    roles: [...careRoles, 'evaluator'],
  },
  {
    to: '/prospects',
    label: 'app.nav.prospects',
    icon: IconDoorEnter,
    key: 'p',
    group: 'work',
    count: 'prospects',
    roles: careRoles,
  },
  {
    to: '/requests',
    label: 'app.nav.requests',
    icon: IconFileSearch,
    group: 'work',
    roles: [...careRoles, 'privacy-officer'],
  },
  { to: '/scans', label: 'app.nav.scans', icon: IconScan, group: 'work', roles: careRoles },
  { to: '/on-call', label: 'app.nav.on-call', icon: IconPhoneCall, group: 'work', roles: careRoles },
  {
    to: '/privacy',
    label: 'app.nav.privacy',
    icon: IconEye,
    group: 'work',
    roles: ['privacy-officer'],
  },
  { to: '/staff', label: 'app.nav.staff', icon: IconUsersGroup, group: 'programme' },
  { to: '/imports', label: 'app.nav.imports', icon: IconFileUpload, group: 'programme', roles: ['administrator'] },
  {
    to: '/approvals',
    label: 'app.nav.approvals',
    icon: IconUserCheck,
    group: 'programme',
    roles: ['team-lead', 'supervisor', 'privacy-officer', 'administrator'],
  },
  {
    to: '/retention',
    label: 'app.nav.retention',
    icon: IconArchive,
    group: 'programme',
    roles: ['privacy-officer', 'administrator'],
  },
  {
    to: '/instruments',
    label: 'app.nav.instruments',
    icon: IconListCheck,
    group: 'programme',
    roles: ['administrator'],
  },
  { to: '/agency', label: 'app.nav.agency', icon: IconBuilding, group: 'programme' },
  {
    to: '/permissions',
    label: 'app.nav.permissions',
    icon: IconShieldLock,
    group: 'programme',
    roles: ['privacy-officer', 'administrator'],
  },
  // Last, so that it is nobody's first screen.
  {
    to: '/notices',
    label: 'app.nav.notices',
    icon: IconBell,
    group: 'work',
    count: 'notices',
    roles: [...careRoles, 'privacy-officer'],
  },
];

/** The places somebody with these roles has work in. */
export const placesFor = (roles: readonly Role[]): readonly Place[] =>
  places.filter((place) => !place.roles || place.roles.some((role) => roles.includes(role)));
