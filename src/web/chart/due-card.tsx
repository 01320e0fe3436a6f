// What is due for this person, in the order it is worked, each with the way to do it.
import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './due-card.module.css';

type Due = NonNullable<ChartView['due']>[number];

const placeOf: Readonly<Record<string, string>> = {
  escalation: 'cycle',
  eligibility: 'cycle',
  decision: 'cycle',
  assessment: 'assessment',
  plan: 'plan',
  review: 'review',
  closing: 'close',
  referral: 'referrals',
  task: 'tasks',
  'unsigned-note': 'contacts',
};
const tones: Readonly<Record<string, Tone>> = { overdue: 'over', due: 'due', 'not-yet': 'neutral' };

export const DueCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { due } = chart;
  if (due === null) return null;
  const now = due.filter(({ state }) => state !== 'not-yet');
  const later = due.filter(({ state }) => state === 'not-yet');
  return (
    <Card
      title={words('chart.due')}
      aside={now.length > 0 ? words('chart.due.count', { count: now.length }) : undefined}
      padding={due.length > 0 ? 'none' : 'normal'}
    >
      {due.length === 0 ? (
        <p className="muted">{words('chart.due.none')}</p>
      ) : (
        <ul aria-label={words('chart.due')}>
          {[...now, ...later.slice(0, 3)].map((item) => (
            <DueRow key={item.id} item={item} clientId={chart.client.id} />
          ))}
        </ul>
      )}
    </Card>
  );
};

const DueRow = ({ item, clientId }: { readonly item: Due; readonly clientId: string }) => {
  const words = useWords();
  const sentence = useSentence();
  // An instrument is answered under its own tab; the whole life is assessed under another.
  const isInstrument = item.kind === 'assessment' && item.what.params?.instrument !== 'comprehensive';
  const place = isInstrument ? 'instruments' : placeOf[item.kind];
  return (
    <li className={styles.row} data-row>
      <span className={styles.what}>
        <b>{sentence('', item.what)}</b>
        <Tag tone={tones[item.state] ?? 'neutral'}>{sentence('', item.stands)}</Tag>
      </span>
      {place ? (
        <Link to={`/clients/${clientId}/${place}`} className={buttonClass('secondary', 'small')}>
          {words('chart.due.open')}
        </Link>
      ) : (
        <Button size="small" onClick={() => openLogContact(clientId)}>
          {words('chart.due.log')}
        </Button>
      )}
    </li>
  );
};
