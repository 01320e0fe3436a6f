// A definition as JSON, checked as it is typed or dropped in: each fault with its place, and when there is none, what it asks.
import { useMemo, useState } from 'react';
import type { InstrumentSummary } from '#contract/instruments.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import { useSend } from '#web/shell/send.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './instruments.module.css';
import { useSaid } from './said.ts';

const mostFaults = 20;

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

export const LoadInstrument = ({ initial, onClose }: { readonly initial: string; readonly onClose: () => void }) => {
  const words = useWords();
  const said = useSaid();
  const sentence = useSentence();
  const [json, setJson] = useState(initial);
  const given = useMemo(() => parsed(json), [json]);
  const checked = useMemo(() => (given === undefined ? null : checkDefinition(given)), [given]);
  const publish = useSend<InstrumentSummary, object>('POST', '/api/instruments', {
    onDone: ({ abbreviation, version }) => {
      notify(words('instruments-house.published', { what: abbreviation, version }));
      onClose();
    },
  });
  const definition = checked?.ok ? checked.value : null;
  return (
    <Card title={words('instruments-house.load')}>
      <Form
        label={words('instruments-house.load')}
        onSubmit={() => definition && publish.send({ definition })}
        problem={publish.problem}
      >
        <label className={styles.file}>
          {words('instruments-house.file')}
          <input
            type="file"
            accept=".json,application/json"
            onChange={async (event) => {
              const text = await event.target.files?.[0]?.text();
              if (text !== undefined) setJson(text);
            }}
          />
        </label>
        <TextArea label={words('instruments-house.json')} name="definition" value={json} onChange={setJson} rows={10} />
        {json.trim() !== '' && given === undefined && <Banner tone="due" title={words('instruments-house.not-json')} />}
        {checked && !checked.ok && (
          <Banner tone="due" title={words('instruments-house.faults', { count: checked.refusals.length })}>
            <ul>
              {checked.refusals.slice(0, mostFaults).map((each) => (
                <li key={`${each.code} ${each.pointer}`}>
                  <code>{each.pointer || '/'}</code> {sentence('refusal.', { ...each, params: each.params ?? {} })}
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {definition && (
          <section aria-label={words('instruments-house.preview')}>
            <h3>
              {definition.abbreviation} · {said(definition.title)}
            </h3>
            <p className="muted">
              {words('instruments-house.preview.about', {
                version: definition.version,
                items: definition.items.length,
                scores: definition.scores.length,
                flags: definition.flags.length,
              })}
            </p>
            <ol className={styles.preview}>
              {definition.items.map(({ id, text, options }) => (
                <li key={id}>
                  {text ? said(text) : <i>{words('instruments-house.preview.no-words')}</i>}
                  <span className="small muted">
                    {(definition.optionSets[options] ?? [])
                      .map(({ label, value }) => `${value} ${label ? said(label) : ''}`.trim())
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ol>
            <p className={styles.notice}>{definition.licence.notice}</p>
          </section>
        )}
        <FormActions>
          <Button
            type="submit"
            look="primary"
            isBusy={publish.isBusy}
            whyNot={definition ? null : words('instruments-house.not-yet')}
          >
            {words('instruments-house.publish')}
          </Button>
          <Button onClick={onClose}>{words('ui.close')}</Button>
        </FormActions>
      </Form>
    </Card>
  );
};
