// What may be done with an enrolment now, first what carries the cycle on; what may not says why. Acts that are written elsewhere
// lead there.
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useWhyNot } from '#web/shell/sentence.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './cycle-tab.module.css';

const HandOverForm = lazy(() => import('./act-forms.tsx').then((module) => ({ default: module.HandOverForm })));
const ProspectDrawer = lazy(() =>
  import('#web/prospects/prospect-drawer.tsx').then((module) => ({ default: module.ProspectDrawer })),
);

/** In the order of the work; the permission of each, and where it is done if not here. */
const acts = [
  { act: 'log-attempt', permission: 'log-contact', where: 'log' },
  { act: 'check-eligibility', permission: 'check-eligibility', where: 'enrolling' },
  { act: 'waitlist', permission: 'waitlist-client', where: 'enrolling' },
  { act: 'set-priority', permission: 'set-priority', where: 'enrolling' },
  { act: 'enrol', permission: 'enrol-client', where: 'enrolling' },
  { act: 'sign-assessment', permission: 'start-assessment', where: 'assessment' },
  { act: 'sign-plan', permission: 'start-plan', where: 'plan' },
  { act: 'link', permission: 'make-referral', where: 'referrals' },
  { act: 'start-review', permission: 'start-review', where: 'review' },
  { act: 'hand-over', permission: 'hand-over', where: 'hand-over' },
  { act: 'respect-stop', permission: 'respect-stop', where: 'close', search: { reason: 'declined' } },
  { act: 'close-referral', permission: 'close-referral', where: 'close' },
  { act: 'close-without-review', permission: 'close-enrolment', where: 'close' },
  { act: 'reopen', permission: 'reopen-enrolment', where: 'close' },
] as const;
type Act = (typeof acts)[number];

/** The act that does the work of each function. */
const actOf: Readonly<Record<string, Act['act']>> = {
  outreach: 'log-attempt',
  assessment: 'sign-assessment',
  planning: 'sign-plan',
  implementation: 'link',
  monitoring: 'log-attempt',
  review: 'start-review',
};

const leadsOnly: readonly string[] = ['hand-over'];

/** What comes next; once somebody not yet enrolled was reached, that is deciding whether to enrol. */
const nextAct = (enrolment: EnrolmentView): string | undefined => {
  if (enrolment.state === 'ended') return 'reopen';
  if (enrolment.state !== 'enrolled' && enrolment.firstReachedOn !== null) return 'check-eligibility';
  const functions = enrolment.cycles.at(-1)?.functions ?? [];
  return actOf[functions.find(({ state }) => state === 'next' || state === 'under-way')?.function ?? ''];
};

export const ActsCard = ({
  enrolment,
  chart,
  onRefer,
}: {
  readonly enrolment: EnrolmentView;
  readonly chart: ChartView;
  /** Begins with another programme; left out for whoever may not. */
  readonly onRefer: (() => void) | null;
}) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const [open, setOpen] = useState<'hand-over' | 'enrolling' | null>(null);
  const close = () => setOpen(null);
  const isOver = enrolment.state === 'ended';
  const offers = acts.map((each) => ({
    ...each,
    reason: chart.may.includes(each.permission)
      ? whyNot(enrolment.acts.find(({ act }) => act === each.act)?.why)
      : words(leadsOnly.includes(each.act) ? 'cycle-page.acts.notYours' : 'cycle-page.acts.notOnTeam'),
  }));
  const possible = offers.filter(({ reason }) => reason === null);
  const [enrolling] = possible.filter(({ where }) => where === 'enrolling');
  const next = nextAct(enrolment);
  // The drawer before enrolment holds all its acts: one button leads to it.
  const shown = possible.filter((each) => each.where !== 'enrolling' || each === enrolling);
  const ordered = [...shown.filter(({ act }) => act === next), ...shown.filter(({ act }) => act !== next)];
  // An ended enrolment can only be reopened: thirteen times “it has ended” tells nobody anything.
  const others = offers.filter(({ reason, act }) => reason !== null && (!isOver || act === 'reopen'));
  const clientId = chart.client.id;
  return (
    <Card title={words('cycle-page.acts')}>
      <Suspense>
        {open === 'hand-over' && <HandOverForm enrolment={enrolment} chart={chart} onClose={close} />}
        {open === 'enrolling' && (
          <ProspectDrawer
            prospect={{
              enrolmentId: enrolment.id,
              clientId,
              name: chart.client.name,
              programme: enrolment.programme,
            }}
            onClose={close}
          />
        )}
      </Suspense>
      <div className={styles.acts}>
        {ordered.map((each) => {
          const label = words(each.where === 'enrolling' ? 'cycle-page.act.enrolling' : `cycle-page.act.${each.act}`);
          const look = each.act === next ? 'primary' : 'secondary';
          return each.where === 'log' || each.where === 'hand-over' || each.where === 'enrolling' ? (
            <Button
              key={each.act}
              look={look}
              onClick={() => (each.where === 'log' ? openLogContact(clientId) : setOpen(each.where))}
            >
              {label}
            </Button>
          ) : (
            <Link
              key={each.act}
              to={`/clients/${clientId}/${each.where}`}
              {...(each.where === 'close' && {
                search: { enrolment: enrolment.id, ...('search' in each && each.search) },
              })}
              className={buttonClass(look)}
            >
              {label}
            </Link>
          );
        })}
        {onRefer && <Button onClick={onRefer}>{words('cycle-page.act.refer')}</Button>}
      </div>
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{words('cycle-page.acts.later')}</summary>
          <ul>
            {others.map(({ act, reason }) => (
              <li key={act}>
                <b>{words(`cycle-page.act.${act}`)}:</b> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
};
