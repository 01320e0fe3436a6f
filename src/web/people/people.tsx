// The people and circumstances around the person: how to reach them safely, who supports them and may decide for them, the map of
// their ties, who pays, where they live. Each list says what it means for the worker today.
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { AlertView, CoverageView, PeopleView, ResidenceView } from '#contract/people.ts';
import type { Day } from '#domain/basics/day.ts';
import { calledName } from '#domain/people/names.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { ContactDetails } from './contact-details.tsx';
import { Ecomap } from './ecomap.tsx';
import { type EntryKind, kindSpecs } from './entry-kinds.ts';
import type { KeptEntry, OnEdit } from './kept-entry.ts';
import { Line, Lines } from './line.tsx';
import { Links } from './links.tsx';
import styles from './people.module.css';
import { StaffBlocks } from './staff-blocks.tsx';
import { Supporters } from './supporters.tsx';

const EntryForm = lazy(() => import('./entry-form.tsx').then((module) => ({ default: module.EntryForm })));

type Editing = { readonly kind: EntryKind; readonly entry: KeptEntry | null };

export const People = ({
  chart,
  identity,
}: {
  readonly chart: ChartView;
  /** The card of names and numbers, which belongs to registration. */
  readonly identity: (identifiers: PeopleView['identifiers']) => ReactNode;
}) => {
  const words = useWords();
  const query = useQuery(read<PeopleView>(`/api/clients/${chart.client.id}/people`));
  const [editing, setEditing] = useState<Editing | null>(null);
  const editOf = (kind: EntryKind): OnEdit =>
    chart.may.includes(kindSpecs[kind].edit) ? (entry) => setEditing({ kind, entry }) : null;
  const section = (kind: EntryKind, key: string, count: number, children: ReactNode) => (
    <Card
      title={words(`people.${key}`)}
      padding={count > 0 && kind !== 'social-ties' ? 'none' : 'normal'}
      actions={
        chart.may.includes(kindSpecs[kind].add) ? (
          <Button size="small" onClick={() => setEditing({ kind, entry: null })}>
            {words(`people-page.add.${kind}`)}
          </Button>
        ) : undefined
      }
    >
      {count > 0 ? children : <p className="muted">{words(`people-page.empty.${kind}`)}</p>}
    </Card>
  );
  return (
    <>
      {editing && (
        <Suspense>
          <EntryForm chart={chart} kind={editing.kind} entry={editing.entry} onClose={() => setEditing(null)} />
        </Suspense>
      )}
      <Fetched query={query} lines={10}>
        {(people) => (
          <div className={styles.sections}>
            <div className={styles.stack}>
              {section(
                'contact-details',
                'contact-details',
                people.contactDetails.length,
                <ContactDetails
                  details={people.contactDetails}
                  today={chart.today}
                  onEdit={editOf('contact-details')}
                />,
              )}
              {section(
                'alerts',
                'alerts',
                people.alerts.length,
                <Alerts alerts={people.alerts} onEdit={editOf('alerts')} />,
              )}
              {section(
                'coverages',
                'coverages',
                people.coverages.length,
                <Coverages coverages={people.coverages} onEdit={editOf('coverages')} />,
              )}
              {people.staffBlocks && <StaffBlocks chart={chart} blocks={people.staffBlocks} />}
            </div>
            <div className={styles.stack}>
              {section(
                'supporters',
                'supporters',
                people.supporters.length,
                <Supporters supporters={people.supporters} today={chart.today} onEdit={editOf('supporters')} />,
              )}
              {section(
                'residences',
                'residences',
                people.residences.length,
                <Residences residences={people.residences} onEdit={editOf('residences')} />,
              )}
              {identity(people.identifiers)}
              <Links chart={chart} links={people.links} />
            </div>
            <div className={styles.wide}>
              {section(
                'social-ties',
                'social-ties',
                people.socialTies.length,
                <Ecomap
                  ties={people.socialTies}
                  name={calledName(chart.client)}
                  today={chart.today}
                  onEdit={editOf('social-ties')}
                />,
              )}
            </div>
          </div>
        )}
      </Fetched>
    </>
  );
};

const useSpan = () => {
  const words = useWords();
  const dayText = useDayText();
  return (from: string, to: string | null): string =>
    [
      words('people.since', { from: dayText(from as Day, 'short') }),
      to ? words('people.until', { to: dayText(to as Day, 'short') }) : null,
    ]
      .filter(Boolean)
      .join(' ');
};

const Alerts = ({ alerts, onEdit }: { readonly alerts: readonly AlertView[]; readonly onEdit: OnEdit }) => {
  const words = useWords();
  const dayText = useDayText();
  const span = useSpan();
  return (
    <Lines>
      {alerts.map((alert) => (
        <Line
          key={alert.id}
          title={alert.text}
          tags={
            <>
              <Tag tone={alert.isInForce ? 'over' : 'neutral'}>{words(`alert-kind.${alert.kind}`)}</Tag>
              {!alert.isInForce && <Tag>{words('people.not-in-force')}</Tag>}
            </>
          }
          detail={[
            words('chart.alert.basis', { basis: alert.basis }),
            words('people.set-by', { name: alert.setBy.name, from: dayText(alert.from, 'short') }),
            span(alert.from, alert.endedOn ?? alert.expiresOn),
          ].join(' · ')}
          onEdit={onEdit && (() => onEdit(alert))}
        />
      ))}
    </Lines>
  );
};

const Residences = ({
  residences,
  onEdit,
}: {
  readonly residences: readonly ResidenceView[];
  readonly onEdit: OnEdit;
}) => {
  const words = useWords();
  const span = useSpan();
  return (
    <Lines>
      {residences.map((residence) => (
        <Line
          key={residence.id}
          isPast={!residence.isCurrent}
          title={words(`residence-setting.${residence.setting}`)}
          detail={[residence.address, residence.household, span(residence.from, residence.to)]
            .filter(Boolean)
            .join(' · ')}
          onEdit={onEdit && (() => onEdit(residence))}
        />
      ))}
    </Lines>
  );
};

const Coverages = ({ coverages, onEdit }: { readonly coverages: readonly CoverageView[]; readonly onEdit: OnEdit }) => {
  const words = useWords();
  const span = useSpan();
  return (
    <Lines>
      {coverages.map((coverage) => (
        <Line
          key={coverage.id}
          isPast={!coverage.isInForce}
          title={coverage.payer}
          tags={<Tag>{words(`coverage-plan.${coverage.plan}`)}</Tag>}
          detail={[
            coverage.memberNumber && words('people-page.member', { number: coverage.memberNumber }),
            span(coverage.from, coverage.to),
          ]
            .filter(Boolean)
            .join(' · ')}
          onEdit={onEdit && (() => onEdit(coverage))}
        />
      ))}
    </Lines>
  );
};
