// Everything between referral and enrolment for one person: the written criteria, the waitlist, enrolling, or ending it.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { EnrolmentView, ProspectView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { type Enrolment, type Priority, priorities } from '#domain/cycle/enrolment.ts';
import { enrolmentRefusals } from '#domain/cycle/transitions.ts';
import { read } from '#web/shell/api.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSentence, useWhyNot } from '#web/shell/sentence.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { RadioChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './prospects.module.css';

type Prospect = Pick<ProspectView, 'enrolmentId' | 'clientId' | 'name' | 'programme'>;

type Part = {
  readonly prospect: Prospect;
  readonly enrolment: EnrolmentView;
  /** The day it happened; one for all that is recorded here together. */
  readonly on: Day | undefined;
  /** Why an act is not open, in a sentence; null when it is. */
  readonly whyNot: (act: string, permission: string) => string | null;
};

export const ProspectDrawer = ({
  prospect,
  onClose,
}: {
  readonly prospect: Prospect;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const [on, setOn] = useState<Day | null>(today);
  const explain = useWhyNot();
  const enrolment = useQuery(read<EnrolmentView>(`/api/enrolments/${prospect.enrolmentId}`));
  const chart = useChartOf(prospect.clientId);
  return (
    <Dialog
      title={words('prospects.drawer', { name: prospect.name, programme: prospect.programme.name })}
      onClose={onClose}
      shape="drawer"
      keepsOpenOutside
    >
      <Fetched query={enrolment} lines={8}>
        {(data) => {
          const whyNot = (act: string, permission: string) =>
            chart.data && !chart.data.may.includes(permission)
              ? words('prospects.not-yours')
              : explain(data.acts.find((each) => each.act === act)?.why);
          const part = { prospect, enrolment: data, on: on ?? undefined, whyNot };
          return (
            <div>
              <div className={styles.on}>
                <DayField label={words('prospects.on')} name="on" value={on} max={today} onChange={setOn} />
              </div>
              <Criteria key={`${data.eligibilityCheckedOn}${data.eligibility.length}`} {...part} />
              <Enrol {...part} onClose={onClose} />
              <Waitlist {...part} />
              <section className={styles.part}>
                <h3>{words('prospects.end')}</h3>
                <div>
                  <Link
                    to="/clients/$clientId/close"
                    params={{ clientId: prospect.clientId }}
                    search={{ enrolment: prospect.enrolmentId }}
                    className={buttonClass('secondary', 'small')}
                  >
                    {words('prospects.end.go')}
                  </Link>
                </div>
              </section>
            </div>
          );
        }}
      </Fetched>
    </Dialog>
  );
};

type Met = 'true' | 'false' | 'unknown';

const Criteria = ({ prospect, enrolment, on, whyNot }: Part) => {
  const words = useWords();
  const intl = useIntl();
  const dayText = useDayText();
  const [findings, setFindings] = useState(() =>
    enrolment.criteria.map(({ code }) => {
      const found = enrolment.eligibility.find(({ criterion }) => criterion === code);
      return { criterion: code, met: `${found?.met ?? 'unknown'}` as Met, note: found?.note ?? '' };
    }),
  );
  const check = useSend('POST', `/api/enrolments/${enrolment.id}/eligibility`, {
    onDone: () => notify(words('prospects.criteria.saved', { name: prospect.name })),
  });
  const labelOf = (code: string) => {
    const criterion = enrolment.criteria.find((each) => each.code === code);
    const label = criterion?.label?.[intl.locale.slice(0, 2)] ?? criterion?.label?.en ?? code;
    return criterion?.required === false ? words('enrolment.criterion.not-required', { label }) : label;
  };
  const change = (criterion: string, next: Partial<(typeof findings)[number]>) =>
    setFindings(findings.map((each) => (each.criterion === criterion ? { ...each, ...next } : each)));
  return (
    <section className={styles.part}>
      <h3>{words('prospects.criteria')}</h3>
      <p className={styles.about}>
        {words(findings.length > 0 ? 'prospects.criteria.about' : 'prospects.criteria.none')}
        {enrolment.eligibilityCheckedOn && (
          <> {words('prospects.criteria.checked', { on: dayText(enrolment.eligibilityCheckedOn as Day) })}.</>
        )}
      </p>
      {findings.map(({ criterion, met, note }) => (
        <div key={criterion} className={styles.criterion}>
          <Segmented<Met>
            label={labelOf(criterion)}
            options={(['true', 'false', 'unknown'] as const).map((value) => ({
              value,
              label: words(`enrolment.criterion.${value}`),
            }))}
            value={met}
            onChange={(value) => change(criterion, { met: value })}
          />
          <TextField
            label={`${words('prospects.criteria.note')}: ${labelOf(criterion)}`}
            isLabelHidden
            placeholder={words('prospects.criteria.note')}
            value={note}
            onChange={(text) => change(criterion, { note: text })}
            maxLength={1000}
          />
        </div>
      ))}
      {check.problem && <ErrorState error={check.problem} />}
      <div>
        <Button
          look={enrolment.eligibilityCheckedOn === null ? 'primary' : 'secondary'}
          whyNot={whyNot('check-eligibility', 'check-eligibility')}
          isBusy={check.isBusy}
          onClick={() =>
            check.send({
              on,
              findings: findings.map(({ criterion, met, note }) => ({
                criterion,
                met: met === 'unknown' ? met : met === 'true',
                note,
              })),
            })
          }
        >
          {words('prospects.criteria.save')}
        </Button>
      </div>
    </section>
  );
};

const Enrol = ({ prospect, enrolment, on, whyNot, onClose }: Part & { readonly onClose: () => void }) => {
  const words = useWords();
  const sentence = useSentence();
  const navigate = useNavigate();
  const [waiver, setWaiver] = useState('');
  const enrol = useSend('POST', `/api/enrolments/${enrolment.id}/enrol`, {
    onDone: () => {
      notify(words('prospects.enrolled', { name: prospect.name }));
      onClose();
      navigate({ to: '/clients/$clientId/assessment', params: { clientId: prospect.clientId } });
    },
  });
  const missing = enrolmentRefusals(
    enrolment as Pick<Enrolment, 'firstReachedOn' | 'eligibility' | 'eligibilityCheckedOn'>,
  );
  const why =
    whyNot('enrol', 'enrol-client') ??
    (missing.length > 0 && !waiver.trim() ? `${missing.map((each) => sentence('refusal.', each)).join(' ')}` : null);
  return (
    <section className={styles.part}>
      <h3>{words('prospects.enrol')}</h3>
      {missing.length === 0 ? (
        <p>{words('prospects.enrol.ready', { name: prospect.name })}</p>
      ) : (
        <>
          <p>{words('prospects.enrol.missing')}</p>
          <ul className={styles.missing}>
            {missing.map((each) => (
              <li key={each.code}>{sentence('refusal.', each)}</li>
            ))}
          </ul>
          <TextArea
            label={words('prospects.enrol.waiver')}
            description={words('prospects.enrol.waiver.help')}
            value={waiver}
            onChange={(text) => setWaiver(text.replace(/\n/g, ' '))}
            rows={2}
            maxLength={1000}
          />
        </>
      )}
      {enrol.problem && <ErrorState error={enrol.problem} />}
      <div>
        <Button
          look={missing.length === 0 ? 'primary' : 'secondary'}
          whyNot={why}
          isBusy={enrol.isBusy}
          onClick={() => enrol.send({ on, waiver: waiver.trim() || null })}
        >
          {words('prospects.enrol.go', { name: prospect.name })}
        </Button>
      </div>
    </section>
  );
};

const Waitlist = ({ prospect, enrolment, on, whyNot }: Part) => {
  const words = useWords();
  const [priority, setPriority] = useState<Priority | null>(enrolment.priority);
  const isOn = enrolment.state === 'waitlisted';
  const save = useSend<unknown, object>(
    'POST',
    () => `/api/enrolments/${enrolment.id}/${isOn ? 'priority' : 'waitlist'}`,
    {
      onDone: () =>
        notify(words(isOn ? 'prospects.priority.saved' : 'prospects.waitlist.saved', { name: prospect.name })),
    },
  );
  const why = isOn ? whyNot('set-priority', 'set-priority') : whyNot('waitlist', 'waitlist-client');
  return (
    <section className={styles.part}>
      <h3>{words('prospects.waitlist')}</h3>
      {!isOn && <p className={styles.about}>{words('prospects.waitlist.about')}</p>}
      <RadioChips
        label={words('prospects.priority')}
        options={priorities.map((value) => ({ value, label: words(`enrolment.priority.${value}`) }))}
        value={priority}
        onChange={setPriority}
      />
      {why && <p className="muted">{why}</p>}
      {save.problem && <ErrorState error={save.problem} />}
      <div>
        <Button
          whyNot={why ?? (priority === null ? words('prospects.priority.choose') : null)}
          isBusy={save.isBusy}
          onClick={() => save.send({ on, priority })}
        >
          {words(isOn ? 'prospects.waitlist.change' : 'prospects.waitlist.go')}
        </Button>
      </div>
    </section>
  );
};
