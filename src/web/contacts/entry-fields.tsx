// The fields of a contact, for a new one and for one being corrected: what every contact needs first, the rest behind one fold.
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import { outcomes, purposes } from '#domain/contacts/contact.ts';
import { contactPartners } from '#domain/models/definition.ts';
import { useColleagues } from '#web/shell/owner-field.tsx';
import { SegmentField } from '#web/shell/segment-field.tsx';
import { useSession } from '#web/shell/session.ts';
import { Checkbox, CheckChips, RadioChips, Segmented } from '#web/ui/choices.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DayField, TimeField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { changed, type Entry } from './entry.ts';
import styles from './entry-fields.module.css';
import { type ContactKind, contactKinds } from './kinds.ts';
import { WaysToReach, waysFor } from './ways-to-reach.tsx';

export type EntryFieldsProps = {
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
  readonly chart: ChartView;
  /** A correction keeps the enrolment the contact counts to. */
  readonly isCorrection?: boolean;
};

const shortened = (text: string, most = 42): string =>
  text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most) || most).replace(/[\s,.;:]+$/, '')}…`;

export const EntryFields = ({ entry, onChange, chart, isCorrection = false }: EntryFieldsProps) => {
  const words = useWords();
  const today = useToday();
  const set = (change: Partial<Entry>) => onChange(changed(entry, change));
  const ways = waysFor(chart.waysToReach, entry.kind);
  const open = chart.enrolments.filter(({ state }) => state !== 'ended');
  const goals = chart.goals ?? [];

  return (
    <>
      <Segmented
        label={words('contacts.outcome')}
        isLabelHidden
        name="outcome"
        options={outcomes.map((value) => ({ value, label: words(`contacts.outcome.${value}`) }))}
        value={entry.outcome}
        onChange={(outcome) => set({ outcome })}
      />
      <RadioChips<ContactKind>
        label={words('contacts.kind')}
        name="mode"
        options={contactKinds.map((value) => ({ value, label: words(`contacts.kind.${value}`) }))}
        value={entry.kind}
        onChange={(kind) => set({ kind })}
      />
      {ways.length > 0 && !isCorrection && <WaysToReach ways={ways} />}
      <div className={styles.when}>
        <DayField
          label={words('contacts.day')}
          name="day"
          max={today}
          value={entry.on}
          onChange={(on) => set({ on })}
        />
        <TimeField label={words('contacts.time')} name="start" value={entry.at} onChange={(at) => set({ at })} />
        <NumberField
          label={words('contacts.minutes')}
          name="minutes"
          min={0}
          max={1440}
          step={5}
          value={entry.minutes}
          onChange={(minutes) => set({ minutes, minutesAreGuess: false })}
        />
        <DayField
          label={words('contacts.next')}
          name="next"
          {...(!isCorrection && { min: today })}
          value={entry.next}
          onChange={(next) => set({ next })}
        />
      </div>
      {open.length > 1 && !isCorrection && (
        <RadioChips
          label={words('contacts.enrolment')}
          name="enrolmentId"
          options={open.map(({ id, programme }) => ({ value: id, label: programme.name }))}
          value={entry.enrolmentId}
          onChange={(enrolmentId) => set({ enrolmentId })}
        />
      )}
      {goals.length > 0 && (
        <CheckChips
          label={words('contacts.toward')}
          name="goals"
          options={goals.map(({ thread, words: own }) => ({
            value: thread,
            label: shortened(own),
            description: own,
          }))}
          value={entry.goals}
          onChange={(chosen) => set({ goals: chosen })}
        />
      )}
    </>
  );
};

/** Behind one fold: most contacts are with the person, alone, and about the case. */
export const MoreFields = ({ entry, onChange, chart, isCorrection = false }: EntryFieldsProps) => {
  const words = useWords();
  const set = (change: Partial<Entry>) => onChange(changed(entry, change));
  const [startsOpen] = useState(
    entry.withWhom !== 'client' || entry.withStaff.length > 0 || entry.travelMinutes !== null || entry.isGroup,
  );
  return (
    <details className={styles.more} open={startsOpen}>
      <summary>{words('contacts.more')}</summary>
      <div className={styles.moreFields}>
        <RadioChips
          label={words('contacts.with')}
          name="withWhom"
          options={contactPartners.map((value) => ({ value, label: words(`contacts.with.${value}`) }))}
          value={entry.withWhom}
          onChange={(withWhom) => set({ withWhom })}
        />
        {entry.withWhom !== 'client' && (
          <TextField
            label={words('contacts.withName')}
            name="withName"
            value={entry.withName}
            maxLength={200}
            onChange={(withName) => set({ withName })}
          />
        )}
        <CoWorkers chosen={entry.withStaff} onChange={(withStaff) => set({ withStaff })} chart={chart} />
        <FieldRow>
          <Select
            label={words('contacts.purpose')}
            name="purpose"
            options={purposes.map((value) => ({ value, label: words(`contacts.purpose.${value}`) }))}
            value={entry.purpose}
            onChange={(purpose) => set({ purpose })}
          />
          <NumberField
            label={words('contacts.travel')}
            name="travelMinutes"
            min={0}
            max={1440}
            step={5}
            value={entry.travelMinutes}
            onChange={(travelMinutes) => set({ travelMinutes })}
          />
        </FieldRow>
        {entry.kind !== 'home-visit' && (
          <TextField
            label={words('contacts.where')}
            name="placeDetail"
            value={entry.placeDetail}
            maxLength={200}
            onChange={(placeDetail) => set({ placeDetail })}
          />
        )}
        {/* A draft kept before there was this choice has none. */}
        {!isCorrection && (
          <SegmentField
            chart={chart}
            of="contact"
            value={entry.segment ?? ''}
            onChange={(segment) => set({ segment })}
          />
        )}
        <Checkbox label={words('contacts.group')} isSelected={entry.isGroup} onChange={(isGroup) => set({ isGroup })} />
      </div>
    </details>
  );
};

/** The care team as chips, anyone else by typing. */
const CoWorkers = ({
  chosen,
  onChange,
  chart,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (staffIds: string[]) => void;
  readonly chart: ChartView;
}) => {
  const words = useWords();
  const colleagues = useColleagues();
  const own = useSession().staff.id;
  const teams = chart.careTeam.filter(({ who }) => who.kind === 'team').map(({ who }) => who.id);
  const near = colleagues
    .filter(({ id }) => id !== own)
    .filter(
      ({ id, teams: theirs }) =>
        chosen.includes(id) ||
        chart.careTeam.some(({ who }) => who.id === id) ||
        theirs.some((team) => teams.includes(team)),
    )
    .slice(0, 12);
  return (
    <>
      {near.length > 0 && (
        <CheckChips
          label={words('contacts.coWorkers')}
          name="withStaff"
          options={near.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={onChange}
        />
      )}
      <ComboBox
        label={words('contacts.coWorker.add')}
        options={colleagues
          .filter(({ id }) => id !== own && !chosen.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        onChange={(id) => id && onChange([...chosen, id])}
      />
    </>
  );
};
