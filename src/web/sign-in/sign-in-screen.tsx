import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SessionView, SignInRequest } from '#contract/session.ts';
import { get, Problem, send } from '#web/shell/api.ts';
import { answerByPasskey, knowsPasskeys } from '#web/shell/passkey.ts';
import { entered, sessionQuery } from '#web/shell/session.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Mark } from '#web/ui/bridge-drawing.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Crossing } from './crossing.tsx';
import styles from './sign-in-screen.module.css';

type Health = { readonly mode: 'demo' | 'production' };

const needsCode = (error: unknown) => error instanceof Problem && error.document.type.endsWith('/second-factor');

export const SignInScreen = () => {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { back, why } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [errors, setErrors] = useState<Record<string, string | undefined>>({});
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => get<Health>('/api/health', signal),
    retry: false,
  });

  const signIn = useMutation<SessionView, Problem, SignInRequest>({
    mutationFn: async (body) => entered(await send<SessionView>('POST', '/api/session', body, { isQuiet: true })),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      navigate({ href: back ?? '/', replace: true });
    },
    onError: (error) => {
      if (needsCode(error)) setAsksCode(true);
    },
  });

  const byPasskey = useMutation<SessionView | null, Problem>({
    mutationFn: async () => {
      const passkey = await answerByPasskey();
      return (
        passkey && entered(await send<SessionView>('POST', '/api/session/passkey', { passkey }, { isQuiet: true }))
      );
    },
    onSuccess: (session) => {
      if (session === null) return;
      queries.setQueryData(sessionQuery.queryKey, session);
      navigate({ href: back ?? '/', replace: true });
    },
  });

  useEffect(() => {
    document.title = `${words('shell.signIn.title')} · Footbridge`;
  });

  const submit = () => {
    const missing = {
      email: email.trim() ? undefined : words('shell.signIn.emailMissing'),
      password: password ? undefined : words('shell.signIn.passwordMissing'),
      code: !asksCode || code.trim() ? undefined : words('shell.signIn.codeMissing'),
    };
    setErrors(missing);
    if (Object.values(missing).some(Boolean) || signIn.isPending) return;
    signIn.mutate({ email: email.trim(), password, ...(asksCode && { code: code.replace(/\s/g, '') }) });
  };
  const isFirstAskForCode = needsCode(signIn.error) && code === '';

  return (
    <div className={styles.page}>
      <section className={styles.story} aria-label="Footbridge">
        <p className={styles.brand}>
          <Mark />
          Footbridge
        </p>
        <p className={styles.promise}>{words('shell.signIn.promise')}</p>
        <Crossing className={styles.drawing} />
      </section>
      <main id="main" className={styles.side}>
        <div className={styles.box}>
          <h1>{words('shell.signIn.title')}</h1>
          {why && (
            <Banner title={words(`shell.signIn.${why}`)}>
              {words(why === 'unsent' ? 'shell.signIn.draftsHere' : 'shell.signIn.draftsKept')}
            </Banner>
          )}
          <Form
            onSubmit={submit}
            errors={errors}
            problem={isFirstAskForCode ? null : (signIn.error ?? byPasskey.error)}
            label={words('shell.signIn.title')}
          >
            <TextField
              name="email"
              type="email"
              autoComplete="username"
              spellCheck={false}
              label={words('shell.signIn.email')}
              value={email}
              onChange={setEmail}
            />
            <TextField
              name="password"
              type="password"
              autoComplete="current-password"
              label={words('shell.signIn.password')}
              value={password}
              onChange={setPassword}
            />
            {asksCode && (
              <TextField
                name="code"
                autoComplete="one-time-code"
                autoFocus
                label={words('shell.signIn.code')}
                description={words('shell.signIn.codeAbout')}
                value={code}
                onChange={setCode}
              />
            )}
            <FormActions>
              <Button look="primary" type="submit" isBusy={signIn.isPending}>
                {words('shell.signIn.submit')}
              </Button>
              {knowsPasskeys() && (
                <Button isBusy={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
                  {words('shell.signIn.passkey')}
                </Button>
              )}
            </FormActions>
          </Form>
          {health.data?.mode === 'demo' && (
            <aside className={styles.demo}>
              <h2>{words('shell.demo.title')}</h2>
              <p>{words('shell.demo.text')}</p>
            </aside>
          )}
        </div>
      </main>
    </div>
  );
};
