// Beginning: which, who answers and how, in which language. Nothing is filled in from last time.
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { SittingList, SittingView } from '#contract/instruments.ts';
import { type Means, meansFor } from '#domain/instruments/sitting.ts';
import { SegmentField } from '#web/shell/segment-field.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips, Segmented } from '#web/ui/choices.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { languageOf, useSaid } from './said.ts';

export const BeginSitting = ({
  chart,
  list,
  onBegun,
}: {
  readonly chart: ChartView;
  readonly list: SittingList;
  readonly onBegun: (id: string) => void;
}) => {
  const words = useWords();
  const said = useSaid();
  const { locale } = useIntl();
  const [key, setKey] = useState('');
  const [means, setMeans] = useState<Means | null>(null);
  const [language, setLanguage] = useState<'en' | 'es' | null>(null);
  const [proxyName, setProxyName] = useState('');
  const [segment, setSegment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const chosen = list.offered.find((each) => each.key === key);
  const ways = chosen ? meansFor(chosen.respondent) : [];
  const way = means !== null && ways.includes(means) ? means : (ways[0] ?? null);
  const theirs = languageOf(chart.client.language ?? locale);
  const spoken = chosen
    ? (chosen.languages.find((each) => each === (language ?? theirs)) ?? chosen.languages[0] ?? 'en')
    : 'en';
  const begin = useSend<SittingView, object>('POST', `/api/clients/${chart.client.id}/sittings`, {
    onDone: ({ id }) => onBegun(id),
  });
  const submit = () => {
    const isIncomplete = !chosen || way === null || (way === 'proxy' && proxyName.trim() === '');
    setMissing(isIncomplete);
    if (!isIncomplete)
      begin.send({
        instrument: chosen.key,
        means: way,
        language: spoken,
        ...(way === 'proxy' && { proxyName: proxyName.trim() }),
        ...(segment && { segment }),
      });
  };
  if (!chart.may.includes('begin-sitting')) return null;
  return (
    <Card title={words('instruments.begin')}>
      <Form
        label={words('instruments.begin')}
        onSubmit={submit}
        problem={begin.problem}
        errors={
          isMissing
            ? {
                ...(!chosen && { instrument: words('instruments.begin.which-missing') }),
                ...(way === 'proxy' && !proxyName.trim() && { proxyName: words('refusal.sitting-proxy-name') }),
              }
            : {}
        }
      >
        <Select
          label={words('instruments.begin.which')}
          name="instrument"
          value={key}
          onChange={setKey}
          placeholder={words('instruments.begin.choose')}
          options={list.offered.map((each) => ({
            value: each.key,
            label:
              each.abbreviation === said(each.title) ? each.abbreviation : `${each.abbreviation} · ${said(each.title)}`,
          }))}
        />
        {chosen && (
          <>
            <RadioChips
              label={words('instruments.begin.how')}
              name="means"
              value={way}
              onChange={setMeans}
              options={ways.map((each) => ({ value: each, label: words(`instruments.means.${each}`) }))}
            />
            {way === 'proxy' && (
              <TextField
                label={words('instruments.begin.proxy')}
                name="proxyName"
                value={proxyName}
                onChange={setProxyName}
                maxLength={200}
              />
            )}
            {chosen.languages.length > 1 && (
              <Segmented
                label={words('instruments.begin.language')}
                name="language"
                value={spoken}
                onChange={setLanguage}
                options={chosen.languages.map((each) => ({
                  value: each,
                  label: words(`instruments.language.${each}`),
                }))}
              />
            )}
            <SegmentField chart={chart} of="other" value={segment} onChange={setSegment} />
            {chosen.languages.length === 1 && theirs !== spoken && (
              <p className="small muted">{words('instruments.begin.english-only')}</p>
            )}
          </>
        )}
        <FormActions>
          <Button
            type="submit"
            look={list.items.some(({ state }) => state === 'draft') ? 'secondary' : 'primary'}
            isBusy={begin.isBusy}
          >
            {words('instruments.begin.submit')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
};
