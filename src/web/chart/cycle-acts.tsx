// What may be done with an enrolment now; what may not says why. Acts that are written elsewhere lead there.
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useWhyNot } from '#web/shell/sentence.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';
import type { FormAct } from './act-forms.tsx';
import styles from './cycle-tab.module.css';

const ActForm = lazy(() => import('./act-forms.tsx').then((module) => ({ default: module.ActForm })));

/** In the order of the work; the permission of each, and where it is done if not here. */
const acts = [
  { act: 'log-attempt', permission: 'log-contact' },
  { act: 'check-eligibility', permission: 'check-eligibility' },
  { act: 'set-priority', permission: 'set-priority' },
  { act: 'waitlist', permission: 'waitlist-client' },
  { act: 'enrol', permission: 'enrol-client' },
  { act: 'sign-assessment', permission: 'start-assessment', place: 'assessment' },
  { act: 'sign-plan', permission: 'start-plan', place: 'plan' },
  { act: 'link', permission: 'make-referral', place: 'referrals' },
  { act: 'start-review', permission: 'start-review', place: 'review' },
  { act: 'hand-over', permission: 'hand-over' },
  { act: 'respect-stop', permission: 'respect-stop' },
  { act: 'close-referral', permission: 'close-referral' },
  { act: 'close-without-review', permission: 'close-enrolment', place: 'close' },
  { act: 'reopen', permission: 'reopen-enrolment' },
] as const;

const leadsOnly: readonly string[] = ['hand-over'];

export const ActsCard = ({ enrolment, chart }: { readonly enrolment: EnrolmentView; readonly chart: ChartView }) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const [open, setOpen] = useState<FormAct | null>(null);
  const close = () => setOpen(null);
  const isOver = enrolment.state === 'ended';
  const offers = acts.map((each) => ({
    ...each,
    reason: chart.may.includes(each.permission)
      ? whyNot(enrolment.acts.find(({ act }) => act === each.act)?.why)
      : words(leadsOnly.includes(each.act) ? 'cycle-page.acts.notYours' : 'cycle-page.acts.notOnTeam'),
  }));
  const possible = offers.filter(({ reason }) => reason === null);
  // An ended enrolment can only be reopened: thirteen times “it has ended” tells nobody anything.
  const others = offers.filter(({ reason, act }) => reason !== null && (!isOver || act === 'reopen'));
  const clientId = chart.client.id;
  return (
    <Card title={words('cycle-page.acts')}>
      {open && (
        <Suspense>
          <ActForm act={open} enrolment={enrolment} chart={chart} onClose={close} />
        </Suspense>
      )}
      <div className={styles.acts}>
        {possible.map((each) =>
          'place' in each ? (
            <Link key={each.act} to={`/clients/${clientId}/${each.place}`} className={buttonClass()}>
              {words(`cycle-page.act.${each.act}`)}
            </Link>
          ) : (
            <Button
              key={each.act}
              onClick={() => (each.act === 'log-attempt' ? openLogContact(clientId) : setOpen(each.act))}
            >
              {words(`cycle-page.act.${each.act}`)}
            </Button>
          ),
        )}
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
