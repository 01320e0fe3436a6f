// The form on the screen as it comes on paper: in which language, and for a blank one of which kind.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ConsentsView, ConsentView } from '#contract/consent.ts';
import { type ConsentKind, consentKinds } from '#domain/consent/consent.ts';
import { InLanguage } from '#web/shell/in-language.tsx';
import { Button } from '#web/ui/button.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './consent-paper.module.css';
import { ConsentPaper } from './consent-paper.tsx';

export const PaperDialog = ({
  view,
  consent,
  language: own,
  onClose,
}: {
  readonly view: ConsentsView;
  readonly consent: ConsentView | null;
  /** The person's, where it is known. */
  readonly language: string | null;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const { locale } = useIntl();
  const [language, setLanguage] = useState<'en' | 'es'>(
    (consent?.language ?? own ?? locale).startsWith('es') ? 'es' : 'en',
  );
  const [kind, setKind] = useState<ConsentKind>(consent?.kind ?? 'release');
  return (
    <Dialog title={words('consent-paper.dialog')} size="large" onClose={onClose}>
      <div className={styles.controls}>
        {consent === null && (
          <Select
            label={words('consents.kind')}
            name="kind"
            options={consentKinds.map((value) => ({ value, label: words(`consent-kind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        )}
        <Segmented
          label={words('consent-paper.language')}
          isLabelHidden
          options={[
            { value: 'en', label: words('consent-paper.en') },
            { value: 'es', label: words('consent-paper.es') },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <Button look="primary" icon={IconPrinter} onClick={() => window.print()}>
          {words('consent-paper.print')}
        </Button>
      </div>
      <InLanguage language={language}>
        <ConsentPaper view={view} kind={kind} consent={consent} language={language} />
      </InLanguage>
    </Dialog>
  );
};
