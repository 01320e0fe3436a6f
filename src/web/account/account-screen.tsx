import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { OwnSessions, SecondFactorView } from '#contract/account.ts';
import { whyNotPassword } from '#domain/access/password.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './account.module.css';
import { KinshipCard } from './kinship-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { RecoveryCodesCard } from './recovery-codes-card.tsx';

const NameForm = lazy(() => import('./name-form.tsx').then((module) => ({ default: module.NameForm })));

/** One's own account: password, second factor, and where one is signed in. */
export const AccountScreen = () => {
  const words = useWords();
  const sessions = useQuery(read<OwnSessions>('/api/account/sessions'));
  return (
    <Screen title={words('account.title')} lede={words('account.lede')} width="reading">
      <Stack>
        <PasswordCard />
        <Fetched query={sessions}>
          {({ items, hasSecondFactor, recoveryCodesLeft, passkeys }) => (
            <Stack>
              <PasskeysCard passkeys={passkeys} />
              <SecondFactorCard isSet={hasSecondFactor} />
              {hasSecondFactor && <RecoveryCodesCard left={recoveryCodesLeft} />}
              <SessionsCard items={items} />
            </Stack>
          )}
        </Fetched>
        <KinshipCard />
      </Stack>
    </Screen>
  );
};

const PasswordCard = () => {
  const words = useWords();
  const { staff } = useSession();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const change = useSend<unknown, object>('POST', '/api/account/password', {
    // Every session ended, this one too: the next read leads to the sign-in.
    onDone: () => notify(words('account.password.changed')),
  });
  const [first] = password === '' ? [] : whyNotPassword(password, [staff.name, staff.agency.name]);
  const errors = {
    password: first && words(`refusal.${first.code}`, first.params),
    again: again !== '' && again !== password ? words('account.password.differs') : undefined,
  };
  return (
    <Card title={words('account.password')}>
      <Form
        label={words('account.password')}
        problem={change.problem}
        errors={errors}
        onSubmit={() => {
          if (!errors.password && again === password) change.send({ current, password });
        }}
      >
        <TextField
          label={words('account.password.current')}
          name="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <TextField
          label={words('account.password.new')}
          description={words('account.password.about')}
          name="password"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <TextField
          label={words('account.password.again')}
          name="again"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
        />
        <FormActions>
          <Button look="primary" type="submit" isBusy={change.isBusy}>
            {words('account.password.change')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
};

const SecondFactorCard = ({ isSet }: { readonly isSet: boolean }) => {
  const words = useWords();
  const [code, setCode] = useState('');
  const [offer, setOffer] = useState<SecondFactorView | null>(null);
  const factor = useSend<SecondFactorView, object>('POST', '/api/account/second-factor', {
    onDone: (answer) => {
      setOffer(answer.state === 'offered' ? answer : null);
      if (answer.state === 'offered') return;
      setCode('');
      notify(words(`account.factor.${answer.state}`));
    },
  });
  const submit = () => {
    if (isSet) factor.send({ remove: true });
    else if (offer?.secret) factor.send({ secret: offer.secret, code });
    else factor.send({});
  };
  return (
    <Card
      title={words('account.factor')}
      aside={<Tag tone={isSet ? 'ok' : 'due'}>{words(isSet ? 'account.factor.on' : 'account.factor.off')}</Tag>}
    >
      <Form label={words('account.factor')} problem={factor.problem} onSubmit={submit}>
        <p className={styles.text}>{words(isSet ? 'account.factor.about.on' : 'account.factor.about.off')}</p>
        {offer?.secret && (
          <>
            <p className={styles.text}>{words('account.factor.enter')}</p>
            <p className={styles.secret}>
              <code>{offer.secret.match(/.{1,4}/g)?.join(' ')}</code>
            </p>
            {offer.address && (
              <p>
                <a href={offer.address}>{words('account.factor.open')}</a>
              </p>
            )}
            <TextField
              label={words('account.factor.code')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={setCode}
            />
          </>
        )}
        <FormActions>
          <Button look={isSet ? 'danger' : 'secondary'} type="submit" isBusy={factor.isBusy}>
            {words(isSet ? 'account.factor.remove' : offer ? 'account.factor.confirm' : 'account.factor.begin')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
};

/** What a browser says of itself, as far as it tells the devices apart. */
const deviceOf = (agent: string | null): string => {
  const text = agent ?? '';
  const browser = /Edg\//.test(text)
    ? 'Edge'
    : /Firefox\//.test(text)
      ? 'Firefox'
      : /Chrome\//.test(text)
        ? 'Chrome'
        : /Safari\//.test(text)
          ? 'Safari'
          : '';
  const system = /Android/.test(text)
    ? 'Android'
    : /iPhone|iPad/.test(text)
      ? 'iOS'
      : /Windows/.test(text)
        ? 'Windows'
        : /Mac OS/.test(text)
          ? 'macOS'
          : /Linux/.test(text)
            ? 'Linux'
            : '';
  return [browser, system].filter(Boolean).join(', ');
};

const SessionsCard = ({ items }: { readonly items: OwnSessions['items'] }) => {
  const words = useWords();
  const intl = useIntl();
  const [renaming, setRenaming] = useState<OwnSessions['items'][number] | null>(null);
  const end = useSend<null, string>('DELETE', (id) => `/api/account/sessions/${id}`);
  const moment = (at: string) =>
    intl.formatDate(at, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
  return (
    <Card title={words('account.sessions')} padding="none">
      <RowList label={words('account.sessions')}>
        {items.map((session) => (
          <Row
            key={session.id}
            title={session.deviceName ?? (deviceOf(session.userAgent) || words('account.sessions.unknown'))}
            detail={words('account.sessions.line', {
              since: moment(session.createdAt),
              seen: moment(session.lastSeenAt),
              address: session.address ?? '',
            })}
            status={session.isCurrent && <Tag tone="ok">{words('account.sessions.this')}</Tag>}
            action={
              <div className={styles.actions}>
                <Button size="small" onClick={() => setRenaming(session)}>
                  {words('account.rename')}
                </Button>
                {!session.isCurrent && (
                  <Button size="small" isBusy={end.isBusy} onClick={() => end.send(session.id)}>
                    {words('account.sessions.end')}
                  </Button>
                )}
              </div>
            }
          />
        ))}
      </RowList>
      {renaming && (
        <Suspense>
          <NameForm
            kind="sessions"
            path={`/api/account/sessions/${renaming.id}`}
            name={renaming.deviceName ?? ''}
            onClose={() => setRenaming(null)}
          />
        </Suspense>
      )}
    </Card>
  );
};
