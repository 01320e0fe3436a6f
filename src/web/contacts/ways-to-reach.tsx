// How a person may be reached without putting them at risk, as sentences: what the way may be used for, who may know, when.
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import type { ChartView } from '#contract/client.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { useWords } from '#web/ui/words.ts';
import type { ContactKind } from './kinds.ts';
import styles from './ways-to-reach.module.css';

type Way = ChartView['waysToReach'][number];

const channelsOf: Readonly<Partial<Record<ContactKind, readonly string[]>>> = {
  'home-visit': ['visit', 'post'],
  phone: ['phone'],
  text: ['text'],
  'e-mail': ['e-mail'],
  letter: ['post'],
};

/** The ways that serve a kind of contact; all of them where none is named. */
export const waysFor = (ways: readonly Way[], kind?: ContactKind): readonly Way[] =>
  kind === undefined ? ways : ways.filter(({ channel }) => channelsOf[kind]?.includes(channel));

/** A telephone number or address a device can open. */
const linkOf = ({ channel, value }: Way): string | null =>
  channel === 'phone'
    ? `tel:${value.replace(/[^+\d]/g, '')}`
    : channel === 'text'
      ? `sms:${value.replace(/[^+\d]/g, '')}`
      : channel === 'e-mail'
        ? `mailto:${value}`
        : null;

export const WaysToReach = ({ ways }: { readonly ways: readonly Way[] }) => {
  const words = useWords();
  const sentence = useSentence();
  return (
    <ul className={styles.ways}>
      {ways.map((way) => {
        const isClosed = way.mayUseTo.length === 0;
        const link = isClosed ? null : linkOf(way);
        const advice = [
          ...way.whyNot.slice(0, 1).map((why) => sentence('refusal.', why)),
          ...(way.channel === 'phone' && !isClosed && !way.mayUseTo.includes('leave-message')
            ? [words('contacts.reach.noMessage')]
            : []),
          ...(way.askNow && !isClosed ? [words('contact-advice.ask-now')] : []),
          ...(way.whoMayKnow ? [words('contact-advice.who-may-know', { who: way.whoMayKnow })] : []),
          ...(way.bestTimes ? [words('contact-advice.best-times', { times: way.bestTimes })] : []),
        ];
        return (
          <li key={way.id} className={isClosed ? styles.closed : undefined}>
            <span className={styles.value}>
              {link ? <a href={link}>{way.value}</a> : <span>{way.value}</span>}
              <span className="small muted">{way.label ?? words(`contact-channel.${way.channel}`)}</span>
            </span>
            {advice.length > 0 && <span className={styles.advice}>{advice.join(' · ')}</span>}
            {way.caution && (
              <span className={styles.caution}>
                <IconAlertTriangle aria-hidden />
                {words('contact-advice.caution', { caution: way.caution })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
};
