// Paper is given to somebody: nothing of a record prints, by whatever key or menu, until it is said to whom, and that stands in the log.
// Where the browser prints by itself, a sentence that says how is all that is on the paper.
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { DisclosureMade } from '#contract/disclosures.ts';
import { useCommand } from './commands.ts';
import styles from './for-paper.module.css';
import { useShortcut } from './keyboard.ts';
import type { OnPaper } from './print-form.tsx';

const PrintForm = lazy(() => import('./print-form.tsx').then((module) => ({ default: module.PrintForm })));

export type ForPaperProps = {
  readonly clientId: string;
  readonly name: string;
  /** Null where what is shown has no paper of its own. */
  readonly what: OnPaper | null;
  /** What Ctrl P and the palette offer. */
  readonly label: string;
  /** All that is on the paper until then. */
  readonly notYet: string;
  /** `made`: what must go along, the statement of 42 CFR 2.32 and what the consents reach; null until it is said for whom. */
  readonly children: (made: DisclosureMade | null, ask: () => void) => ReactNode;
};

export const ForPaper = ({ clientId, name, what, label, notYet, children }: ForPaperProps) => {
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<DisclosureMade | null>(null);
  useEffect(() => {
    if (made === null) return;
    const done = () => setMade(null);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [made]);
  const ask = () => setAsking(true);
  return (
    <>
      {what && (
        <>
          <Offer label={label} onAsk={ask} />
          <Suspense>
            {isAsking && (
              <PrintForm
                clientId={clientId}
                name={name}
                what={what}
                onClose={() => setAsking(false)}
                onMade={setMade}
              />
            )}
          </Suspense>
        </>
      )}
      {made === null && <p className={styles.notYet}>{notYet}</p>}
      <div data-for-paper className={made === null ? styles.onScreen : undefined}>
        {children(made, ask)}
      </div>
    </>
  );
};

const Offer = ({ label, onAsk }: { readonly label: string; readonly onAsk: () => void }) => {
  useShortcut('Ctrl+p', label, onAsk);
  useCommand({ key: 'print', label, keys: 'Ctrl P', run: onAsk });
  return null;
};
