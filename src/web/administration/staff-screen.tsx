import IconUserPlus from '@tabler/icons-react/icons/IconUserPlus';
import { lazy, Suspense, useState } from 'react';
import type { AgencyView } from '#contract/administration.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag } from '#web/ui/tag.tsx';
import { SearchField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { AccountActions } from './account-actions.tsx';
import styles from './administration.module.css';
import { isCurrent, type Member, nameOf, useAgency, useStaff } from './house.ts';
import { hasRole } from './rights.ts';
import type { Line } from './supervision-forms.tsx';

const forms = () => import('./staff-forms.tsx');
const StaffForm = lazy(() => forms().then((module) => ({ default: module.StaffForm })));
const PositionForm = lazy(() => forms().then((module) => ({ default: module.PositionForm })));
const lines = () => import('./supervision-forms.tsx');
const SupervisionForm = lazy(() => lines().then((module) => ({ default: module.SupervisionForm })));
const EndSupervisionForm = lazy(() => lines().then((module) => ({ default: module.EndSupervisionForm })));
const CredentialForm = lazy(() => forms().then((module) => ({ default: module.CredentialForm })));

type Open =
  | { readonly form: 'staff'; readonly member: Member | null }
  | { readonly form: 'position'; readonly member: Member; readonly position: Member['positions'][number] | null }
  | { readonly form: 'supervision' | 'credential'; readonly member: Member }
  | { readonly form: 'end-supervision'; readonly member: Member; readonly line: Line; readonly over: string };

/** Who works here, in which position, reaching whose caseload. */
export const StaffScreen = () => {
  const words = useWords();
  const { staff: me } = useSession();
  const administers = hasRole(me.roles, 'administrator');
  const directory = useStaff();
  const agency = useAgency();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Screen
      title={words('house.staff.title')}
      lede={words('house.staff.lede')}
      actions={
        administers && (
          <Button look="primary" icon={IconUserPlus} onClick={() => setOpen({ form: 'staff', member: null })}>
            {words('house.staff.new')}
          </Button>
        )
      }
    >
      <Fetched query={directory}>
        {({ staff }) => {
          const wanted = text.trim().toLocaleLowerCase();
          const shown = staff.filter((member) =>
            `${nameOf(member)} ${member.email}`.toLocaleLowerCase().includes(wanted),
          );
          return (
            <Stack>
              <SearchField label={words('house.staff.search')} value={text} onChange={setText} />
              {shown.length === 0 && (
                <Card>
                  <EmptyState title={words('house.staff.none')}>{words('house.staff.none.why')}</EmptyState>
                </Card>
              )}
              {shown.map((member) => (
                <MemberCard
                  key={member.id}
                  member={member}
                  staff={staff}
                  teams={agency.data?.teams ?? []}
                  onOpen={administers ? setOpen : null}
                />
              ))}
              <Suspense>
                {open?.form === 'staff' && <StaffForm member={open.member} onClose={close} />}
                {open?.form === 'position' && (
                  <PositionForm
                    member={open.member}
                    position={open.position}
                    teams={agency.data?.teams ?? []}
                    onClose={close}
                  />
                )}
                {open?.form === 'supervision' && (
                  <SupervisionForm
                    member={open.member}
                    staff={staff}
                    teams={agency.data?.teams ?? []}
                    onClose={close}
                  />
                )}
                {open?.form === 'end-supervision' && (
                  <EndSupervisionForm member={open.member} line={open.line} over={open.over} onClose={close} />
                )}
                {open?.form === 'credential' && <CredentialForm member={open.member} onClose={close} />}
              </Suspense>
            </Stack>
          );
        }}
      </Fetched>
    </Screen>
  );
};

const MemberCard = ({
  member,
  staff,
  teams,
  onOpen,
}: {
  readonly member: Member;
  readonly staff: readonly Member[];
  readonly teams: AgencyView['teams'];
  readonly onOpen: ((open: Open) => void) | null;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name ?? '';
  const now = member.positions.filter((position) => isCurrent(position, today));
  const past = member.positions.filter((position) => !isCurrent(position, today));
  const supervised = member.supervises
    .filter((line) => isCurrent(line, today))
    .map((line) => {
      const other = staff.find(({ id }) => id === line.staffId);
      const over = line.teamId
        ? words('house.team.named', { name: teamName(line.teamId) })
        : other
          ? nameOf(other)
          : '';
      return { line, over };
    });
  const place = (position: Member['positions'][number]) =>
    words('house.position.in', {
      role: words(`house.position.role.${position.role}`),
      team: teamName(position.teamId),
      fte: position.fte,
      from: dayText(position.from as never),
      to: position.to ? dayText(position.to as never) : 'none',
    });
  return (
    <Card
      title={
        <span className={styles.person}>
          <Avatar name={nameOf(member)} />
          <span>
            {nameOf(member)} {member.pronouns && <small className={styles.quiet}>{member.pronouns}</small>}
          </span>
        </span>
      }
      aside={
        <>
          {member.leftOn && <Tag tone="neutral">{words('house.left', { day: dayText(member.leftOn as never) })}</Tag>}
          {member.roles.map((role) => (
            <Tag key={role} tone={role === 'administrator' || role === 'privacy-officer' ? 'model' : 'info'}>
              {words(`settings.role.${role}`)}
            </Tag>
          ))}
        </>
      }
      actions={
        onOpen && (
          <Button size="small" onClick={() => onOpen({ form: 'staff', member })}>
            {words('house.edit')}
          </Button>
        )
      }
    >
      <div className={styles.facts}>
        <p>
          <a href={`mailto:${member.email}`}>{member.email}</a>
          {member.phone && <> · {member.phone}</>}
        </p>
        {now.length === 0 && <p className={styles.quiet}>{words('house.position.none')}</p>}
        <ul className={styles.plain}>
          {now.map((position) => (
            <li key={position.id}>
              {place(position)}{' '}
              {onOpen && (
                <Button look="quiet" size="small" onClick={() => onOpen({ form: 'position', member, position })}>
                  {words('house.change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {supervised.length > 0 && (
          <ul className={styles.plain}>
            {supervised.map(({ line, over }) => (
              <li key={line.id}>
                {words('house.supervises', {
                  over,
                  from: dayText(line.from as never),
                  to: line.to ? dayText(line.to as never) : 'none',
                })}{' '}
                {onOpen && (
                  <Button
                    look="quiet"
                    size="small"
                    aria-label={words('house.supervision.end.label', { over })}
                    onClick={() => onOpen({ form: 'end-supervision', member, line, over })}
                  >
                    {words('house.supervision.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {member.credentials.length > 0 && (
          <ul className={styles.plain}>
            {member.credentials.map((credential) => (
              <li key={credential.id}>
                {words('house.credential.line', {
                  kind: credential.kind,
                  number: credential.number ?? 'none',
                  to: credential.validTo ? dayText(credential.validTo as never) : 'none',
                })}
              </li>
            ))}
          </ul>
        )}
        {past.length > 0 && (
          <details>
            <summary>{words('house.position.past', { count: past.length })}</summary>
            <ul className={styles.plain}>
              {past.map((position) => (
                <li key={position.id}>{place(position)}</li>
              ))}
            </ul>
          </details>
        )}
        {onOpen && (
          <div className={styles.actions}>
            <Button size="small" onClick={() => onOpen({ form: 'position', member, position: null })}>
              {words('house.position.add')}
            </Button>
            <Button size="small" onClick={() => onOpen({ form: 'supervision', member })}>
              {words('house.supervision.add')}
            </Button>
            <Button size="small" onClick={() => onOpen({ form: 'credential', member })}>
              {words('house.credential.add')}
            </Button>
            <AccountActions member={member} />
          </div>
        )}
      </div>
    </Card>
  );
};
