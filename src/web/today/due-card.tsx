import type { TablerIcon } from '@tabler/icons-react';
import IconArrowRight from '@tabler/icons-react/icons/IconArrowRight';
import IconBuildingHospital from '@tabler/icons-react/icons/IconBuildingHospital';
import IconCheckbox from '@tabler/icons-react/icons/IconCheckbox';
import IconClipboardText from '@tabler/icons-react/icons/IconClipboardText';
import IconFlag from '@tabler/icons-react/icons/IconFlag';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconPencil from '@tabler/icons-react/icons/IconPencil';
import IconSignature from '@tabler/icons-react/icons/IconSignature';
import IconUserSearch from '@tabler/icons-react/icons/IconUserSearch';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DueView } from '#contract/today.ts';
import type { DueKind } from '#domain/due/item.ts';
import { readRule } from '#domain/due/wording.ts';
import { useShortcut } from '#web/shell/keyboard.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { CheckChips } from '#web/ui/choices.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './today.module.css';

export const iconOf: Readonly<Record<DueKind, TablerIcon>> = {
  contact: IconHome,
  'in-stay-contact': IconBuildingHospital,
  outreach: IconUserSearch,
  escalation: IconFlag,
  eligibility: IconClipboardText,
  decision: IconFlag,
  assessment: IconClipboardText,
  plan: IconPencil,
  review: IconPencil,
  closing: IconFlag,
  referral: IconArrowRight,
  task: IconCheckbox,
  'unsigned-note': IconSignature,
};

export const toneOf: Readonly<Record<DueView['state'], Tone>> = {
  overdue: 'over',
  due: 'due',
  'not-yet': 'info',
  met: 'ok',
};

/** Unsigned notes are paperwork to finish in one go: they stand in a card of their own. */
export const isNote = ({ kind }: Pick<DueView, 'kind'>) => kind === 'unsigned-note';

type Group = 'contacts' | 'cycle' | 'paper';
const groupOf = (kind: DueKind): Group =>
  ['contact', 'in-stay-contact', 'outreach', 'escalation'].includes(kind)
    ? 'contacts'
    : ['task', 'referral'].includes(kind)
      ? 'paper'
      : 'cycle';

/** Where the one act of a row is done; null for a contact, which is logged on the spot. */
const placeOf = (item: DueView): string | null => {
  const chart = `/clients/${item.client.id}`;
  switch (item.kind) {
    case 'contact':
    case 'in-stay-contact':
    case 'outreach':
      return null;
    case 'assessment':
      return `${chart}/${readRule(item.rule).detail === 'comprehensive' ? 'assessment' : 'instruments'}`;
    case 'plan':
      return `${chart}/plan`;
    case 'review':
      return `${chart}/review`;
    case 'referral':
      return `${chart}/referrals`;
    case 'task':
      return `${chart}/tasks`;
    case 'unsigned-note':
      return `${chart}/contacts`;
    default:
      return `${chart}/cycle`;
  }
};

export const DueRow = ({
  item,
  hidesProgramme = false,
}: {
  readonly item: DueView;
  readonly hidesProgramme?: boolean;
}) => {
  const words = useWords();
  const taskTitle = useTaskTitle();
  const dayText = useDayText();
  const navigate = useNavigate();
  const Icon = iconOf[item.kind];
  const place = placeOf(item);
  return (
    <Row
      leading={<Avatar name={item.client.name} />}
      title={
        <>
          <Link to="/clients/$clientId" params={{ clientId: item.client.id }} className={styles.name}>
            {item.client.name}
          </Link>
          {item.programme && !hidesProgramme && <span className={styles.quiet}>{item.programme.name}</span>}
        </>
      }
      detail={
        <span className={styles.what}>
          <Icon aria-hidden />
          <span>
            {words(item.what.code, item.what.params)}
            {item.about && <> · {taskTitle(item.about)}</>}
            {item.needed > 1 && item.done > 0 && (
              <> · {words('due.progress', { done: item.done, needed: item.needed })}</>
            )}
          </span>
        </span>
      }
      status={
        <span title={words('today.by', { day: dayText(item.dueBy) })}>
          <Tag tone={toneOf[item.state]}>
            {words(item.standing.code, {
              ...item.standing.params,
              ...(typeof item.standing.params.from === 'string' && {
                from: dayText(item.standing.params.from as never, 'short'),
              }),
            })}
          </Tag>
        </span>
      }
      action={
        place === null ? (
          <Button size="small" onClick={() => openLogContact(item.client.id)}>
            {words('today.act.contact')}
          </Button>
        ) : (
          <Button size="small" onClick={() => navigate({ href: place })}>
            {words(`today.act.${item.kind}`)}
          </Button>
        )
      }
    />
  );
};

/** Whose whole day is in one programme need not read its name on every row. */
export const hasOneProgramme = (items: readonly DueView[]) =>
  new Set(items.flatMap(({ programme }) => programme?.id ?? [])).size <= 1;

/** What is due or overdue, in the order in which it is worked. */
export const DueCard = ({ due }: { readonly due: readonly DueView[] }) => {
  const words = useWords();
  const navigate = useNavigate();
  const [groups, setGroups] = useState<Group[]>([]);
  const [isAll, setAll] = useState(false);
  const groupsHere = (['contacts', 'cycle', 'paper'] as const).filter((group) =>
    due.some(({ kind }) => groupOf(kind) === group),
  );
  const wanted = groups.length === 0 ? due : due.filter(({ kind }) => groups.includes(groupOf(kind)));
  const shown = isAll ? wanted : wanted.slice(0, 25);
  const count = (state: DueView['state']) => wanted.filter((item) => item.state === state).length;
  useShortcut('g c', words('today.keys.caseload'), () => navigate({ href: '/caseload' }));
  return (
    <Card
      title={words('today.section.due')}
      padding="none"
      aside={
        <>
          {count('overdue') > 0 && <Tag tone="over">{words('today.tag.overdue', { count: count('overdue') })}</Tag>}
          {count('due') > 0 && <Tag tone="due">{words('today.tag.due', { count: count('due') })}</Tag>}
        </>
      }
      footer={
        wanted.length > shown.length && (
          <Button look="quiet" onClick={() => setAll(true)}>
            {words('today.more', { count: wanted.length - shown.length })}
          </Button>
        )
      }
    >
      {due.length === 0 ? (
        <EmptyState title={words('today.empty.due')}>{words('today.empty.due.why')}</EmptyState>
      ) : (
        <>
          {groupsHere.length > 1 && due.length > 6 && (
            <div className={styles.filter}>
              <CheckChips
                label={words('today.filter')}
                isLabelHidden
                value={groups}
                onChange={setGroups}
                options={groupsHere.map((group) => ({
                  value: group,
                  label: words(`today.group.${group}`, {
                    count: due.filter(({ kind }) => groupOf(kind) === group).length,
                  }),
                }))}
              />
            </div>
          )}
          <RowList label={words('today.section.due')}>
            {shown.map((item) => (
              <DueRow key={item.id} item={item} hidesProgramme={hasOneProgramme(due)} />
            ))}
          </RowList>
        </>
      )}
    </Card>
  );
};
