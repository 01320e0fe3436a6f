import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { type Problem, send } from './api.ts';
import { answerByPasskey, knowsPasskeys } from './passkey.ts';
import { useSession } from './session.ts';
import type { ProofWay } from './step-up.ts';

type StepUpProps = { readonly ways: readonly ProofWay[]; readonly onAnswer: (isShown: boolean) => void };

/** Comes over anything, because it is asked in the middle of an act: what was being done waits behind it. */
export const StepUpDialog = ({ ways, onAnswer }: StepUpProps) => {
  const words = useWords();
  const { staff } = useSession();
  const typedWays = ways.filter((each) => each !== 'passkey');
  const [way, setWay] = useState<ProofWay>(typedWays[0] ?? 'password');
  const [typed, setTyped] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const proof = useMutation<unknown, Problem, object>({
    mutationFn: (body) => send('POST', '/api/session/step-up', body, { isQuiet: true }),
    onSuccess: () => onAnswer(true),
  });
  const byPasskey = async () => {
    const passkey = await answerByPasskey();
    if (passkey) proof.mutate({ passkey });
  };
  const submit = () => {
    setIsMissing(typed.trim() === '');
    if (typed.trim() !== '' && !proof.isPending)
      proof.mutate({ [way]: way === 'code' ? typed.replace(/\s/g, '') : typed });
  };
  const other = typedWays.find((each) => each !== way);
  return (
    <Dialog
      title={words('shell.stepUp.title')}
      size="small"
      role="alertdialog"
      keepsOpenOutside
      onClose={() => onAnswer(false)}
    >
      <Form
        label={words('shell.stepUp.title')}
        onSubmit={submit}
        problem={proof.error}
        errors={isMissing ? { [way]: words(`shell.signIn.${way}Missing`) } : {}}
      >
        <p>{words('shell.stepUp.about', { name: staff.name })}</p>
        <TextField
          key={way}
          name={way}
          type={way === 'password' ? 'password' : 'text'}
          autoComplete={way === 'password' ? 'current-password' : 'one-time-code'}
          {...(way === 'code' && { inputMode: 'numeric' as const })}
          autoFocus
          label={words(`shell.signIn.${way}`)}
          value={typed}
          onChange={setTyped}
        />
        <FormActions>
          <Button look="primary" type="submit" isBusy={proof.isPending}>
            {words('shell.stepUp.submit')}
          </Button>
          {other && (
            <Button
              onClick={() => {
                proof.reset();
                setIsMissing(false);
                setTyped('');
                setWay(other);
              }}
            >
              {words(`shell.stepUp.by.${other}`)}
            </Button>
          )}
          {ways.includes('passkey') && knowsPasskeys() && (
            <Button onClick={byPasskey}>{words('shell.stepUp.by.passkey')}</Button>
          )}
          <Button onClick={() => onAnswer(false)}>{words('shell.stepUp.cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};
