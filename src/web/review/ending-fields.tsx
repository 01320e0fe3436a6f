// How an enrolment ends: why, how the person sees it, what follows after the last day, and what becomes of open work.
import IconX from '@tabler/icons-react/icons/IconX';
import type { ReactNode } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Checkbox, RadioChips, Segmented } from '#web/ui/choices.tsx';
import { DayField, useDayText } from '#web/ui/day-field.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { Ending, OpenWork, Settling } from './ending.ts';
import styles from './review.module.css';

export type EndingFieldsProps = {
  readonly ending: Ending;
  readonly onChange: (next: Partial<Ending>) => void;
  readonly reasons: readonly ClosingReason[];
  readonly called: string;
  readonly open: OpenWork;
};

export const EndingFields = ({ ending, onChange, reasons, called, open }: EndingFieldsProps) => {
  const words = useWords();
  return (
    <>
      <RadioChips
        label={words('review-screen.closing.reason')}
        name="closing/reason"
        options={reasons.map((reason) => ({ value: reason, label: words(`closing.reason.${reason}`) }))}
        value={ending.reason}
        onChange={(reason) => onChange({ reason })}
      />
      {ending.reason !== 'deceased' && (
        <TextArea
          label={words('review-screen.closing.client-view', { name: called })}
          value={ending.clientView}
          onChange={(clientView) => onChange({ clientView })}
          rows={2}
          maxLength={20_000}
          isQuote
        />
      )}
      <TextArea
        label={words('review-screen.closing.note')}
        value={ending.note}
        onChange={(note) => onChange({ note })}
        rows={3}
        maxLength={20_000}
      />
      {ending.reason !== 'deceased' && (
        <>
          <AfterCareFields ending={ending} onChange={onChange} />
          <Checkbox
            label={words('review-screen.closing.told', { name: called })}
            isSelected={ending.toldClient}
            onChange={(toldClient) => onChange({ toldClient })}
          />
        </>
      )}
      <Leftovers ending={ending} onChange={onChange} open={open} />
    </>
  );
};

const AfterCareFields = ({ ending, onChange }: Pick<EndingFieldsProps, 'ending' | 'onChange'>) => {
  const words = useWords();
  const { afterCare } = ending;
  const change = (key: string, next: Partial<Ending['afterCare'][number]>) =>
    onChange({ afterCare: afterCare.map((each) => (each.key === key ? { ...each, ...next } : each)) });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{words('review-screen.after-care')}</legend>
      <p className={styles.about}>{words('review-screen.after-care.about')}</p>
      {afterCare.map((each) => (
        <div key={each.key} className={styles.care}>
          <TextField
            label={words('review-screen.after-care.what')}
            value={each.what}
            onChange={(what) => change(each.key, { what })}
            maxLength={500}
          />
          <TextField
            label={words('review-screen.after-care.who')}
            value={each.who}
            onChange={(who) => change(each.key, { who })}
            maxLength={200}
          />
          <DayField
            label={words('review-screen.after-care.by')}
            value={each.by}
            onChange={(by) => change(each.key, { by })}
          />
          <IconButton
            icon={IconX}
            size="small"
            label={words('review-screen.after-care.remove', { what: each.what })}
            onClick={() => onChange({ afterCare: afterCare.filter((other) => other !== each) })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            onChange({ afterCare: [...afterCare, { key: crypto.randomUUID(), what: '', by: null, who: '' }] })
          }
        >
          {words('review-screen.after-care.add')}
        </Button>
      </div>
    </fieldset>
  );
};

export const Leftovers = ({ ending, onChange, open }: Pick<EndingFieldsProps, 'ending' | 'onChange' | 'open'>) => {
  const words = useWords();
  const taskTitle = useTaskTitle();
  const dayText = useDayText();
  return (
    <>
      {open.tasks.length > 0 && (
        <Settle
          title={words('review-screen.open.tasks', { count: open.tasks.length })}
          settling={ending.tasks}
          onChange={(tasks) => onChange({ tasks })}
        >
          {open.tasks.map(({ id, title, dueBy }) => (
            <li key={id}>
              {taskTitle(title)}
              {dueBy && <span className="muted"> · {dayText(dueBy as Day, 'short')}</span>}
            </li>
          ))}
        </Settle>
      )}
      {open.referrals.length > 0 && (
        <Settle
          title={words('review-screen.open.referrals', { count: open.referrals.length })}
          settling={ending.referrals}
          onChange={(referrals) => onChange({ referrals })}
        >
          {open.referrals.map(({ id, organization }) => (
            <li key={id}>{organization}</li>
          ))}
        </Settle>
      )}
      {open.drafts.length > 0 && (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{words('review-screen.open.drafts', { count: open.drafts.length })}</legend>
          <ul className={styles.open}>
            {open.drafts.map(({ id, kind }) => (
              <li key={id}>{words(`review-screen.draft.${kind}`)}</li>
            ))}
          </ul>
          <Checkbox
            label={words('review-screen.open.drafts.let-go')}
            isSelected={ending.letsDraftsGo}
            onChange={(letsDraftsGo) => onChange({ letsDraftsGo })}
          />
        </fieldset>
      )}
    </>
  );
};

const Settle = ({
  title,
  settling,
  onChange,
  children,
}: {
  readonly title: string;
  readonly settling: Settling;
  readonly onChange: (next: Settling) => void;
  readonly children: ReactNode;
}) => {
  const words = useWords();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      <ul className={styles.open}>{children}</ul>
      <Segmented
        label={words('review-screen.open.what')}
        options={[
          { value: 'hand', label: words('review-screen.open.hand') },
          { value: 'cancel', label: words('review-screen.open.cancel') },
        ]}
        value={settling.how}
        onChange={(how) => onChange({ ...settling, how })}
      />
      {settling.how === 'hand' && (
        <OwnerField
          label={words('review-screen.open.to')}
          value={settling.to}
          onChange={(to) => onChange({ ...settling, to })}
        />
      )}
    </fieldset>
  );
};

/** What the chart already knows to be open; while the person is served elsewhere, tasks go on there. */
export const openIn = (chart: ChartView, enrolmentId: string, named: OpenWork | null): OpenWork => {
  const isServedElsewhere = chart.enrolments.some(({ id, state }) => id !== enrolmentId && state !== 'ended');
  return (
    named ?? {
      tasks: isServedElsewhere ? [] : (chart.tasks ?? []),
      referrals: isServedElsewhere ? [] : (chart.referrals ?? []),
      drafts: [],
    }
  );
};
