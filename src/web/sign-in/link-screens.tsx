import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { whyNotPassword } from '#domain/access/password.ts';
import { type Problem, send } from '#web/shell/api.ts';
import { Mark } from '#web/ui/bridge-drawing.tsx';
import { Button } from '#web/ui/button.tsx';
import { FieldRow, Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './sign-in-screen.module.css';

const Page = ({
  title,
  lede,
  children,
}: {
  readonly title: string;
  readonly lede: string;
  readonly children: ReactNode;
}) => {
  useEffect(() => {
    document.title = `${title} · Footbridge`;
  });
  return (
    <main id="main" className={styles.link}>
      <div className={styles.box}>
        <p className={styles.brand}>
          <Mark />
          Footbridge
        </p>
        <h1>{title}</h1>
        <p>{lede}</p>
        {children}
      </div>
    </main>
  );
};

/** The password, twice, and at once why it will not do. */
const usePasswords = (known: readonly string[]) => {
  const words = useWords();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [first] = password === '' ? [] : whyNotPassword(password, known);
  const errors = {
    password: first && words(`refusal.${first.code}`, first.params),
    again: again !== '' && again !== password ? words('account.password.differs') : undefined,
  };
  const fields = (
    <>
      <TextField
        label={words('account.password.new')}
        description={words('account.password.about')}
        name="password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <TextField
        label={words('account.password.again')}
        name="again"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        isRequired
      />
    </>
  );
  return { password, errors, fields, isReady: !first && password !== '' && again === password };
};

const useLink = (path: string) => {
  const words = useWords();
  const navigate = useNavigate();
  return useMutation<unknown, Problem, object>({
    mutationFn: (body) => send('POST', path, body, { isQuiet: true }),
    onSuccess: () => {
      notify(words('account.link.done'));
      navigate({ to: '/sign-in', search: {} as never, replace: true });
    },
  });
};

/** An invitation: choose a password, then sign in. */
export const InvitationScreen = () => {
  const words = useWords();
  const { token } = useParams({ strict: false }) as { token: string };
  const accept = useLink('/api/invitation');
  const { password, errors, fields, isReady } = usePasswords([]);
  return (
    <Page title={words('account.invitation')} lede={words('account.invitation.lede')}>
      <Form
        label={words('account.invitation')}
        problem={accept.error}
        errors={errors}
        onSubmit={() => isReady && accept.mutate({ token, password })}
      >
        {fields}
        <FormActions>
          <Button look="primary" type="submit" isBusy={accept.isPending}>
            {words('account.invitation.submit')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
};

/** First start in production: found the agency and become its first administrator. */
export const SetUpScreen = () => {
  const words = useWords();
  const { locale } = useIntl();
  const { token } = useParams({ strict: false }) as { token: string };
  const setUp = useLink('/api/set-up');
  const [agencyName, setAgencyName] = useState('');
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [givenName, setGivenName] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [email, setEmail] = useState('');
  const { password, errors, fields, isReady } = usePasswords([agencyName, email]);
  return (
    <Page title={words('account.setUp')} lede={words('account.setUp.lede')}>
      <Form
        label={words('account.setUp')}
        problem={setUp.error}
        errors={errors}
        onSubmit={() =>
          isReady &&
          setUp.mutate({
            token,
            agencyName,
            timeZone,
            language: locale.startsWith('es') ? 'es' : 'en',
            givenName,
            familyName,
            email,
            password,
          })
        }
      >
        <TextField
          label={words('account.setUp.agency')}
          name="agencyName"
          value={agencyName}
          onChange={setAgencyName}
          isRequired
        />
        <Select
          label={words('house.timeZone')}
          description={words('house.timeZone.about')}
          name="timeZone"
          value={timeZone}
          onChange={setTimeZone}
          options={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          }))}
        />
        <FieldRow>
          <TextField
            label={words('house.givenName')}
            name="givenName"
            autoComplete="given-name"
            value={givenName}
            onChange={setGivenName}
            isRequired
          />
          <TextField
            label={words('house.familyName')}
            name="familyName"
            autoComplete="family-name"
            value={familyName}
            onChange={setFamilyName}
            isRequired
          />
        </FieldRow>
        <TextField
          label={words('house.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
        {fields}
        <FormActions>
          <Button look="primary" type="submit" isBusy={setUp.isPending}>
            {words('account.setUp.submit')}
          </Button>
        </FormActions>
      </Form>
    </Page>
  );
};
