import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DisclosuresView } from '#contract/disclosures.ts';
import { type AccountingLaw, accountingLaws } from '#domain/disclosure/accounting.ts';
import { type Problem, sendForFile } from '#web/shell/api.ts';
import { keepFile } from '#web/shell/keep-file.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox, RadioChips, Segmented } from '#web/ui/choices.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';

/** The list the person may ask for, as a paper in their language. */
export const AccountingForm = ({
  client,
  onClose,
}: {
  readonly client: DisclosuresView['client'];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const intl = useIntl();
  const queries = useQueryClient();
  const { id, name, language: own, largePrint } = client;
  const [law, setLaw] = useState<AccountingLaw>('hipaa');
  const [language, setLanguage] = useState<'en' | 'es'>((own ?? intl.locale).startsWith('es') ? 'es' : 'en');
  const [isLarge, setLarge] = useState(largePrint);
  const making = useMutation<Blob, Problem>({
    mutationFn: () => sendForFile(`/api/clients/${id}/accounting`, { law, language, isLarge }),
    onSuccess: async (file) => {
      keepFile(file, `${words('accounting-form.file')}.pdf`);
      notify(words('accounting-form.made'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['api'] });
    },
  });
  return (
    <Dialog title={words('accounting-form.title')} onClose={onClose} shape="drawer" keepsOpenOutside>
      <Form onSubmit={() => making.mutate()} problem={making.error} label={words('accounting-form.title')}>
        <p className="muted">{words('accounting-form.about', { name })}</p>
        <RadioChips
          label={words('accounting-form.law')}
          name="law"
          options={accountingLaws.map((value) => ({ value, label: words(`accounting-form.law.${value}`) }))}
          value={law}
          onChange={setLaw}
        />
        <p className="small muted">{words(`accounting-form.about.${law}`)}</p>
        <Segmented
          label={words('accounting-form.language')}
          name="language"
          options={[
            { value: 'en', label: words('accounting-form.en') },
            { value: 'es', label: words('accounting-form.es') },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <Checkbox label={words('accounting-form.large')} isSelected={isLarge} onChange={setLarge} />
        <FormActions>
          <Button look="primary" type="submit" isBusy={making.isPending}>
            {words('accounting-form.make')}
          </Button>
          <Button onClick={onClose}>{words('ui.close')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};
