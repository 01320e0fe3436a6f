// What the answers come to: nothing, their sum or their mean, and what a result is called.
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import type { Direction } from '#domain/instruments/definition.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './builder.module.css';
import type { Change } from './builder-answers.tsx';
import { type BuilderForm, type BuiltBand, definitionOf, noTexts } from './builder-form.ts';
import { TextsField } from './builder-texts.tsx';

export const ScorePart = ({ form, change }: { readonly form: BuilderForm; readonly change: Change }) => {
  const words = useWords();
  const { score } = form;
  const put = (part: Partial<BuilderForm['score']>) => change((now) => ({ ...now, score: { ...now.score, ...part } }));
  const [made] = definitionOf(form, 'preview', 1).scores;
  const range = made && 'range' in made ? made.range : null;
  return (
    <>
      <RadioChips
        label={words('builder.score.method')}
        options={(['none', 'sum', 'mean'] as const).map((value) => ({ value, label: words(`builder.score.${value}`) }))}
        value={score.method}
        onChange={(method) =>
          put({
            method,
            // A score says in which direction it is well.
            direction: method === 'none' ? 'none' : score.direction === 'none' ? 'higher-is-worse' : score.direction,
          })
        }
      />
      {score.method !== 'none' && (
        <>
          <TextsField
            label={words('builder.score.label')}
            name="scores/0/label"
            esName="spanish/score"
            value={score.label}
            isInSpanish={form.isInSpanish}
            isRequired
            onChange={(label) => put({ label })}
          />
          <RadioChips<Direction>
            label={words('builder.score.direction')}
            options={(['higher-is-worse', 'higher-is-better'] as const).map((value) => ({
              value,
              label: words(`builder.score.${value}`),
            }))}
            value={score.direction}
            onChange={(direction) => put({ direction })}
          />
          {range && <p className="small muted">{words('builder.score.range', { least: range[0], most: range[1] })}</p>}
          <h3>{words('builder.bands')}</h3>
          <p className="small muted">{words('builder.bands.about')}</p>
          {score.bands.map((band, at) => {
            const putBand = (part: Partial<BuiltBand>) => put({ bands: score.bands.with(at, { ...band, ...part }) });
            const name = `scores/0/bands/${at}`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: bands have no other identity than their order
              <div key={at} className={styles.band}>
                <NumberField
                  label={words('builder.band.from')}
                  name={`${name}/from`}
                  value={band.from}
                  step={score.method === 'mean' ? 0.1 : 1}
                  onChange={(from) => putBand({ from })}
                />
                <NumberField
                  label={words('builder.band.to')}
                  name={`${name}/to`}
                  value={band.to}
                  step={score.method === 'mean' ? 0.1 : 1}
                  onChange={(to) => putBand({ to })}
                />
                <TextsField
                  label={words('builder.band.label')}
                  name={`${name}/label`}
                  esName={`spanish/band/${at}`}
                  value={band.text}
                  isInSpanish={form.isInSpanish}
                  onChange={(text) => putBand({ text })}
                />
                <IconButton
                  icon={IconTrash}
                  size="small"
                  label={words('builder.band.remove', { number: at + 1 })}
                  onClick={() => put({ bands: score.bands.toSpliced(at, 1) })}
                />
              </div>
            );
          })}
          <div>
            <Button
              size="small"
              icon={IconPlus}
              onClick={() => {
                const to = score.bands.at(-1)?.to ?? null;
                put({
                  bands: [
                    ...score.bands,
                    { from: to === null ? (range?.[0] ?? 0) : to + 1, to: range?.[1] ?? null, text: noTexts },
                  ],
                });
              }}
            >
              {words('builder.band.add')}
            </Button>
          </div>
        </>
      )}
    </>
  );
};
