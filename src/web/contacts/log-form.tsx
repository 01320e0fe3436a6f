import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { ContactLogged, LogContactRequest } from '#contract/contact.ts';
import { instantFromMillis } from '#domain/basics/instant.ts';
import { whyNotContact } from '#domain/contacts/contact.ts';
import { send } from '#web/shell/api.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { Fetched } from '#web/shell/fetched.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { changed, type Entry, freshEntry, happenedIn, startOf } from './entry.ts';
import { EntryFields, MoreFields } from './entry-fields.tsx';
import { wayOf } from './kinds.ts';
import { lastKind, rememberKind } from './last-kind.ts';
import styles from './quick-log.module.css';

export type LogFormProps = {
  readonly clientId: string;
  readonly onKept: (at: string | null) => void;
  readonly onClose: () => void;
};

export const LogForm = (props: LogFormProps) => (
  <Fetched query={useChartOf(props.clientId)}>{(chart) => <Writing {...props} chart={chart} />}</Fetched>
);

const Writing = ({ clientId, chart, onKept, onClose }: LogFormProps & { readonly chart: ChartView }) => {
  const words = useWords();
  const sentence = useSentence();
  const queries = useQueryClient();
  const zone = useSession().staff.agency.timeZone;
  const open = chart.enrolments.filter(({ state }) => state !== 'ended');
  const [fresh] = useState<Entry>(() =>
    freshEntry(
      instantFromMillis(Date.now()),
      zone,
      chart.stay ? 'institution' : lastKind(),
      open.length === 1 ? (open[0]?.id ?? null) : null,
    ),
  );
  const draft = useDraft<Entry>(`contact:${clientId}`, fresh);
  const entry = draft.value;
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSigning, setSigning] = useState(false);
  useEffect(() => onKept(draft.keptAt), [draft.keptAt, onKept]);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => fields.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true }), []);

  const save = useSend<ContactLogged, Omit<LogContactRequest, 'clientId'>>(
    'POST',
    `/api/clients/${clientId}/contacts`,
    {
      onDone: ({ id }) => {
        rememberKind(entry.kind);
        draft.clear();
        const undo = async () => {
          await send('POST', `/api/clients/${clientId}/entered-in-error`, {
            kind: 'contact',
            entryId: id,
            reason: words('contacts.undo.reason'),
          });
          await queries.invalidateQueries({ queryKey: ['api'] });
          notify(words('contacts.undo.done', { name: chart.client.name }), { tone: 'info' });
        };
        notify(words(`contacts.saved.${entry.outcome}`, { name: chart.client.name }), {
          undo: () => void undo().catch(() => notify(words('contacts.undo.failed'), { tone: 'over' })),
        });
        onClose();
      },
    },
  );

  const submit = (sign: boolean) => {
    setSigning(sign);
    const start = startOf(entry, zone);
    const found: Record<string, string> = {};
    if (!entry.on) found.day = words('contacts.error.day');
    if (!entry.at) found.start = words('contacts.error.time');
    if (open.length > 1 && !entry.enrolmentId) found.enrolmentId = words('contacts.error.enrolment');
    if (start) {
      const facts = { ...entry, ...wayOf(entry.kind), start, minutes: entry.minutes ?? 0 };
      for (const why of whyNotContact(facts, instantFromMillis(Date.now())))
        found[(why.pointer ?? '/start').slice(1)] = sentence('refusal.', why);
    }
    setErrors(found);
    if (!start || Object.keys(found).length > 0) return;
    const note = entry.note.trim();
    const segment = entry.segment || undefined;
    save.send({ ...happenedIn(entry, start), segment, ...(note && { note }), sign: sign && note !== '' } as Omit<
      LogContactRequest,
      'clientId'
    >);
  };

  return (
    <div ref={fields} className={styles.writing}>
      <p className={styles.about}>
        <Link to="/clients/$clientId" params={{ clientId }}>
          {chart.client.name}
        </Link>
        {chart.client.pronouns && <span className="small muted">{chart.client.pronouns}</span>}
      </p>
      <DraftBanner draft={draft} />
      <Form
        onSubmit={() => submit(false)}
        errors={errors}
        problem={save.problem}
        label={words('contacts.log.of', { name: chart.client.name })}
      >
        <EntryFields entry={entry} onChange={draft.set} chart={chart} />
        <TextArea
          label={words('contacts.note')}
          name="note"
          rows={entry.outcome === 'reached' ? 4 : 2}
          maxLength={50_000}
          placeholder={words(`contacts.note.about.${entry.outcome}`)}
          value={entry.note}
          onChange={(note) => draft.set(changed(entry, { note }))}
        />
        <MoreFields entry={entry} onChange={draft.set} chart={chart} />
        <div className={styles.actions}>
          <Button look="primary" type="submit" isBusy={save.isBusy && !isSigning}>
            {words('contacts.save')}
          </Button>
          <Button
            isBusy={save.isBusy && isSigning}
            whyNot={entry.note.trim() ? null : words('contacts.sign.needsNote')}
            onClick={() => submit(true)}
          >
            {words('contacts.saveAndSign')}
          </Button>
          <kbd className={styles.keys} aria-hidden>
            {words('contacts.keys')}
          </kbd>
        </div>
      </Form>
    </div>
  );
};
