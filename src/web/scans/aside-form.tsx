import { useState } from 'react';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export const AsideForm = ({
  pageId,
  onClose,
  onAside,
}: {
  readonly pageId: string;
  readonly onClose: () => void;
  readonly onAside: () => void;
}) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <DrawerForm
      title={words('scans.aside.title')}
      about={words('scans.aside.about')}
      path={`/api/scan-pages/${pageId}/put-aside`}
      body={() => {
        setMissing(reason.trim() === '');
        return reason.trim() === '' ? null : { reason: reason.trim() };
      }}
      errors={isMissing ? { reason: words('scans.aside.reason-missing') } : {}}
      save={words('scans.aside')}
      saved={words('scans.aside.done')}
      shape="centre"
      onClose={onClose}
      onSaved={onAside}
    >
      <TextField
        label={words('scans.aside.reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={300}
        isRequired
      />
    </DrawerForm>
  );
};
