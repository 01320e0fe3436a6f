// Who covers for whoever answers: the ones on the team now, each with a way to end it, and somebody new with a day it ends on.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { CareTeamView, EnrolmentView } from '#contract/enrolment.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { type CoverRole, coverRoles, whyNotCover } from '#domain/cycle/care-team.ts';
import type { Owner } from '#domain/people/owner.ts';
import { read } from '#web/shell/api.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useSend } from '#web/shell/send.ts';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { Button } from '#web/ui/button.tsx';
import { Row, RowList } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './care-team-form.module.css';

type Assignment = CareTeamView['assignments'][number];
const usualStandIn = 14;

export const CareTeamForm = ({ chart, onClose }: { readonly chart: ChartView; readonly onClose: () => void }) => {
  const words = useWords();
  const today = useToday();
  const fieldErrors = useFieldErrors();
  const enrolments = chart.enrolments.filter(({ state }) => state !== 'ended');
  const [enrolmentId, setEnrolmentId] = useState(enrolments[0]?.id ?? '');
  const [owner, setOwner] = useState<Owner | null>(null);
  const [role, setRole] = useState<CoverRole>('temporary');
  const [from, setFrom] = useState<Day | null>(today);
  const [to, setTo] = useState<Day | null>(addDays(today, usualStandIn));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { data } = useQuery(read<EnrolmentView>(`/api/enrolments/${enrolmentId}`));
  const team = (data?.careTeam ?? []).map((each) => ({
    ...each,
    from: each.from as Day,
    to: each.to as Day | null,
  }));
  const programmeId = enrolments.find(({ id }) => id === enrolmentId)?.programme.id;
  const path = `/api/enrolments/${enrolmentId}/care-team`;
  const body = () => {
    const begins = from ?? today;
    const found: Record<string, string> = owner
      ? fieldErrors(whyNotCover({ owner, role, from: begins, to }, team, today), 'owner')
      : { owner: words('care-team.error.owner') };
    setErrors(found);
    return Object.keys(found).length > 0 ? null : { owner, role, from: begins, to, reason: reason.trim() || null };
  };
  return (
    <DrawerForm<CareTeamView>
      title={words('care-team.change')}
      about={words('care-team.about', { name: chart.client.name })}
      path={path}
      body={body}
      errors={errors}
      save={words('care-team.add')}
      saved={words('care-team.added')}
      onClose={onClose}
    >
      {enrolments.length > 1 && (
        <RadioChips
          label={words('care-team.programme')}
          options={enrolments.map(({ id, programme }) => ({ value: id, label: programme.name }))}
          value={enrolmentId}
          onChange={setEnrolmentId}
        />
      )}
      <TeamNow team={team.filter((each) => each.to === null || each.to > today)} path={path} />
      <RadioChips
        label={words('care-team.role')}
        options={coverRoles.map((value) => ({ value, label: words(`care-team.role.${value}`) }))}
        value={role}
        onChange={(chosen) => {
          setRole(chosen);
          setTo(chosen === 'temporary' ? addDays(today, usualStandIn) : null);
        }}
      />
      <OwnerField
        label={words('care-team.who')}
        name="owner"
        isRequired
        programmeId={programmeId}
        value={owner}
        onChange={setOwner}
      />
      <DayField label={words('care-team.from')} name="from" max={today} value={from} onChange={setFrom} />
      <DayField
        label={words('care-team.to')}
        description={words(`care-team.to.${role}`)}
        name="to"
        isRequired={role === 'temporary'}
        min={from ?? today}
        value={to}
        onChange={setTo}
      />
      <TextField label={words('care-team.reason')} name="reason" maxLength={500} value={reason} onChange={setReason} />
    </DrawerForm>
  );
};

const TeamNow = ({ team, path }: { readonly team: readonly Assignment[]; readonly path: string }) => {
  const words = useWords();
  const dayText = useDayText();
  const ending = useSend<CareTeamView, { endAssignmentId: string }>('POST', path);
  const adding = useSend<CareTeamView>('POST', path);
  const end = async (assignment: Assignment) => {
    const { id, name, owner, role, from, to, reason } = assignment;
    const again = () => adding.send({ owner, role, from, to, reason });
    await ending.sendAndWait({ endAssignmentId: id }).then(
      () => notify(words('care-team.ended', { name }), { undo: again }),
      () => undefined,
    );
  };
  if (team.length === 0) return null;
  return (
    <div className={styles.now}>
      <h3>{words('care-team.now')}</h3>
      {ending.problem && <ErrorState error={ending.problem} />}
      <RowList label={words('care-team.now')}>
        {team.map((assignment) => (
          <Row
            key={assignment.id}
            title={assignment.name}
            detail={[
              words(`care-role.${assignment.role}`),
              words('people.since', { from: dayText(assignment.from as Day, 'short') }),
              assignment.to && words('people.until', { to: dayText(assignment.to as Day, 'short') }),
              assignment.role === 'primary' && words('care-team.primary'),
            ]
              .filter(Boolean)
              .join(' · ')}
            action={
              assignment.role !== 'primary' && (
                <Button size="small" look="quiet" isBusy={ending.isBusy} onClick={() => void end(assignment)}>
                  {words('care-team.end')}
                </Button>
              )
            }
          />
        ))}
      </RowList>
    </div>
  );
};
