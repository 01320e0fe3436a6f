// What the copy of the record is like: its language and print, and what is left out of it on grounds the answer names.
import { useState } from 'react';
import type { RequestsView, RequestView } from '#contract/rights.ts';
import { recordLanguages } from '#domain/work/rights.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { Button } from '#web/ui/button.tsx';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { useWords } from '#web/ui/words.ts';
import { useEntryLabel } from './entry-label.ts';
import { pathOf } from './request-doing.ts';
import styles from './requests.module.css';

export const CopyForm = ({
  request,
  entries,
  onClose,
}: {
  readonly request: RequestView;
  readonly entries: RequestsView['entries'];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const entryLabel = useEntryLabel();
  const [language, setLanguage] = useState<(typeof recordLanguages)[number]>(request.language === 'es' ? 'es' : 'en');
  const [largePrint, setLargePrint] = useState(request.largePrint);
  const [withSupportersWords, setWithSupportersWords] = useState(false);
  const [leaveOut, setLeaveOut] = useState<readonly string[]>([]);
  return (
    <DrawerForm
      title={words('requests.copy')}
      about={words('requests.copy.about', { name: request.clientName })}
      path={`${pathOf(request)}/package`}
      body={() => ({ language, largePrint, withSupportersWords, leaveOut })}
      save={words('requests.copy.make')}
      saved={words('requests.copy.asked')}
      onClose={onClose}
    >
      <RadioChips
        label={words('requests.language')}
        name="language"
        options={recordLanguages.map((value) => ({ value, label: words(`requests.language.${value}`) }))}
        value={language}
        onChange={setLanguage}
      />
      <Checkbox
        label={words('requests.largePrint')}
        name="largePrint"
        isSelected={largePrint}
        onChange={setLargePrint}
      />
      <Checkbox
        label={words('requests.copy.supporters')}
        description={words('requests.copy.supporters.about')}
        name="withSupportersWords"
        isSelected={withSupportersWords}
        onChange={setWithSupportersWords}
      />
      <ComboBox
        label={words('requests.copy.leave-out')}
        description={words('requests.copy.leave-out.about')}
        name="leaveOut"
        options={entries
          .filter(({ id, kind }) => kind !== 'client' && !leaveOut.includes(id))
          .map((each) => ({ value: each.id, label: entryLabel(each) }))}
        value={null}
        onChange={(id) => id && setLeaveOut([...leaveOut, id])}
      />
      {leaveOut.length > 0 && (
        <ul className={styles.leftOut}>
          {entries
            .filter(({ id }) => leaveOut.includes(id))
            .map((each) => (
              <li key={each.id}>
                <span>{entryLabel(each)}</span>
                <Button size="small" look="quiet" onClick={() => setLeaveOut(leaveOut.filter((id) => id !== each.id))}>
                  {words('requests.copy.give-after-all')}
                </Button>
              </li>
            ))}
        </ul>
      )}
    </DrawerForm>
  );
};
