// Safe-contact rules as sentences a worker can act on before picking up the telephone.
import type { ContactDetailView } from '#contract/people.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import type { OnEdit } from './kept-entry.ts';
import { Line, Lines } from './line.tsx';
import styles from './people.module.css';

/** The purposes that make sense for a channel, in the order one thinks of them. */
const purposesOf: Readonly<Record<string, readonly (keyof ContactDetailView['use'])[]>> = {
  phone: ['speak', 'leave-message'],
  text: ['write'],
  'e-mail': ['write'],
  post: ['write', 'visit'],
  visit: ['visit'],
  other: ['speak', 'write', 'visit'],
};

export const ContactDetails = ({
  details,
  today,
  onEdit,
}: {
  readonly details: readonly ContactDetailView[];
  readonly today: string;
  readonly onEdit: OnEdit;
}) => {
  const words = useWords();
  return (
    <Lines>
      {details.map((detail) => {
        const isPast = detail.endedOn !== null && detail.endedOn < today;
        return (
          <Line
            key={detail.id}
            isPast={isPast}
            title={detail.value}
            tags={
              <>
                <Tag>{words(`contact-channel.${detail.channel}`)}</Tag>
                {detail.label && <span className="small muted">{detail.label}</span>}
                {detail.preferred && <Tag tone="ok">{words('people-page.preferred')}</Tag>}
                {isPast && <Tag>{words('people.not-in-force')}</Tag>}
              </>
            }
            onEdit={onEdit && (() => onEdit(detail))}
          >
            {!isPast && <Rules detail={detail} />}
          </Line>
        );
      })}
    </Lines>
  );
};

const Rules = ({ detail }: { readonly detail: ContactDetailView }) => {
  const words = useWords();
  const sentence = useSentence();
  const purposes = purposesOf[detail.channel] ?? [];
  const asks = purposes.some((purpose) => detail.use[purpose].askNow);
  return (
    <ul className={styles.sentences}>
      {purposes.map((purpose) => {
        const use = detail.use[purpose];
        return use.allowed ? (
          <li key={purpose}>{words(`people-page.may.${purpose}`)}</li>
        ) : (
          <li key={purpose} className={styles.no}>
            {words(`people-page.may-not.${purpose}`)} {use.why.slice(0, 1).map((why) => sentence('refusal.', why))}
          </li>
        );
      })}
      {asks && <li>{words('contact-advice.ask-now')}</li>}
      {detail.whoMayKnow && <li>{words('contact-advice.who-may-know', { who: detail.whoMayKnow })}</li>}
      {detail.bestTimes && <li>{words('contact-advice.best-times', { times: detail.bestTimes })}</li>}
      {detail.caution && (
        <li className={styles.caution}>{words('contact-advice.caution', { caution: detail.caution })}</li>
      )}
    </ul>
  );
};
