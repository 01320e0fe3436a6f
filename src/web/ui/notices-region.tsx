import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconArrowBackUp from '@tabler/icons-react/icons/IconArrowBackUp';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import IconX from '@tabler/icons-react/icons/IconX';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { dismissNotice, type Notice, useNotices } from './notices.ts';
import styles from './notices-region.module.css';
import { useWords } from './words.ts';

/** Stands once, in the app frame. Read out politely; waits while the pointer or the focus is on it. */
export const NoticesRegion = () => {
  const words = useWords();
  const notices = useNotices();
  const [isHeld, setHeld] = useState(false);
  return (
    <section
      className={styles.region}
      aria-label={words('ui.notices')}
      aria-live="polite"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} isHeld={isHeld} />
      ))}
    </section>
  );
};

const icons = { ok: IconCircleCheck, info: IconInfoCircle, over: IconAlertTriangle };

const NoticeLine = ({ notice, isHeld }: { readonly notice: Notice; readonly isHeld: boolean }) => {
  const words = useWords();
  const Icon = icons[notice.tone];
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissNotice(notice.id), notice.millisecondsInView);
    return () => clearTimeout(timer);
  }, [notice, isHeld]);
  return (
    <div className={classNames(styles.notice, styles[notice.tone])}>
      <Icon aria-hidden className={styles.icon} />
      <p className={styles.message}>{notice.message}</p>
      {notice.undo && (
        <Button
          size="small"
          icon={IconArrowBackUp}
          onClick={() => {
            dismissNotice(notice.id);
            notice.undo?.();
          }}
        >
          {words('ui.undo')}
        </Button>
      )}
      <IconButton icon={IconX} size="small" label={words('ui.dismiss')} onClick={() => dismissNotice(notice.id)} />
    </div>
  );
};
