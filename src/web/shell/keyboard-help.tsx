import { Dialog } from '#web/ui/dialog.tsx';
import { useWords } from '#web/ui/words.ts';
import { useShortcuts } from './keyboard.ts';
import styles from './keyboard-help.module.css';
import { usePreferences } from './preferences.ts';

export const KeyboardHelp = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useWords();
  const { hasSingleKeys } = usePreferences();
  const shortcuts = useShortcuts().filter(
    (each, index, all) => all.findIndex((other) => other.keys === each.keys) === index,
  );
  return (
    <Dialog title={words('shell.help.title')} onClose={onClose}>
      <ul className={styles.list}>
        {shortcuts.map(({ keys, label }) => (
          <li key={keys} className={styles.line}>
            <span>{label}</span>
            <span className={styles.keys}>
              {keys.split(/[ +]/).map((key) => (
                <kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{words(hasSingleKeys ? 'shell.help.canSwitchOff' : 'shell.help.areOff')}</p>
    </Dialog>
  );
};
