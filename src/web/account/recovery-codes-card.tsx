import { useState } from 'react';
import type { RecoveryCodes } from '#contract/account.ts';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './account.module.css';

/** Shown once, to be printed or copied; afterwards only how many are left. */
export const RecoveryCodesCard = ({ left }: { readonly left: number }) => {
  const words = useWords();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const make = useSend<RecoveryCodes, object>('POST', '/api/account/recovery-codes', {
    onDone: (answer) => setCodes(answer.codes),
  });
  return (
    <Card title={words('account.codes')}>
      <Form label={words('account.codes')} problem={make.problem} onSubmit={() => make.send({})}>
        <p className={styles.text}>{words('account.codes.about', { left })}</p>
        {codes.length > 0 && (
          <section className={styles.codes} aria-label={words('account.codes.list')}>
            <p className={styles.text}>{words('account.codes.once')}</p>
            <ol>
              {codes.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ol>
          </section>
        )}
        <FormActions>
          {codes.length > 0 && (
            <Button look="primary" onClick={() => window.print()}>
              {words('account.codes.print')}
            </Button>
          )}
          <Button type="submit" isBusy={make.isBusy}>
            {words(left > 0 ? 'account.codes.again' : 'account.codes.make')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
};
