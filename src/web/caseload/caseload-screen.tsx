import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import IconUserPlus from '@tabler/icons-react/icons/IconUserPlus';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CaseloadListing, CaseloadRow } from '#contract/caseload.ts';
import { careRoles } from '#domain/access/actor.ts';
import { mostSheets } from '#domain/sheets/most.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { openLogContact } from '#web/shell/log-contact.ts';
import { tellCount } from '#web/shell/nav-count.ts';
import { openPrintSheets } from '#web/shell/print-sheets.ts';
import { Screen } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './caseload.module.css';
import { CaseloadFilters } from './caseload-filters.tsx';
import { type CaseloadSearch, filterRows, foldedNames, nextDue, sortRows } from './filter.ts';
import { typedName } from './typed-name.ts';

const rowsAtOnce = 100;

/** Everyone one answers for: filtered at once, every view an address. */
export const CaseloadScreen = () => {
  const words = useWords();
  const queries = useQueryClient();
  const search = useSearch({ from: '/signed-in/caseload' });
  const query = useQuery(
    read<CaseloadListing>(
      `/api/caseload?limit=10000${search.ended ? '&state=enrolled,waitlisted,prospect,ended' : ''}`,
    ),
  );
  const total = query.data?.total;
  useEffect(() => {
    if (total !== undefined && !search.ended) tellCount(queries, 'caseload', total);
  }, [total, search.ended, queries]);
  return (
    <Screen
      title={words('caseload.title')}
      lede={total !== undefined && words('caseload.lede', { count: total })}
      width="wide"
      actions={
        <Link to="/clients/new" className={buttonClass()}>
          <IconUserPlus aria-hidden />
          {words('caseload.new-client')}
        </Link>
      }
    >
      <Fetched query={query} lines={12}>
        {({ items }) => <Caseload rows={items} search={search} />}
      </Fetched>
    </Screen>
  );
};

const Caseload = ({
  rows,
  search: inAddress,
}: {
  readonly rows: readonly CaseloadRow[];
  readonly search: CaseloadSearch;
}) => {
  const words = useWords();
  const navigate = useNavigate();
  const text = typedName.use();
  const search = useMemo(() => ({ ...inAddress, text: text || undefined }), [inAddress, text]);
  const [most, setMost] = useState(rowsAtOnce);
  const names = useMemo(() => foldedNames(rows), [rows]);
  // Typing stays light: the list follows a moment later.
  const wanted = useDeferredValue(search);
  const sort = wanted.sort ?? 'next-due';
  const shown = useMemo(() => sortRows(filterRows(rows, wanted, names), sort), [rows, wanted, names, sort]);
  const change = (part: Partial<CaseloadSearch>) => {
    setMost(rowsAtOnce);
    const { text: typed, ...rest } = part;
    if ('text' in part) typedName.set(typed ?? '');
    if (Object.keys(rest).length > 0) navigate({ to: '/caseload', search: { ...inAddress, ...rest }, replace: true });
  };
  const clear = () => {
    typedName.set('');
    navigate({ to: '/caseload', search: {} });
  };
  const columns = useColumns(rows);
  const table = (items: readonly CaseloadRow[], caption: string) => (
    <DataTable
      caption={caption}
      columns={columns}
      items={items}
      itemKey={(row) => row.id}
      sort={{ key: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'descending' : 'ascending' }}
      onSort={({ key, direction }) => change({ sort: direction === 'descending' ? `-${key}` : key })}
    />
  );
  const visible = shown.slice(0, most);
  const groups =
    search.group === 'worker' ? Map.groupBy(visible, (row) => row.owner?.name ?? words('caseload.nobody')) : null;
  return (
    <div className={styles.stack}>
      <CaseloadFilters
        rows={rows}
        search={search}
        onChange={change}
        shown={shown.length}
        act={shown.length > 0 && <PrintShown rows={shown} />}
        onClear={clear}
      />
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            title={words(rows.length === 0 ? 'caseload.empty' : 'caseload.none')}
            action={rows.length > 0 && <Button onClick={clear}>{words('caseload.clear')}</Button>}
          >
            {words(rows.length === 0 ? 'caseload.empty.why' : 'caseload.none.why')}
          </EmptyState>
        </Card>
      ) : groups ? (
        [...groups].map(([name, items]) => (
          <Card key={name} title={name} aside={words('caseload.count', { count: items.length })} padding="none">
            {table(items, words('caseload.of', { name }))}
          </Card>
        ))
      ) : (
        <Card padding="none">{table(visible, words('caseload.title'))}</Card>
      )}
      {shown.length > most && (
        <p className={styles.more}>
          <Button onClick={() => setMost(most + rowsAtOnce)}>
            {words('caseload.more', { shown: visible.length, count: shown.length })}
          </Button>
        </p>
      )}
    </div>
  );
};

/** One scan sheet for each person the list shows: a clinic day is a filter. */
const PrintShown = ({ rows }: { readonly rows: readonly CaseloadRow[] }) => {
  const words = useWords();
  const { staff } = useSession();
  const clientIds = [...new Set(rows.map(({ clientId }) => clientId))];
  // An evaluator sees rows and asks nobody anything.
  if (!careRoles.some((role) => staff.roles.includes(role))) return null;
  return (
    <Button
      size="small"
      look="quiet"
      icon={IconPrinter}
      whyNot={clientIds.length > mostSheets ? words('caseload.print-sheets.too-many', { most: mostSheets }) : undefined}
      onClick={() => openPrintSheets({ clientIds })}
    >
      {words('caseload.print-sheets', { count: clientIds.length })}
    </Button>
  );
};

const useColumns = (rows: readonly CaseloadRow[]): readonly Column<CaseloadRow>[] => {
  const words = useWords();
  const dayText = useDayText();
  // A column that says the same on every row only takes room.
  const isMixed = new Set(rows.map((row) => `${row.programme?.id} ${row.owner?.id}`)).size > 1;
  const columns: (Column<CaseloadRow> | null)[] = [
    {
      key: 'name',
      header: words('caseload.column.name'),
      isSortable: true,
      cell: (row) => (
        <span className={styles.who}>
          <Link to="/clients/$clientId" params={{ clientId: row.clientId }} className={styles.name}>
            {row.name}
          </Link>
          <small>
            {[row.pronouns, row.age === null ? null : words('caseload.age', { age: row.age })]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </span>
      ),
    },
    {
      key: 'next-due',
      header: words('caseload.column.due'),
      isSortable: true,
      cell: (row) => {
        const first = nextDue(row);
        if (!first) return <span className={styles.quiet}>{words('caseload.due.none')}</span>;
        const tone = first.state === 'overdue' ? 'over' : first.state === 'due' ? 'due' : 'info';
        return (
          <span className={styles.due}>
            <Tag tone={tone}>
              {words(`caseload.due.${first.state}`, {
                day: dayText(first.dueBy, 'short'),
                from: dayText(first.dueFrom, 'short'),
              })}
            </Tag>
            <small>
              {words(`due.kind.${first.kind}`)}
              {row.overdue > 1 && <> · {words('caseload.due.overdue-more', { count: row.overdue })}</>}
            </small>
          </span>
        );
      },
    },
    {
      key: 'last-contact',
      header: words('caseload.column.contact'),
      isSortable: true,
      cell: (row) =>
        row.lastContactOn === null ? (
          <span className={styles.quiet}>{words('caseload.contact.none')}</span>
        ) : (
          <span title={dayText(row.lastContactOn)}>
            {words('caseload.contact.ago', { days: row.daysSinceContact ?? 0 })}
          </span>
        ),
    },
    {
      key: 'stage',
      header: words('caseload.column.cycle'),
      isSortable: true,
      cell: (row) =>
        row.cycle ? (
          <span className={styles.due}>
            <span>{words(`cycle.stage.${row.cycle.stage}`)}</span>
            <small>
              {row.state === 'enrolled'
                ? words('caseload.cycle', { number: row.cycle.number })
                : words(`caseload.state.${row.state}`)}
            </small>
          </span>
        ) : (
          <span className={styles.quiet}>{words(`caseload.state.${row.state}`)}</span>
        ),
    },
    isMixed
      ? {
          key: 'programme',
          header: words('caseload.column.programme'),
          isSortable: true,
          cell: (row) => (
            <span className={styles.due}>
              <span>{row.programme?.name ?? words('caseload.programme.none')}</span>
              <small>{row.owner?.name}</small>
            </span>
          ),
        }
      : null,
    {
      key: 'review',
      header: words('caseload.column.review'),
      isSortable: true,
      cell: (row) => {
        const review = row.due.find(({ kind }) => kind === 'review');
        if (review?.state === 'overdue' || review?.state === 'due')
          return <Tag tone={review.state === 'overdue' ? 'over' : 'due'}>{dayText(review.dueBy, 'short')}</Tag>;
        return row.reviewDueBy ? dayText(row.reviewDueBy, 'short') : <span className={styles.quiet}>–</span>;
      },
    },
    {
      key: 'flags',
      header: words('caseload.column.flags'),
      cell: (row) =>
        !row.stay && row.alerts === 0 && row.unsignedNotes === 0 ? null : (
          <span className={styles.flags}>
            {row.stay && <Tag tone="over">{words(`today.stay.setting.${row.stay.setting}`)}</Tag>}
            {row.alerts > 0 && <Tag tone="due">{words('caseload.alerts', { count: row.alerts })}</Tag>}
            {row.unsignedNotes > 0 && (
              <Tag tone="neutral">{words('caseload.unsigned', { count: row.unsignedNotes })}</Tag>
            )}
          </span>
        ),
    },
    {
      key: 'act',
      header: words('caseload.column.act'),
      cell: (row) => (
        <Button size="small" onClick={() => openLogContact(row.clientId)}>
          {words('today.act.contact')}
        </Button>
      ),
    },
  ];
  return columns.filter((column) => column !== null);
};
