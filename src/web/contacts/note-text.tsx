import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { NoteView } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import { Addenda } from '#web/shell/addenda.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { documentOf } from '#web/ui/problem.ts';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './contact-list.module.css';
import type { Doing } from './doing.ts';

/** A note: as signed, or as a draft with what its author may do to it. */
export const NoteText = ({
  note,
  chart,
  onDo,
  isInContact = false,
}: {
  readonly note: NoteView;
  readonly chart: ChartView;
  readonly onDo: (doing: Doing) => void;
  readonly isInContact?: boolean;
}) => {
  const words = useWords();
  const intl = useIntl();
  const dayText = useDayText();
  return (
    <div className={note.state === 'in-error' || note.state === 'discarded' ? styles.struck : styles.note}>
      <p className={styles.noteHead}>
        {!isInContact && <b>{words(`note.kind.${note.kind}`)}</b>}
        <span className="small muted">
          {words('contacts.note.by', { who: note.author.name, day: dayText(note.day as Day) })}
        </span>
        {note.state !== 'signed' && (
          <Tag tone={note.state === 'draft' ? 'due' : 'neutral'}>{words(`note.state.${note.state}`)}</Tag>
        )}
        {note.signedAt && note.state === 'signed' && (
          <span className="small muted">
            {words('contacts.note.signedAt', {
              at: intl.formatDate(note.signedAt, { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </span>
        )}
      </p>
      <p className={styles.text}>{note.text}</p>
      {note.errorReason && <p className={styles.why}>{note.errorReason}</p>}
      <Addenda addenda={note.addenda} name={chart.client.name} />
      {note.state === 'draft' && <DraftActions note={note} onDo={onDo} />}
    </div>
  );
};

const DraftActions = ({ note, onDo }: { readonly note: NoteView; readonly onDo: (doing: Doing) => void }) => {
  const words = useWords();
  const own = useSession().staff.id;
  const sign = useSend('POST', `/api/notes/${note.id}/sign`, {
    version: note.version,
    onDone: () => notify(words('contacts.note.signed')),
  });
  const restore = useSend('POST', `/api/clients/${note.clientId}/notes`, {});
  const discard = useSend('POST', `/api/notes/${note.id}/discard`, {
    version: note.version,
    onDone: () =>
      notify(words('contacts.note.discarded'), {
        undo: () =>
          restore.send({ contactId: note.contactId, kind: note.kind, day: note.day, text: note.text, sign: false }),
      }),
  });
  const whyNot = note.author.id === own ? null : words('contacts.note.notYours', { who: note.author.name });
  const problem = sign.problem ?? discard.problem;
  return (
    <>
      <p className={styles.actions}>
        <Button size="small" whyNot={whyNot} onClick={() => onDo({ what: 'edit', note })}>
          {words('contacts.note.edit')}
        </Button>
        <Button size="small" whyNot={whyNot} isBusy={sign.isBusy} onClick={() => sign.send({})}>
          {words('contacts.note.sign')}
        </Button>
        <Button size="small" look="quiet" whyNot={whyNot} isBusy={discard.isBusy} onClick={() => discard.send({})}>
          {words('contacts.note.discard')}
        </Button>
      </p>
      {problem && (
        <p role="alert" className={styles.why}>
          {documentOf(problem)
            ?.errors?.map(({ message }) => message)
            .join(' ') ?? problem.message}
        </p>
      )}
    </>
  );
};
