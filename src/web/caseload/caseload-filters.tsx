import IconBookmark from '@tabler/icons-react/icons/IconBookmark';
import { type ReactNode, useState } from 'react';
import type { CaseloadRow } from '#contract/caseload.ts';
import { stages } from '#domain/cycle/enrolment.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckChips } from '#web/ui/choices.tsx';
import { classNames } from '#web/ui/class-names.ts';
import { Select } from '#web/ui/select.tsx';
import { SearchField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './caseload.module.css';
import type { CaseloadSearch } from './filter.ts';
import { forgetView, savedViews, saveView } from './saved-views.ts';

type Flag = 'overdue' | 'open' | 'review' | 'stay' | 'alerts' | 'unsigned' | 'ended' | 'worker';

const flagsOf = (search: CaseloadSearch): Flag[] => [
  ...(search.due === 'overdue' ? (['overdue'] as const) : search.due === 'open' ? (['open'] as const) : []),
  ...(search.review ? (['review'] as const) : []),
  ...(search.stay ? (['stay'] as const) : []),
  ...(search.alerts ? (['alerts'] as const) : []),
  ...(search.unsigned ? (['unsigned'] as const) : []),
  ...(search.ended ? (['ended'] as const) : []),
  ...(search.group ? (['worker'] as const) : []),
];

const searchOf = (flags: readonly Flag[], before: readonly Flag[]): Partial<CaseloadSearch> => {
  // Overdue is part of open: choosing one lets go of the other.
  const due =
    flags.includes('overdue') && (!before.includes('overdue') || !flags.includes('open'))
      ? 'overdue'
      : flags.includes('open')
        ? 'open'
        : undefined;
  return {
    due,
    review: flags.includes('review') ? 'open' : undefined,
    stay: flags.includes('stay') ? 'now' : undefined,
    alerts: flags.includes('alerts') || undefined,
    unsigned: flags.includes('unsigned') || undefined,
    ended: flags.includes('ended') || undefined,
    group: flags.includes('worker') ? 'worker' : undefined,
  } as Partial<CaseloadSearch>;
};

const distinct = <T extends { readonly id: string; readonly name: string }>(all: readonly (T | null)[]): T[] =>
  [...new Map(all.filter((each) => each !== null).map((each) => [each.id, each])).values()].sort((a, b) =>
    a.name.localeCompare(b.name),
  );

export const CaseloadFilters = ({
  rows,
  search,
  onChange,
  shown,
  act,
  onClear,
}: {
  readonly rows: readonly CaseloadRow[];
  readonly search: CaseloadSearch;
  readonly onChange: (part: Partial<CaseloadSearch>) => void;
  readonly shown: number;
  /** What may be done with all that are shown. */
  readonly act: ReactNode;
  readonly onClear: () => void;
}) => {
  const words = useWords();
  const [views, setViews] = useState(savedViews);
  const flags = flagsOf(search);
  const programmes = distinct(rows.map((row) => row.programme));
  const owners = distinct(rows.map((row) => row.owner));
  const address = new URLSearchParams(
    Object.entries(search)
      .filter((entry): entry is [string, string] => entry[0] !== 'text' && entry[1] !== undefined)
      .map(([key, value]) => [key, String(value)]),
  ).toString();
  return (
    <div className={styles.filters}>
      <div className={classNames(styles.filterRow, styles.chosenFrom)}>
        <div className={styles.search}>
          <SearchField
            label={words('caseload.search')}
            value={search.text ?? ''}
            onChange={(text) => onChange({ text: text || undefined })}
          />
        </div>
        {programmes.length > 1 && (
          <Select
            label={words('caseload.column.programme')}
            isLabelHidden
            value={search.programme ?? ''}
            onChange={(value) => onChange({ programme: (value as string) === 'all' ? undefined : value })}
            placeholder={words('caseload.all-programmes')}
            options={[
              ...(search.programme ? [{ value: 'all', label: words('caseload.all-programmes') }] : []),
              ...programmes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        {owners.length > 1 && (
          <Select
            label={words('caseload.column.owner')}
            isLabelHidden
            value={search.staff ?? search.team ?? ''}
            onChange={(value) => {
              const owner = rows.find((row) => row.owner?.id === value)?.owner;
              onChange({
                staff: owner?.kind === 'staff' ? owner.id : undefined,
                team: owner?.kind === 'team' ? owner.id : undefined,
              });
            }}
            placeholder={words('caseload.all-owners')}
            options={[
              ...(search.staff || search.team ? [{ value: 'all', label: words('caseload.all-owners') }] : []),
              ...owners.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Select
          label={words('caseload.column.cycle')}
          isLabelHidden
          value={search.stage ?? ''}
          onChange={(value) => onChange({ stage: (value as string) === 'all' ? undefined : value })}
          placeholder={words('caseload.all-stages')}
          options={[
            ...(search.stage ? [{ value: 'all', label: words('caseload.all-stages') }] : []),
            ...stages
              .filter((stage) => stage !== 'closed')
              .map((stage) => ({ value: stage as string, label: words(`cycle.stage.${stage}`) })),
          ]}
        />
      </div>
      <div className={styles.flagRow}>
        <CheckChips<Flag>
          label={words('caseload.filters')}
          isLabelHidden
          value={flags}
          onChange={(chosen) => onChange(searchOf(chosen, flags))}
          options={(['overdue', 'open', 'review', 'stay', 'alerts', 'unsigned', 'ended', 'worker'] as const).map(
            (flag) => ({
              value: flag,
              label: words(`caseload.flag.${flag}`),
            }),
          )}
        />
      </div>
      <div className={styles.filterRow}>
        <p className={styles.quiet} role="status">
          {words('caseload.shown', { shown, count: rows.length })}
        </p>
        {act}
        {(address !== '' || search.text) && (
          <>
            <Button look="quiet" size="small" onClick={onClear}>
              {words('caseload.clear')}
            </Button>
            {address !== '' && !views.some((view) => view.address === address) && (
              <Button
                look="quiet"
                size="small"
                icon={IconBookmark}
                onClick={() => setViews(saveView(address, viewName(flags, search, words)))}
              >
                {words('caseload.save-view')}
              </Button>
            )}
          </>
        )}
        {views.map((view) => (
          <span key={view.address} className={styles.view}>
            <a href={`/caseload?${view.address}`} aria-current={view.address === address ? 'page' : undefined}>
              {view.name}
            </a>
            {view.address === address && (
              <Button look="quiet" size="small" onClick={() => setViews(forgetView(view.address))}>
                {words('caseload.forget-view')}
              </Button>
            )}
          </span>
        ))}
      </div>
    </div>
  );
};

const viewName = (flags: readonly Flag[], search: CaseloadSearch, words: ReturnType<typeof useWords>): string =>
  [...flags.map((flag) => words(`caseload.flag.${flag}`)), search.stage && words(`cycle.stage.${search.stage}`)]
    .filter(Boolean)
    .join(' · ') || words('caseload.view');
