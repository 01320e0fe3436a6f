// One contact as a person reads it: what, when, by whom, toward what, and what was written about it.
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { ContactView } from '#contract/contact.ts';
import { Addenda } from '#web/shell/addenda.tsx';
import { EntryMenu } from '#web/shell/entry-menu.tsx';
import { NearDay, useNearDay } from '#web/shell/near-day.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './contact-list.module.css';
import type { Doing } from './doing.ts';
import { KindIcon } from './kind-icon.tsx';
import { kindOf } from './kinds.ts';
import { NoteText } from './note-text.tsx';

export const ContactEntry = ({
  contact,
  chart,
  onDo,
}: {
  readonly contact: ContactView;
  readonly chart: ChartView;
  readonly onDo: (doing: Doing) => void;
}) => {
  const words = useWords();
  const intl = useIntl();
  const near = useNearDay();
  const kind = kindOf(contact);
  const time = intl.formatTime(contact.start, { timeZone: contact.zone, hour: 'numeric', minute: '2-digit' });
  const name = chart.client.name;
  const facts = [
    time,
    contact.staff.name,
    contact.withStaff.length > 0
      ? words('contacts.line.together', { names: contact.withStaff.map((each) => each.name).join(', ') })
      : null,
    contact.withWhom !== 'client'
      ? contact.withName
        ? words('contacts.line.with', { name: contact.withName })
        : words(`contacts.with.${contact.withWhom}`)
      : null,
    contact.purpose !== 'case-management' ? words(`contacts.purpose.${contact.purpose}`) : null,
    contact.placeDetail && kind !== 'home-visit' ? contact.placeDetail : null,
    contact.travelMinutes ? words('contacts.line.travel', { minutes: contact.travelMinutes }) : null,
    contact.next
      ? words(contact.next < chart.today ? 'contacts.next.was' : 'contacts.next.on', { day: near(contact.next) })
      : null,
  ].filter((part) => part !== null);
  const choices = [
    ...(chart.may.includes('correct-contact')
      ? [
          {
            key: 'correct',
            label: words('contacts.correct'),
            onChoose: () => onDo({ what: 'correct', contact }),
          },
        ]
      : []),
    ...(contact.notes.length === 0 && chart.may.includes('write-note')
      ? [
          {
            key: 'write',
            label: words('contacts.note.new'),
            onChoose: () => onDo({ what: 'write', contactId: contact.id }),
          },
        ]
      : []),
  ];
  return (
    <li id={contact.id} className={styles.entry} data-row>
      <span className={styles.icon}>
        <KindIcon kind={kind} />
      </span>
      <div className={styles.body}>
        <p className={styles.head}>
          <b>{words(`contacts.kind.${kind}`)}</b>
          {contact.minutes > 0 && <span>{words('contacts.minutes.short', { minutes: contact.minutes })}</span>}
          <NearDay day={contact.day} />
          {contact.outcome === 'attempted' && <Tag>{words('contacts.outcome.attempted')}</Tag>}
        </p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {contact.goals.some(({ words: own }) => own) && (
          <ul className={styles.goals}>
            {contact.goals.map(({ thread, words: own }) =>
              own ? <li key={thread}>{words('contacts.toward.goal', { goal: own })}</li> : null,
            )}
          </ul>
        )}
        {contact.correctionReason && (
          <p className="small muted">{words('contacts.line.corrected', { reason: contact.correctionReason })}</p>
        )}
        {contact.notes.map((note) => (
          <NoteText key={note.id} note={note} chart={chart} onDo={onDo} isInContact />
        ))}
        <Addenda addenda={contact.addenda} name={name} />
      </div>
      <EntryMenu
        label={words('contacts.actions')}
        chart={chart}
        choices={choices}
        onDo={(what) => onDo({ what, kind: 'contact', id: contact.id })}
      />
    </li>
  );
};
