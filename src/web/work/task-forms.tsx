import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Owner } from '#domain/people/owner.ts';
import { isClientsRight, type TaskKind, whyNotCancel } from '#domain/work/tasks.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { SegmentField } from '#web/shell/segment-field.tsx';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { useSession } from '#web/shell/session.ts';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Checkbox } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { TaskDoing } from './task-doing.ts';

type Fields = {
  readonly title: string;
  readonly note: string;
  readonly day: Day | null;
  readonly owner: Owner | null;
  readonly text: string;
  readonly segment: string;
  readonly takenBack: boolean;
};

/** What each thing done to a task sends. */
const bodyOf = (doing: TaskDoing, fields: Fields): Record<string, unknown> => {
  const { title, note, day, owner, text, segment, takenBack } = fields;
  switch (doing.what) {
    case 'make':
      return { title, note: note.trim() || null, dueBy: day, ...(owner && { owner }), ...(segment && { segment }) };
    case 'done':
      return { change: 'done', on: day ?? undefined, outcome: text };
    case 'cancel':
      return { change: 'cancel', reason: text, takenBackByClient: takenBack };
    case 'hand':
      return { change: 'hand', owner };
    case 'date':
      return { change: 'date', dueBy: day };
    case 'extend':
      return { change: 'extend', reason: text };
  }
};

export const TaskForms = ({
  chart,
  doing,
  onClose,
}: {
  readonly chart: ChartView;
  readonly doing: TaskDoing;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const taskTitle = useTaskTitle();
  const today = useToday();
  const { staff } = useSession();
  const task = 'task' in doing ? doing.task : null;
  const isNew = task === null;
  const [fields, setFields] = useState<Fields>({
    title: '',
    note: '',
    day: doing.what === 'date' ? ((task?.dueBy ?? null) as Day | null) : isNew ? null : today,
    owner: doing.what === 'hand' ? null : { kind: 'staff', id: staff.id },
    text: '',
    segment: '',
    takenBack: false,
  });
  const fieldErrors = useFieldErrors();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const clientId = chart.client.id;
  const path = task ? `/api/tasks/${task.id}` : `/api/clients/${clientId}/tasks`;
  const body = () => {
    const found = {
      ...(doing.what === 'make' && !fields.title.trim() && { title: words('refusal.task-without-title') }),
      ...(doing.what === 'cancel' &&
        fieldErrors(
          whyNotCancel(
            { kind: doing.task.kind as TaskKind, state: 'open', doneOn: null },
            { reason: fields.text, takenBackByClient: fields.takenBack },
          ),
          'reason',
        )),
      ...((doing.what === 'hand' || isNew) && !fields.owner && { owner: words('registration.error.owner') }),
    } as Record<string, string>;
    setErrors(found);
    return Object.keys(found).length > 0 ? null : bodyOf(doing, fields);
  };
  return (
    <DrawerForm
      title={
        task ? `${words(`tasks.form.${doing.what}`)}: ${taskTitle(task.title)}` : words(`tasks.form.${doing.what}`)
      }
      about={words('cycle-page.form.about', { name: chart.client.name })}
      shape={isNew ? 'drawer' : 'centre'}
      path={path}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('tasks.saved')}
      onClose={onClose}
    >
      {doing.what === 'make' && (
        <TextField
          label={words('tasks.title')}
          name="title"
          isRequired
          autoFocus
          maxLength={300}
          value={fields.title}
          onChange={(title) => set({ title })}
        />
      )}
      {(isNew || doing.what === 'date' || doing.what === 'done') && (
        <DayField
          label={words(doing.what === 'done' ? 'tasks.answeredOn' : 'tasks.dueBy')}
          name={doing.what === 'done' ? 'on' : 'dueBy'}
          {...(doing.what === 'done' ? { max: today } : { min: today })}
          value={fields.day}
          onChange={(day) => set({ day })}
        />
      )}
      {(isNew || doing.what === 'hand') && (
        <OwnerField
          label={words('tasks.owner')}
          name="owner"
          isRequired
          value={fields.owner}
          onChange={(owner) => set({ owner })}
        />
      )}
      {isNew && (
        <TextArea
          label={words('contacts.note')}
          name="note"
          rows={3}
          maxLength={5000}
          value={fields.note}
          onChange={(note) => set({ note })}
        />
      )}
      {isNew && (
        <SegmentField chart={chart} of="other" value={fields.segment} onChange={(segment) => set({ segment })} />
      )}
      {(doing.what === 'done' || doing.what === 'cancel' || doing.what === 'extend') && (
        <TextArea
          label={words(`tasks.text.${doing.what}`)}
          name={doing.what === 'done' ? 'outcome' : 'reason'}
          isRequired
          rows={3}
          value={fields.text}
          onChange={(text) => set({ text })}
        />
      )}
      {doing.what === 'cancel' && isClientsRight(doing.task.kind as TaskKind) && (
        <Checkbox
          name="takenBackByClient"
          label={words('tasks.takenBack')}
          isSelected={fields.takenBack}
          onChange={(takenBack) => set({ takenBack })}
        />
      )}
    </DrawerForm>
  );
};
