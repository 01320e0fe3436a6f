// What the privacy officer looks at: broken glass to answer for, looks that want explaining, and who breaks the glass how often.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { StaffDirectory } from '#contract/administration.ts';
import type { PrivacyView } from '#contract/privacy.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import type { PrivacySearch } from './filter.ts';
import { FindingsCard } from './findings-card.tsx';
import { GlassCard, GlassList } from './glass-card.tsx';
import styles from './privacy.module.css';
import { ReportsCard } from './reports-card.tsx';

const HoursForm = lazy(() => import('./hours-form.tsx').then((module) => ({ default: module.HoursForm })));

export const PrivacyScreen = () => {
  const words = useWords();
  const dayText = useDayText();
  const search: PrivacySearch = useSearch({ from: '/signed-in/privacy' });
  const { from, to, staff } = search;
  const asked = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(staff && { staffId: staff }) });
  const query = useQuery({ ...read<PrivacyView>(`/api/privacy?${asked}`), placeholderData: keepPreviousData });
  const period =
    query.data && words('privacy.period', { from: dayText(query.data.from as Day), to: dayText(query.data.to as Day) });
  return (
    <Screen
      title={words('privacy.title')}
      lede={words('privacy.lede')}
      actions={
        <div className={`${styles.actions} no-print`}>
          <Link to="/privacy/disclosures" className={buttonClass('secondary', 'small')}>
            {words('privacy.disclosures')}
          </Link>
          <Button size="small" icon={IconPrinter} onClick={() => window.print()}>
            {words('privacy.print')}
          </Button>
        </div>
      }
    >
      <Fetched query={query} lines={10}>
        {(view) => (
          <Stack>
            <GlassCard open={view.openGlass} />
            <Filters search={search} view={view} />
            <FindingsCard view={view} period={period ?? ''} />
            <RatesCard rates={view.rates} period={period ?? ''} />
            <ReportsCard reports={view.reports} />
            <HoursCard hours={view.hours} />
          </Stack>
        )}
      </Fetched>
    </Screen>
  );
};

const Filters = ({ search, view }: { readonly search: PrivacySearch; readonly view: PrivacyView }) => {
  const words = useWords();
  const today = useToday();
  const navigate = useNavigate();
  const directory = useQuery(read<StaffDirectory>('/api/staff'));
  const set = (change: PrivacySearch) => navigate({ to: '/privacy', search: { ...search, ...change }, replace: true });
  return (
    <div className={styles.filters}>
      <DayField
        label={words('privacy.from')}
        max={today}
        value={view.from as Day}
        onChange={(day) => day && set({ from: day, to: search.to ?? (view.to as Day) })}
      />
      <DayField
        label={words('privacy.to')}
        min={view.from as Day}
        max={today}
        value={view.to as Day}
        onChange={(day) => day && set({ from: search.from ?? (view.from as Day), to: day })}
      />
      <Select
        label={words('privacy.staff')}
        options={[
          { value: 'all', label: words('privacy.staff.all') },
          ...(directory.data?.staff ?? []).map(({ id, givenName, familyName }) => ({
            value: id,
            label: `${givenName} ${familyName}`,
          })),
        ]}
        value={search.staff ?? 'all'}
        onChange={(id) => set({ staff: id === 'all' ? undefined : id })}
      />
    </div>
  );
};

const RatesCard = ({ rates, period }: { readonly rates: PrivacyView['rates']; readonly period: string }) => {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const shown = rates.find(({ staff }) => staff.id === open);
  return (
    <Card title={words('privacy.rates')} aside={period} padding="none">
      {rates.length === 0 ? (
        <EmptyState title={words('privacy.rates.none')}>{words('privacy.rates.none.why')}</EmptyState>
      ) : (
        <RowList label={words('privacy.rates')}>
          {rates.map(({ staff, figure, open: waiting, notJustified }) => (
            <Row
              key={staff.id}
              title={staff.name}
              detail={words('privacy.rates.line', { waiting, notJustified })}
              status={notJustified > 0 && <Tag tone="over">{words('privacy.outcome.not-justified')}</Tag>}
              action={
                <Button
                  size="small"
                  look="quiet"
                  aria-expanded={open === staff.id}
                  onClick={() => setOpen(open === staff.id ? null : staff.id)}
                >
                  {words('privacy.rates.times', { count: figure.n })}
                </Button>
              }
            />
          ))}
        </RowList>
      )}
      {shown && <GlassList rows={shown.figure.rows} label={shown.staff.name} />}
    </Card>
  );
};

const HoursCard = ({ hours }: { readonly hours: PrivacyView['hours'] }) => {
  const words = useWords();
  const intl = useIntl();
  const [isOpen, setOpen] = useState(false);
  const time = (clock: string) =>
    intl.formatTime(`2026-01-01T${clock}:00Z`, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
  return (
    <Card
      title={words('privacy.hours')}
      actions={
        <Button size="small" onClick={() => setOpen(true)}>
          {words('privacy.hours.edit')}
        </Button>
      }
    >
      <p>
        {words('privacy.hours.line', {
          from: time(hours.from),
          to: time(hours.to),
          days: intl.formatList(hours.days.map((day) => words(`privacy.weekday.${day}`))) || 'none',
        })}
      </p>
      <p className="muted">{words('privacy.hours.about')}</p>
      <Suspense>{isOpen && <HoursForm hours={hours} onClose={() => setOpen(false)} />}</Suspense>
    </Card>
  );
};
