import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ContactList as Contacts, ContactView } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import { outcomes } from '#domain/contacts/contact.ts';
import { contactModes } from '#domain/models/definition.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useColleagues } from '#web/shell/owner-field.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Pager } from '#web/ui/data-table.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ContactEntry } from './contact-entry.tsx';
import styles from './contact-list.module.css';
import type { Doing } from './doing.ts';

type Filters = {
  readonly outcome: string;
  readonly mode: string;
  readonly staffId: string;
  readonly goal: string;
  readonly from: Day | null;
  readonly to: Day | null;
};
const none: Filters = { outcome: '', mode: '', staffId: '', goal: '', from: null, to: null };
const pageSize = 25;

export const ContactList = ({ chart, onDo }: { readonly chart: ChartView; readonly onDo: (doing: Doing) => void }) => {
  const words = useWords();
  const [filters, setFilters] = useState(none);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const chosen = Object.entries(filters).filter(([, value]) => value) as [string, string][];
  const cursor = cursors.at(-1);
  const search = new URLSearchParams([...chosen, ['limit', String(pageSize)], ...(cursor ? [['cursor', cursor]] : [])]);
  const query = useQuery({
    ...read<Contacts>(`/api/clients/${chart.client.id}/contacts?${search}`),
    placeholderData: (before) => before,
  });
  const filter = (change: Partial<Filters>) => {
    setFilters({ ...filters, ...change });
    setCursors([]);
  };
  return (
    <Card
      title={words('contacts.list.contacts')}
      aside={query.data && words('contacts.count', { count: query.data.total })}
      padding="none"
    >
      <FilterFields filters={filters} onChange={filter} chart={chart} isAny={chosen.length > 0} />
      <Fetched query={query} lines={8}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            chosen.length > 0 ? (
              <EmptyState
                title={words('contacts.empty.filtered')}
                action={<Button onClick={() => filter(none)}>{words('contacts.filter.clear')}</Button>}
              />
            ) : (
              <EmptyState
                title={words('contacts.empty')}
                action={<Button onClick={() => openLogContact(chart.client.id)}>{words('shell.logContact')}</Button>}
              >
                {words('contacts.empty.why')}
              </EmptyState>
            )
          ) : (
            <>
              <ol className={styles.entries}>
                {items.map((contact: ContactView) => (
                  <ContactEntry key={contact.id} contact={contact} chart={chart} onDo={onDo} />
                ))}
              </ol>
              {(next || cursors.length > 0) && (
                <Pager
                  shown={items.length}
                  total={total}
                  hasNext={next !== null}
                  hasPrevious={cursors.length > 0}
                  onNext={() => next && setCursors([...cursors, next])}
                  onPrevious={() => setCursors(cursors.slice(0, -1))}
                />
              )}
            </>
          )
        }
      </Fetched>
    </Card>
  );
};

const FilterFields = ({
  filters,
  onChange,
  chart,
  isAny,
}: {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
  readonly chart: ChartView;
  readonly isAny: boolean;
}) => {
  const words = useWords();
  const today = useToday();
  const colleagues = useColleagues();
  const all = { value: '', label: words('contacts.filter.all') };
  const teams = chart.careTeam.map(({ who }) => who.id);
  const near = colleagues.filter(
    ({ id, teams: theirs }) => teams.includes(id) || theirs.some((team) => teams.includes(team)),
  );
  return (
    <details className={styles.filters} open={isAny || undefined}>
      <summary>{words('contacts.filter')}</summary>
      <div className={styles.filterFields}>
        <Select
          label={words('contacts.filter.outcome')}
          options={[all, ...outcomes.map((value) => ({ value, label: words(`contacts.outcome.${value}`) }))]}
          value={filters.outcome}
          onChange={(outcome) => onChange({ outcome })}
        />
        <Select
          label={words('contacts.filter.mode')}
          options={[all, ...contactModes.map((value) => ({ value, label: words(`contacts.mode.${value}`) }))]}
          value={filters.mode}
          onChange={(mode) => onChange({ mode })}
        />
        {near.length > 0 && (
          <Select
            label={words('contacts.filter.staff')}
            options={[all, ...near.map(({ id, name }) => ({ value: id, label: name }))]}
            value={filters.staffId}
            onChange={(staffId) => onChange({ staffId })}
          />
        )}
        {chart.goals && chart.goals.length > 0 && (
          <Select
            label={words('contacts.filter.goal')}
            options={[all, ...chart.goals.map(({ thread, words: own }) => ({ value: thread, label: own }))]}
            value={filters.goal}
            onChange={(goal) => onChange({ goal })}
          />
        )}
        <DayField
          label={words('contacts.filter.from')}
          value={filters.from}
          max={today}
          onChange={(from) => onChange({ from })}
        />
        <DayField
          label={words('contacts.filter.to')}
          value={filters.to}
          max={today}
          onChange={(to) => onChange({ to })}
        />
      </div>
      {isAny && (
        <Button size="small" look="quiet" onClick={() => onChange(none)}>
          {words('contacts.filter.clear')}
        </Button>
      )}
    </details>
  );
};
