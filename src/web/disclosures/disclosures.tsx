// To whom this person's record was disclosed, when, why and how much; what is written down by hand, and the accounting they may ask for.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { DisclosuresView, DisclosureView } from '#contract/disclosures.ts';
import type { Day } from '#domain/basics/day.ts';
import { type Basis, bases } from '#domain/disclosure/bases.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './disclosures.module.css';

const RecordForm = lazy(() => import('./record-form.tsx').then((module) => ({ default: module.RecordForm })));
const AccountingForm = lazy(() =>
  import('./accounting-form.tsx').then((module) => ({ default: module.AccountingForm })),
);

type Doing = 'record' | 'accounting' | null;

export const Disclosures = ({
  clientId,
  mayRecord,
  mayAccount,
}: {
  readonly clientId: string;
  readonly mayRecord: boolean;
  readonly mayAccount: boolean;
}) => {
  const words = useWords();
  const today = useToday();
  const [basis, setBasis] = useState<Basis | 'any'>('any');
  const [from, setFrom] = useState<Day | null>(null);
  const [to, setTo] = useState<Day | null>(null);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [doing, setDoing] = useState<Doing>(null);
  const cursor = cursors.at(-1);
  const asked = new URLSearchParams({
    limit: '50',
    ...(basis !== 'any' && { basis }),
    ...(from && { from }),
    ...(to && { to }),
    ...(cursor && { cursor }),
  });
  const query = useQuery({
    ...read<DisclosuresView>(`/api/clients/${clientId}/disclosures?${asked}`),
    placeholderData: (before) => before,
  });
  const filter = (change: () => void) => {
    change();
    setCursors([]);
  };
  const isFiltered = basis !== 'any' || from !== null || to !== null;
  const close = () => setDoing(null);
  const client = query.data?.client;
  return (
    <>
      <Suspense>
        {client && doing === 'record' && <RecordForm client={client} onClose={close} />}
        {client && doing === 'accounting' && <AccountingForm client={client} onClose={close} />}
      </Suspense>
      <div className={styles.actions}>
        {mayRecord && (
          <Button look="primary" onClick={() => setDoing('record')}>
            {words('disclosures.record')}
          </Button>
        )}
        {mayAccount && (
          <Button look={mayRecord ? 'secondary' : 'primary'} onClick={() => setDoing('accounting')}>
            {words('accounting-form.title')}
          </Button>
        )}
      </div>
      <Card
        title={
          mayRecord || !client
            ? words('disclosures.title')
            : words('accountings.of', { name: client.name, number: String(client.number) })
        }
        aside={query.data && words('disclosures.count', { count: query.data.total })}
        padding="none"
      >
        <div className={styles.filter}>
          <Select
            label={words('disclosure.basis')}
            options={[
              { value: 'any', label: words('disclosures.any-basis') },
              ...bases.map((value) => ({ value, label: words(`disclosure.basis.${value}`) })),
            ]}
            value={basis}
            onChange={(value) => filter(() => setBasis(value))}
          />
          <DayField
            label={words('disclosures.since')}
            value={from}
            max={today}
            onChange={(value) => filter(() => setFrom(value))}
          />
          <DayField
            label={words('disclosures.until')}
            value={to}
            max={today}
            onChange={(value) => filter(() => setTo(value))}
          />
        </div>
        <Fetched query={query} lines={5}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState title={words(isFiltered ? 'disclosures.none' : 'disclosures.empty')}>
                {words(
                  isFiltered ? 'disclosures.none.why' : mayRecord ? 'disclosures.empty.why' : 'accountings.empty.why',
                )}
              </EmptyState>
            ) : (
              <>
                <ol>
                  {items.map((disclosure) => (
                    <Line key={disclosure.id} disclosure={disclosure} />
                  ))}
                </ol>
                {(next || cursors.length > 0) && (
                  <div className={styles.pager}>
                    {cursors.length > 0 && (
                      <Button size="small" onClick={() => setCursors(cursors.slice(0, -1))}>
                        {words('ui.pager.previous')}
                      </Button>
                    )}
                    {next && (
                      <Button size="small" onClick={() => setCursors([...cursors, next])}>
                        {words('ui.pager.next')}
                      </Button>
                    )}
                  </div>
                )}
              </>
            )
          }
        </Fetched>
      </Card>
    </>
  );
};

const Line = ({ disclosure }: { readonly disclosure: DisclosureView }) => {
  const words = useWords();
  const dayText = useDayText();
  const { recipient, via, purpose, purposeText, kinds, from, to, grounds, whyAll, recordedBy } = disclosure;
  const day = (on: string) => dayText(on as Day, 'short');
  // The parts have an “and” of their own.
  const what = kinds.map((kind) => words(`disclosure.kind.${kind}`)).join(', ');
  const about = [
    words(`disclosure.basis.${disclosure.basis}`),
    words(`disclosure.way.${disclosure.way}`),
    via && words('disclosures.through', { via }),
    disclosure.address,
    recordedBy.name && words('disclosures.by', { name: recordedBy.name }),
  ].filter(Boolean);
  return (
    <li className={styles.line} data-row>
      <p className={styles.head}>
        <b>{recipient}</b>
        <span className="muted">{day(disclosure.day)}</span>
        {disclosure.segments.includes('part2') && <Tag tone="info">{words('disclosures.part2')}</Tag>}
        {disclosure.accountings.map((law) => (
          <Tag key={law}>{words(`disclosure.law.${law}`)}</Tag>
        ))}
      </p>
      <p>
        {words(`disclosure.purpose.${purpose}`)}
        {purposeText && `: ${purposeText}`}
      </p>
      <p className={styles.facts}>
        {what}
        {from && to && ` (${words('disclosures.span', { from: day(from), to: day(to) })})`}
      </p>
      <p className={styles.facts}>{about.join(' · ')}</p>
      {grounds && <p className={styles.facts}>{grounds}</p>}
      {whyAll && <p className={styles.facts}>{whyAll}</p>}
    </li>
  );
};
