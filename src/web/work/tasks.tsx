// Promises about this person, each with an owner and a day; the person's legal requests among them, with the term the law sets.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ChangeTaskRequest, TaskList, TaskView } from '#contract/task.ts';
import type { Day } from '#domain/basics/day.ts';
import { isLegalRequest } from '#domain/work/legal-clocks.ts';
import { isClientsRight, type TaskKind } from '#domain/work/tasks.ts';
import { read, send } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { LegalClock, toneOf } from '#web/shell/legal-clock.tsx';
import { useNearDay } from '#web/shell/near-day.tsx';
import { useSend } from '#web/shell/send.ts';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { notify } from '#web/ui/notices.ts';
import { documentOf } from '#web/ui/problem.ts';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import type { TaskDoing } from './task-doing.ts';
import styles from './tasks.module.css';

const TaskForms = lazy(() => import('./task-forms.tsx').then((module) => ({ default: module.TaskForms })));

export const Tasks = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const [state, setState] = useState<'open' | 'done' | 'cancelled'>('open');
  const [doing, setDoing] = useState<TaskDoing | null>(null);
  const query = useQuery(read<TaskList>(`/api/tasks?whose=all&clientId=${chart.client.id}&state=${state}&limit=200`));
  return (
    <>
      {doing && (
        <Suspense>
          <TaskForms chart={chart} doing={doing} onClose={() => setDoing(null)} />
        </Suspense>
      )}
      <div className={styles.top}>
        <Button look="primary" onClick={() => setDoing({ what: 'make' })}>
          {words('tasks.make')}
        </Button>
      </div>
      <Card
        title={words('chart.part.tasks')}
        padding="none"
        actions={
          <Segmented
            label={words('tasks.state')}
            isLabelHidden
            options={(['open', 'done', 'cancelled'] as const).map((value) => ({
              value,
              label: words(`task.state.${value}`),
            }))}
            value={state}
            onChange={setState}
          />
        }
      >
        <Fetched query={query} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words(`tasks.empty.${state}`)}>
                {state === 'open' ? words('tasks.empty.why') : null}
              </EmptyState>
            ) : (
              <ul>
                {items.map((task) => (
                  <TaskRow key={task.id} task={task} today={chart.today} onDo={setDoing} />
                ))}
              </ul>
            )
          }
        </Fetched>
      </Card>
    </>
  );
};

const TaskRow = ({
  task,
  today,
  onDo,
}: {
  readonly task: TaskView;
  readonly today: string;
  readonly onDo: (doing: TaskDoing) => void;
}) => {
  const words = useWords();
  const taskTitle = useTaskTitle();
  const near = useNearDay();
  const queries = useQueryClient();
  const legalKind = isLegalRequest(task.kind) ? task.kind : null;
  const isLegal = legalKind !== null;
  // A right of the person ends with an answer, which is asked for; a plain task is ticked off and can be taken back.
  const needsAnswer = isClientsRight(task.kind as TaskKind);
  const reopen = async () => {
    await send('POST', `/api/tasks/${task.id}`, { change: 'reopen' });
    await queries.invalidateQueries({ queryKey: ['api'] });
  };
  const tick = useSend<TaskView, Omit<Extract<ChangeTaskRequest, { change: 'done' }>, 'taskId'>>(
    'POST',
    `/api/tasks/${task.id}`,
    { onDone: () => notify(words('tasks.done', { title: taskTitle(task.title) }), { undo: () => void reopen() }) },
  );
  const problem = documentOf(tick.problem);
  return (
    <li className={styles.task} data-row>
      <div className={styles.main}>
        <p className={styles.head}>
          <b>{taskTitle(task.title)}</b>
          {task.kind !== 'task' && task.title !== words(`task.kind.${task.kind}`) && (
            <Tag tone={isLegal ? 'info' : 'neutral'}>{words(`task.kind.${task.kind}`)}</Tag>
          )}
          {task.dueBy && task.state === 'open' && (
            <Tag tone={toneOf(task.dueBy as Day, today as Day)}>{near(task.dueBy)}</Tag>
          )}
        </p>
        <p className={styles.facts}>
          {[
            task.ownerName,
            task.requestedOn ? words('tasks.requestedOn', { day: near(task.requestedOn) }) : null,
            task.doneOn
              ? words(`tasks.${task.state === 'cancelled' ? 'cancelledOn' : 'doneOn'}`, { day: near(task.doneOn) })
              : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {legalKind && task.state === 'open' && task.requestedOn && task.dueBy && (
          <div className={styles.clock}>
            <LegalClock
              kind={legalKind}
              from={task.requestedOn}
              to={task.dueBy}
              today={today}
              extension={task.extension}
            />
          </div>
        )}
        {task.note && <p className={styles.note}>{task.note}</p>}
        {task.outcome && <p className={styles.outcome}>{task.outcome}</p>}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem.errors?.map(({ message }) => message).join(' ') ?? problem.title}
          </p>
        )}
      </div>
      {task.state === 'open' && (
        <div className={styles.actions}>
          {isLegal ? (
            <Link
              to="/clients/$clientId/requests"
              params={{ clientId: task.clientId ?? '' }}
              className={buttonClass('secondary', 'small')}
            >
              {words('tasks.answer')}
            </Link>
          ) : (
            <Button
              size="small"
              isBusy={tick.isBusy}
              onClick={() => (needsAnswer ? onDo({ what: 'done', task }) : tick.send({ change: 'done', outcome: '' }))}
            >
              {words(needsAnswer ? 'tasks.answer' : 'tasks.tick')}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => onDo({ what: 'hand', task })}>
            {words('tasks.hand')}
          </Button>
          {isLegal ? (
            task.extension === null && (
              <Button size="small" look="quiet" onClick={() => onDo({ what: 'extend', task })}>
                {words('tasks.extend')}
              </Button>
            )
          ) : (
            <Button size="small" look="quiet" onClick={() => onDo({ what: 'date', task })}>
              {words('tasks.date')}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => onDo({ what: 'cancel', task })}>
            {words('tasks.cancel')}
          </Button>
        </div>
      )}
      {task.state !== 'open' && !(isLegal && task.state === 'done') && (
        <div className={styles.actions}>
          <Button size="small" look="quiet" onClick={() => void reopen()}>
            {words('tasks.reopen')}
          </Button>
        </div>
      )}
    </li>
  );
};
