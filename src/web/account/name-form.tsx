import { useState } from 'react';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

/** What its own person calls a passkey, or a device they are signed in on. */
export const NameForm = ({
  kind,
  path,
  name: before,
  onClose,
}: {
  readonly kind: 'passkeys' | 'sessions';
  readonly path: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [name, setName] = useState(before);
  const [isTried, setTried] = useState(false);
  // A device may go without a name; a passkey has nothing else to be known by.
  const isMissing = kind === 'passkeys' && name.trim() === '';
  return (
    <DrawerForm
      title={words(`account.${kind}.rename.title`, { name: before || 'none' })}
      method="PUT"
      path={path}
      body={() => {
        setTried(true);
        return isMissing ? null : { name: name.trim() || null };
      }}
      errors={isTried && isMissing ? { name: words('account.passkeys.nameMissing') } : {}}
      save={words('account.sessions.nameSave')}
      saved={words(`account.${kind}.named`)}
      shape="centre"
      onClose={onClose}
    >
      <TextField
        label={words(`account.${kind}.name`)}
        description={words(`account.${kind}.nameAbout`)}
        name="name"
        value={name}
        onChange={setName}
      />
    </DrawerForm>
  );
};
