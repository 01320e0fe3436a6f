import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { OwnSessions } from '#contract/account.ts';
import { type Problem, send } from '#web/shell/api.ts';
import { knowsPasskeys } from '#web/shell/passkey.ts';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './account.module.css';

const NameForm = lazy(() => import('./name-form.tsx').then((module) => ({ default: module.NameForm })));

/** The device makes the key; false where its owner turned it down. */
const makePasskey = async (name: string): Promise<boolean> => {
  const { host } = window.location;
  const optionsJSON = await send<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/account/passkeys/offer', {
    host,
  });
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await startRegistration({ optionsJSON }).catch(() => null);
  if (made === null) return false;
  const { clientDataJSON, attestationObject, transports } = made.response;
  await send('POST', '/api/account/passkeys', {
    host,
    name,
    passkey: {
      id: made.id,
      rawId: made.rawId,
      type: made.type,
      response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
    },
  });
  return true;
};

export const PasskeysCard = ({ passkeys }: { readonly passkeys: OwnSessions['passkeys'] }) => {
  const words = useWords();
  const intl = useIntl();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const make = useMutation<boolean, Problem>({
    mutationFn: () => makePasskey(name.trim()),
    onSuccess: async (isMade) => {
      notify(words(isMade ? 'account.passkeys.made' : 'account.passkeys.notMade'));
      if (isMade) setName('');
      await queries.invalidateQueries({ queryKey: ['api'] });
    },
  });
  const remove = useSend<null, string>('DELETE', (id) => `/api/account/passkeys/${id}`, {
    onDone: () => notify(words('account.passkeys.removed')),
  });
  const [renaming, setRenaming] = useState<OwnSessions['passkeys'][number] | null>(null);
  const day = (at: string) => intl.formatDate(at, { dateStyle: 'medium' });
  return (
    <Card title={words('account.passkeys')}>
      <div className={styles.passkeys}>
        <p className={styles.text}>{words('account.passkeys.about')}</p>
        {passkeys.length > 0 && (
          <RowList label={words('account.passkeys')}>
            {passkeys.map((key) => (
              <Row
                key={key.id}
                title={key.name}
                detail={words('account.passkeys.line', {
                  made: day(key.createdAt),
                  used: key.lastUsedAt ? day(key.lastUsedAt) : 'never',
                  kept: key.isBackedUp ? 'synced' : 'device',
                })}
                action={
                  <div className={styles.actions}>
                    <Button size="small" onClick={() => setRenaming(key)}>
                      {words('account.rename')}
                    </Button>
                    <Button size="small" isBusy={remove.isBusy} onClick={() => remove.send(key.id)}>
                      {words('account.passkeys.remove')}
                    </Button>
                  </div>
                }
              />
            ))}
          </RowList>
        )}
        {knowsPasskeys() && (
          <Form
            label={words('account.passkeys.add')}
            problem={make.error ?? remove.problem}
            errors={isMissing ? { passkeyName: words('account.passkeys.nameMissing') } : {}}
            onSubmit={() => {
              setIsMissing(name.trim() === '');
              if (name.trim() !== '' && !make.isPending) make.mutate();
            }}
          >
            <TextField
              label={words('account.passkeys.name')}
              description={words('account.passkeys.nameAbout')}
              name="passkeyName"
              value={name}
              onChange={setName}
            />
            <FormActions>
              <Button type="submit" isBusy={make.isPending}>
                {words('account.passkeys.add')}
              </Button>
            </FormActions>
          </Form>
        )}
      </div>
      {renaming && (
        <Suspense>
          <NameForm
            kind="passkeys"
            path={`/api/account/passkeys/${renaming.id}`}
            name={renaming.name}
            onClose={() => setRenaming(null)}
          />
        </Suspense>
      )}
    </Card>
  );
};
