// Asked before sheets are printed: which, in which language, on what paper. The answer is a PDF to keep or print.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { InstrumentList, InstrumentSummary } from '#contract/instruments.ts';
import type { Day } from '#domain/basics/day.ts';
import { type Problem, read, sendForFile } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { keepFile } from '#web/shell/keep-file.ts';
import type { PrintSheetsRequest } from '#web/shell/print-sheets.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox, Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';

type Asked = { readonly request: PrintSheetsRequest; readonly onClose: () => void };

export const PrintSheets = ({ request, onClose }: Asked) => {
  const words = useWords();
  const instruments = useQuery(read<InstrumentList>('/api/instruments'));
  return (
    <Dialog title={words('sheets.print')} onClose={onClose} shape="drawer" keepsOpenOutside>
      <Fetched query={instruments} lines={6}>
        {({ items }) => (
          <PrintForm offered={items.filter(({ isOffered }) => isOffered)} request={request} onClose={onClose} />
        )}
      </Fetched>
    </Dialog>
  );
};

const PrintForm = ({ offered, request, onClose }: Asked & { readonly offered: readonly InstrumentSummary[] }) => {
  const words = useWords();
  const queries = useQueryClient();
  const { locale } = useIntl();
  const today = useToday();
  const count = request.clientIds.length;
  const [key, setKey] = useState('');
  const [language, setLanguage] = useState<'en' | 'es' | null>(null);
  // Paper is Letter where English is spoken in the American way, and A4 in the rest of the world.
  const [paper, setPaper] = useState<'a4' | 'letter'>(/-(US|CA)$/.test(navigator.language) ? 'letter' : 'a4');
  const [isLarge, setLarge] = useState(false);
  const [dueOn, setDueOn] = useState<Day | null>(today);
  const [isMissing, setMissing] = useState(false);
  const chosen = offered.find((each) => each.key === key);
  const theirs = (request.language ?? locale).startsWith('es') ? 'es' : 'en';
  const spoken = chosen?.languages.find((each) => each === (language ?? theirs)) ?? 'en';
  const titleOf = ({ abbreviation, title }: InstrumentSummary) => {
    const said = (locale.startsWith('es') ? title.es : title.en) ?? title.en;
    return said === abbreviation ? said : `${abbreviation} · ${said}`;
  };
  const printing = useMutation<Blob, Problem>({
    mutationFn: () =>
      sendForFile('/api/sheets', {
        ...{ clientIds: request.clientIds, instrument: key, language: spoken, paper, isLarge },
        ...(dueOn && { dueOn }),
      }),
    onSuccess: async (file) => {
      keepFile(file, `${words('sheets.print.file')}-${today}.pdf`);
      notify(words('sheets.print.done', { count }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['api'] });
    },
  });
  return (
    <Form
      label={words('sheets.print')}
      onSubmit={() => {
        setMissing(!chosen);
        if (chosen && !printing.isPending) printing.mutate();
      }}
      problem={printing.error}
      errors={isMissing && !chosen ? { instrument: words('sheets.print.which-missing') } : {}}
    >
      <p className="muted">{words('sheets.print.lede', { count })}</p>
      <Select
        label={words('sheets.print.which')}
        name="instrument"
        value={key}
        onChange={setKey}
        placeholder={words('sheets.print.choose')}
        options={offered.map((each) => ({ value: each.key, label: titleOf(each) }))}
      />
      {chosen && chosen.languages.length > 1 && (
        <Segmented
          label={words('sheets.print.language')}
          name="language"
          value={spoken}
          onChange={setLanguage}
          options={chosen.languages.map((each) => ({ value: each, label: words(`sheets.print.language.${each}`) }))}
        />
      )}
      {chosen && chosen.languages.length === 1 && theirs !== 'en' && (
        <p className="small muted">{words('sheets.print.english-only')}</p>
      )}
      <DayField label={words('sheets.print.due')} name="dueOn" value={dueOn} onChange={setDueOn} min={today} />
      <Segmented
        label={words('sheets.print.paper')}
        name="paper"
        value={paper}
        onChange={setPaper}
        options={(['a4', 'letter'] as const).map((each) => ({
          value: each,
          label: words(`sheets.print.paper.${each}`),
        }))}
      />
      <Checkbox label={words('sheets.print.large')} name="isLarge" isSelected={isLarge} onChange={setLarge} />
      <p className="small muted">{words('sheets.print.anonymous')}</p>
      <FormActions>
        <Button type="submit" look="primary" isBusy={printing.isPending}>
          {words('sheets.print.submit', { count })}
        </Button>
        <Button onClick={onClose}>{words('ui.close')}</Button>
      </FormActions>
    </Form>
  );
};
