import { useState } from 'react';
import type { SheetView } from '#contract/sheets.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export const VoidForm = ({ sheet, onClose }: { readonly sheet: SheetView; readonly onClose: () => void }) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <DrawerForm<SheetView>
      title={words('sheets.void.title', { sheet: sheet.shortId })}
      about={words('sheets.void.about')}
      path={`/api/sheets/${sheet.id}/void`}
      body={() => {
        setMissing(reason.trim() === '');
        return reason.trim() === '' ? null : { reason: reason.trim() };
      }}
      errors={isMissing ? { reason: words('sheets.void.reason-missing') } : {}}
      save={words('sheets.void.submit')}
      saved={words('sheets.void.done')}
      shape="centre"
      onClose={onClose}
    >
      <TextField
        label={words('sheets.void.reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={300}
        isRequired
      />
    </DrawerForm>
  );
};
