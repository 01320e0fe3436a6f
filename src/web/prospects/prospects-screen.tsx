// Everyone referred and not enrolled yet: how urgent, how long, and the one next step for each.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ProspectList, ProspectView } from '#contract/enrolment.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { openLogContact } from '#web/shell/log-contact.ts';
import { tellCount } from '#web/shell/nav-count.ts';
import { NearDay, useNearDay } from '#web/shell/near-day.tsx';
import { useArrangement } from '#web/shell/owner-field.tsx';
import { Screen } from '#web/shell/screen.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { Select } from '#web/ui/select.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { type ProspectSearch, prospectSorts, prospectStates, prospectsPath } from './filter.ts';
import { nextStepOf } from './next-step.ts';
import styles from './prospects.module.css';

const ProspectDrawer = lazy(() =>
  import('./prospect-drawer.tsx').then((module) => ({ default: module.ProspectDrawer })),
);

const priorityTone: Record<string, Tone> = { urgent: 'over', high: 'due', routine: 'neutral' };

export const ProspectsScreen = () => {
  const words = useWords();
  const queries = useQueryClient();
  const search = useSearch({ from: '/signed-in/prospects' });
  const navigate = useNavigate({ from: '/prospects' });
  const list = useQuery(read<ProspectList>(prospectsPath(search)));
  const [openId, setOpenId] = useState<string | null>(null);
  const isFiltered = Boolean(search.state || search.programme || search.whose);
  useEffect(() => {
    if (list.data && !isFiltered) tellCount(queries, 'prospects', list.data.total);
  }, [list.data, isFiltered, queries]);
  const set = (next: ProspectSearch) => navigate({ search: { ...search, ...next }, replace: true });
  const opened = list.data?.items.find(({ enrolmentId }) => enrolmentId === openId);
  return (
    <Screen title={words('prospects.title')} lede={list.data && words('prospects.lede', { count: list.data.total })}>
      <Filters search={search} onChange={set} />
      <Card padding="none">
        <Fetched query={list} lines={8}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title={words(isFiltered ? 'prospects.empty.filtered' : 'prospects.empty')}
                action={
                  isFiltered && (
                    <Button onClick={() => navigate({ search: {} })}>{words('prospects.empty.clear')}</Button>
                  )
                }
              >
                {words('prospects.empty.why')}
              </EmptyState>
            ) : (
              <RowList label={words('prospects.title')}>
                {items.map((prospect) => (
                  <Prospect
                    key={prospect.enrolmentId}
                    prospect={prospect}
                    onOpen={() => setOpenId(prospect.enrolmentId)}
                  />
                ))}
              </RowList>
            )
          }
        </Fetched>
      </Card>
      {opened && (
        <Suspense>
          <ProspectDrawer prospect={opened} onClose={() => setOpenId(null)} />
        </Suspense>
      )}
    </Screen>
  );
};

const Filters = ({
  search,
  onChange,
}: {
  readonly search: ProspectSearch;
  readonly onChange: (next: ProspectSearch) => void;
}) => {
  const words = useWords();
  const { data: agency } = useArrangement();
  const programmes = (agency?.programmes ?? []).filter(({ closedOn }) => closedOn === null);
  return (
    <div className={styles.filters}>
      <Segmented
        label={words('prospects.state')}
        isLabelHidden
        options={(['all', ...prospectStates] as const).map((state) => ({
          value: state,
          label: words(`prospects.state.${state}`),
        }))}
        value={search.state ?? 'all'}
        onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
      />
      <Segmented
        label={words('prospects.whose')}
        isLabelHidden
        options={(['all', 'mine'] as const).map((whose) => ({
          value: whose,
          label: words(`prospects.whose.${whose}`),
        }))}
        value={search.whose ?? 'all'}
        onChange={(whose) => onChange({ whose: whose === 'all' ? undefined : whose })}
      />
      {programmes.length > 1 && (
        <Select
          label={words('prospects.programme')}
          isLabelHidden
          value={search.programme ?? 'all'}
          onChange={(programme) => onChange({ programme: programme === 'all' ? undefined : programme })}
          options={[
            { value: 'all', label: words('prospects.programme.all') },
            ...programmes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Select
        label={words('prospects.sort')}
        isLabelHidden
        value={search.sort ?? 'priority'}
        onChange={(sort) => onChange({ sort: sort === 'priority' ? undefined : sort })}
        options={prospectSorts.map((sort) => ({ value: sort, label: words(`prospects.sort.${sort}`) }))}
      />
    </div>
  );
};

const Prospect = ({ prospect, onOpen }: { readonly prospect: ProspectView; readonly onOpen: () => void }) => {
  const words = useWords();
  const near = useNearDay();
  const step = nextStepOf(prospect);
  return (
    <Row
      leading={<Avatar name={prospect.name} />}
      title={
        <Link to="/clients/$clientId" params={{ clientId: prospect.clientId }}>
          {prospect.name}
        </Link>
      }
      detail={
        <span className={styles.detail}>
          <span>
            {prospect.referralSource
              ? words('prospects.from', { source: prospect.referralSource, day: near(prospect.referredOn) })
              : words('prospects.referred', { day: near(prospect.referredOn) })}
          </span>
          <span>{prospect.programme.name}</span>
          <span>
            {prospect.reached
              ? words('enrolment.days-to-engage', { days: prospect.daysToEngage })
              : words('enrolment.days-not-engaged', { days: prospect.daysToEngage })}
          </span>
          {!prospect.reached && (
            <span>
              {words('prospects.attempts', { count: prospect.attempts })}
              {prospect.lastAttemptOn && (
                <>
                  , <NearDay day={prospect.lastAttemptOn} />
                </>
              )}
            </span>
          )}
          <span>
            {prospect.ownerName
              ? words('prospects.owner', { name: prospect.ownerName })
              : words('prospects.owner.none')}
          </span>
        </span>
      }
      status={
        <span className={styles.tags}>
          {prospect.daysWaiting !== null && (
            <Tag tone="info">{words('prospects.waiting', { days: prospect.daysWaiting })}</Tag>
          )}
          {prospect.priority && (
            <Tag tone={priorityTone[prospect.priority] ?? 'neutral'}>
              {words(`enrolment.priority.${prospect.priority}`)}
            </Tag>
          )}
        </span>
      }
      action={
        <span className={styles.actions}>
          <Button size="small" onClick={() => (step === 'reach' ? openLogContact(prospect.clientId) : onOpen())}>
            {words(`prospects.step.${step}`)}
          </Button>
          {step === 'reach' && (
            <Button
              size="small"
              look="quiet"
              aria-label={words('prospects.more', { name: prospect.name })}
              onClick={onOpen}
            >
              …
            </Button>
          )}
        </span>
      }
    />
  );
};
