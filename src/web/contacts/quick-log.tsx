// The quick contact log: beside whatever is on the screen where there is room, a full sheet on a phone.
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type QuickLogProps, useLogContact } from '#web/shell/log-contact.ts';
import { useWords } from '#web/ui/words.ts';
import { Workspace } from '#web/ui/workspace.tsx';
import { ClientChoice } from './client-choice.tsx';
import { LogForm } from './log-form.tsx';
import styles from './quick-log.module.css';

export const QuickLog = ({ clientId, onClose }: QuickLogProps) => {
  const words = useWords();
  const { clientId: inChart } = useParams({ strict: false });
  const [opened] = useState(clientId ?? inChart ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  // Asked for again, for somebody else: that wish counts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request is the trigger
  useEffect(() => setChosen(null), [clientId]);
  // And asked for again while it lies small at the foot of the screen, it opens.
  const asked = useLogContact();
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request is the trigger
  useEffect(() => place.current?.querySelector<HTMLElement>('header [aria-expanded="false"]')?.click(), [asked]);
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const about = chosen ?? clientId ?? opened;
  return (
    <div ref={place} className={styles.place}>
      <Workspace title={words('contacts.log.title')} status={keptAt && words('shell.draft.kept')} onClose={onClose}>
        {about === null ? (
          <ClientChoice onChoose={setChosen} />
        ) : (
          <LogForm key={about} clientId={about} onKept={setKeptAt} onClose={onClose} />
        )}
      </Workspace>
    </div>
  );
};
