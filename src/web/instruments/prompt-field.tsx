// What is answered in the person's own words: one text, or several entries, each of one text or of a few fields.
import type { Prompt } from '#domain/instruments/definition.ts';
import { inLanguage, type Language } from '#domain/instruments/language.ts';
import type { Entry, Written } from '#domain/instruments/written.ts';
import { Button } from '#web/ui/button.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './prompt-field.module.css';

export const PromptField = ({
  prompt,
  language,
  value,
  onChange,
}: {
  readonly prompt: Prompt;
  readonly language: Language;
  readonly value: unknown;
  readonly onChange: (value: Written | undefined) => void;
}) => {
  const words = useWords();
  const label = prompt.text ? inLanguage(prompt.text, language) : prompt.id;
  const about = prompt.about && inLanguage(prompt.about, language);
  if (!prompt.many && !prompt.fields)
    return (
      <div data-question={prompt.id} className={styles.prompt}>
        <TextArea
          label={label}
          {...(about !== undefined && { description: about })}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text === '' ? undefined : text)}
          maxLength={10_000}
        />
      </div>
    );
  const entries: readonly Entry[] = prompt.many
    ? Array.isArray(value)
      ? (value as Entry[])
      : []
    : [(value as Entry | undefined) ?? {}];
  const change = (now: readonly Entry[]) => onChange(prompt.many ? (now.length > 0 ? now : undefined) : now[0]);
  const replace = (at: number, entry: Entry) => change(entries.map((each, index) => (index === at ? entry : each)));
  const move = (at: number, to: number) => {
    const now = [...entries];
    const [moved] = now.splice(at, 1);
    if (moved !== undefined) now.splice(to, 0, moved);
    change(now);
  };
  return (
    <fieldset data-question={prompt.id} className={styles.prompt}>
      <legend className={styles.legend}>{label}</legend>
      {about && <p className="muted">{about}</p>}
      <ol className={styles.entries}>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone
          <li key={at} className={styles.entry}>
            {prompt.fields ? (
              prompt.fields.map((field) => (
                <TextArea
                  key={field.id}
                  label={inLanguage(field.label, language)}
                  value={typeof entry === 'string' ? '' : (entry[field.id] ?? '')}
                  onChange={(text) => replace(at, { ...(typeof entry === 'string' ? {} : entry), [field.id]: text })}
                  maxLength={10_000}
                />
              ))
            ) : (
              <TextArea
                label={words('instruments.entry', { number: at + 1 })}
                value={typeof entry === 'string' ? entry : ''}
                onChange={(text) => replace(at, text)}
                maxLength={10_000}
              />
            )}
            {prompt.many && (
              <div className={styles.actions}>
                {prompt.many === 'ranked' && at > 0 && (
                  <Button size="small" look="quiet" onClick={() => move(at, at - 1)}>
                    {words('instruments.entry.up')}
                  </Button>
                )}
                <Button size="small" look="quiet" onClick={() => change(entries.filter((_, index) => index !== at))}>
                  {words('instruments.entry.remove')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {prompt.many && (
        <Button size="small" onClick={() => change([...entries, prompt.fields ? {} : ''])}>
          {words('instruments.entry.add')}
        </Button>
      )}
    </fieldset>
  );
};
