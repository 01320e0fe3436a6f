import { useIntl } from 'react-intl';
import type { NoteView } from '#contract/contact.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './contact-list.module.css';

/** What was added later, and the person's own view, under the entry it belongs to. */
export const Addenda = ({ addenda, name }: { readonly addenda: NoteView['addenda']; readonly name: string }) => {
  const words = useWords();
  const intl = useIntl();
  return addenda.map(({ id, kind, text, at, by }) => (
    <div key={id} className={kind === 'client-statement' ? styles.statement : styles.addendum}>
      <p className="small muted">
        {kind === 'client-statement'
          ? words('contacts.statement.by', { name })
          : words('contacts.addendum.by', { who: by ?? '' })}
        {' · '}
        {intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}
      </p>
      <p className={styles.text}>{text}</p>
    </div>
  ));
};
