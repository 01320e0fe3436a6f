import IconBed from '@tabler/icons-react/icons/IconBed';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { TodayView } from '#contract/today.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { DueRow, hasOneProgramme, toneOf } from './due-card.tsx';
import styles from './today.module.css';

const ClientLink = ({ client }: { readonly client: { readonly id: string; readonly name: string } }) => (
  <Link to="/clients/$clientId" params={{ clientId: client.id }} className={styles.name}>
    {client.name}
  </Link>
);

/** The first of a list, and the way to the rest: what a card counts can always be seen. */
const useFirst = <Item,>(items: readonly Item[], most: number) => {
  const words = useWords();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? items : items.slice(0, most);
  const left = items.length - shown.length;
  const footer = left > 0 && (
    <Button look="quiet" onClick={() => setAll(true)}>
      {words('today.more', { count: left })}
    </Button>
  );
  return { shown, footer };
};

/** What begins within a week: on a quiet day it is what there is to prepare. */
export const SoonCard = ({ soon, isQuiet }: { readonly soon: TodayView['soon']; readonly isQuiet: boolean }) => {
  const words = useWords();
  const inOrder = soon.toSorted((a, b) => (a.dueFrom < b.dueFrom ? -1 : a.dueFrom > b.dueFrom ? 1 : 0));
  const { shown, footer } = useFirst(inOrder, isQuiet ? 20 : 8);
  if (soon.length === 0) return null;
  return (
    <Card
      title={words('today.section.soon')}
      aside={words('today.soon.count', { count: soon.length })}
      padding="none"
      footer={footer}
    >
      <RowList label={words('today.section.soon')}>
        {shown.map((item) => (
          <DueRow key={item.id} item={item} hidesProgramme={hasOneProgramme(soon)} />
        ))}
      </RowList>
    </Card>
  );
};

/** In hospital or jail now: reaching in is the job. Home within thirty days: the days that count. */
export const StaysCard = ({ stays }: { readonly stays: TodayView['stays'] }) => {
  const words = useWords();
  const dayText = useDayText();
  if (stays.length === 0) return null;
  const inside = stays.filter(({ to }) => to === null);
  const home = stays.filter(({ to }) => to !== null);
  return (
    <Card
      title={
        <span className={styles.titled}>
          <IconBed aria-hidden />
          {words('today.section.stays')}
        </span>
      }
      tone={inside.length > 0 ? 'alert' : 'plain'}
      padding="none"
    >
      <RowList label={words('today.section.stays')}>
        {[...inside, ...home].map((stay) => (
          <Row
            key={`${stay.client.id}-${stay.from}`}
            title={<ClientLink client={stay.client} />}
            detail={
              <>
                {stay.to === null
                  ? words('today.stay.since', {
                      setting: words(`today.stay.setting.${stay.setting}`),
                      from: dayText(stay.from),
                    })
                  : words('today.stay.discharged', { days: stay.daysSinceDischarge ?? 0 })}
                {stay.place && <> · {stay.place}</>}
              </>
            }
            status={
              stay.daysSinceDischarge !== null &&
              stay.daysSinceDischarge <= 7 && (
                <Tag tone="due">{words('today.stay.week', { days: 7 - stay.daysSinceDischarge })}</Tag>
              )
            }
            action={
              <Button size="small" onClick={() => openLogContact(stay.client.id)}>
                {words('today.act.contact')}
              </Button>
            }
          />
        ))}
      </RowList>
    </Card>
  );
};

export const WaitingCard = ({ waiting }: { readonly waiting: TodayView['waiting'] }) => {
  const words = useWords();
  const dayText = useDayText();
  const { shown, footer } = useFirst(waiting, 8);
  if (waiting.length === 0) return null;
  return (
    <Card title={words('today.section.waiting')} aside={String(waiting.length)} padding="none" footer={footer}>
      <RowList label={words('today.section.waiting')}>
        {shown.map((referral) => (
          <Row
            key={referral.id}
            title={
              <Link
                to="/clients/$clientId/$tab"
                params={{ clientId: referral.client.id, tab: 'referrals' }}
                className={styles.name}
              >
                {referral.organization}
              </Link>
            }
            detail={
              <>
                {referral.client.name}
                {referral.daysWaiting !== null && <> · {words('today.waiting.days', { days: referral.daysWaiting })}</>}
              </>
            }
            status={
              referral.nextOn && (
                <Tag tone="info">{words('today.waiting.next', { day: dayText(referral.nextOn, 'short') })}</Tag>
              )
            }
          />
        ))}
      </RowList>
    </Card>
  );
};

export const TasksCard = ({ tasks }: { readonly tasks: TodayView['tasks'] }) => {
  const words = useWords();
  const taskTitle = useTaskTitle();
  const dayText = useDayText();
  const { shown, footer } = useFirst(tasks, 8);
  if (tasks.length === 0) return null;
  return (
    <Card title={words('today.section.tasks')} aside={String(tasks.length)} padding="none" footer={footer}>
      <RowList label={words('today.section.tasks')}>
        {shown.map((task) => (
          <Row
            key={task.id}
            title={
              task.client ? (
                <Link
                  to="/clients/$clientId/$tab"
                  params={{ clientId: task.client.id, tab: 'tasks' }}
                  className={styles.name}
                >
                  {taskTitle(task.title)}
                </Link>
              ) : (
                taskTitle(task.title)
              )
            }
            detail={task.client?.name}
            status={task.dueBy && <Tag tone={toneOf[task.state ?? 'not-yet']}>{dayText(task.dueBy, 'short')}</Tag>}
          />
        ))}
      </RowList>
    </Card>
  );
};

/** Notes by client, the oldest first: signed where they were written. */
const notesByClient = (notes: TodayView['due']) =>
  [...Map.groupBy(notes, ({ client }) => client.id).values()].sort((a, b) =>
    (a[0]?.dueBy ?? '') < (b[0]?.dueBy ?? '') ? -1 : 1,
  );

/** Begun and not finished: notes to sign, and what one was writing, on this or another device. */
export const FinishCard = ({
  notes,
  drafts,
}: {
  readonly notes: TodayView['due'];
  readonly drafts: TodayView['drafts'];
}) => {
  const words = useWords();
  const intl = useIntl();
  const { shown, footer } = useFirst(notesByClient(notes), 4);
  if (notes.length === 0 && drafts.length === 0) return null;
  return (
    <Card
      title={words('today.section.finish')}
      aside={notes.length > 0 && words('today.count.unsigned-notes', { count: notes.length })}
      padding="none"
      footer={footer}
    >
      <RowList label={words('today.section.finish')}>
        {shown.map((ofClient) => {
          const [first] = ofClient;
          if (!first) return null;
          const late = ofClient.some(({ state }) => state === 'overdue');
          return (
            <Row
              key={first.client.id}
              title={
                <Link
                  to="/clients/$clientId/$tab"
                  params={{ clientId: first.client.id, tab: 'contacts' }}
                  className={styles.name}
                >
                  {first.client.name}
                </Link>
              }
              detail={words('today.count.unsigned-notes', { count: ofClient.length })}
              status={<Tag tone={late ? 'over' : 'due'}>{words(first.standing.code, first.standing.params)}</Tag>}
            />
          );
        })}
        {drafts.slice(0, 6).map((draft) => (
          <Row
            key={draft.key}
            title={draft.client ? <ClientLink client={draft.client} /> : words('today.draft.other')}
            detail={words('today.draft.at', {
              at: intl.formatDate(draft.updatedAt, { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
            })}
          />
        ))}
      </RowList>
    </Card>
  );
};

/** For a lead: how much is overdue with whom; the number opens exactly those rows. */
export const OverdueByCard = ({ overdueBy }: { readonly overdueBy: TodayView['overdueBy'] }) => {
  const words = useWords();
  if (overdueBy.length === 0) return null;
  return (
    <Card title={words('today.overdue-by')} padding="none">
      <RowList label={words('today.overdue-by')}>
        {overdueBy.map(({ owner, figure }) => (
          <Row
            key={owner.id}
            title={
              <Link
                to="/caseload"
                search={{ due: 'overdue', [owner.kind === 'team' ? 'team' : 'staff']: owner.id } as never}
                className={styles.name}
              >
                {owner.name}
              </Link>
            }
            status={
              figure.value > 0 ? (
                <Tag tone="over">{words('today.tag.overdue', { count: figure.value })}</Tag>
              ) : (
                <Tag tone="ok">{words('today.tag.none')}</Tag>
              )
            }
          />
        ))}
      </RowList>
    </Card>
  );
};
