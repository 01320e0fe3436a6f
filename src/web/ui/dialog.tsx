// Lazy by nature: import a dialog's content with `lazy()` from the screen that opens it.
import IconX from '@tabler/icons-react/icons/IconX';
import { type ReactNode, useEffect } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { useWords } from './words.ts';

export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** `top` for what is typed into at once; `drawer` stands at the end edge, full height; on a phone all fill the screen's foot. */
  readonly shape?: 'centre' | 'top' | 'drawer';
  /** For what must not be left by a stray click. Escape and the close button still work. */
  readonly keepsOpenOutside?: boolean;
  /** `alertdialog` where an answer is needed before anything else. */
  readonly role?: 'dialog' | 'alertdialog';
  /** The title is read out but not drawn, where the content shows it itself. */
  readonly isTitleHidden?: boolean;
};

let open = 0;

/** Keeps the focus inside and gives it back to the opener. Never over another dialog. */
export const Dialog = ({
  title,
  onClose,
  children,
  size = 'medium',
  shape = 'centre',
  keepsOpenOutside = false,
  role = 'dialog',
  isTitleHidden = false,
}: DialogProps) => {
  const words = useWords();
  useEffect(() => {
    open += 1;
    // The idle warning may have to come over anything.
    if (open > 1 && role !== 'alertdialog')
      console.error(`A dialog over a dialog: “${title}”. Close the first, or make it a step of the same.`);
    return () => {
      open -= 1;
    };
  }, [title, role]);
  return (
    <ModalOverlay
      className={classNames(styles.veil, styles[shape])}
      isOpen
      isDismissable={!keepsOpenOutside}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog role={role} aria-label={isTitleHidden ? title : undefined} className={styles.dialog ?? ''}>
          {!isTitleHidden && (
            <header className={styles.header}>
              <Heading slot="title" level={2} className={styles.title ?? ''}>
                {title}
              </Heading>
              <IconButton icon={IconX} label={words('ui.close')} onClick={onClose} />
            </header>
          )}
          <div className={isTitleHidden ? styles.bare : styles.body}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
};

/** At the foot of a dialog: the answer first, then the way out. */
export const DialogActions = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
);
