// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a panel may hold nothing to focus (ARIA Authoring Practices, tabs)
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './tabs.module.css';

export type TabItem<Key extends string> = { readonly key: Key; readonly label: ReactNode; readonly panel: ReactNode };

export type TabsProps<Key extends string> = {
  readonly label: string;
  readonly tabs: readonly TabItem<Key>[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
};

/** Views of one thing. Places one can link to are links with `aria-current`, not tabs. */
export const Tabs = <Key extends string>({ label, tabs, selected, onSelect }: TabsProps<Key>) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === selected);
    const isRtl = document.documentElement.dir === 'rtl';
    const step =
      event.key === (isRtl ? 'ArrowLeft' : 'ArrowRight')
        ? 1
        : event.key === (isRtl ? 'ArrowRight' : 'ArrowLeft')
          ? -1
          : 0;
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : step === 0
            ? -1
            : (at + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  const panel = tabs.find((tab) => tab.key === selected);
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === selected}
            aria-controls={tab.key === selected ? `${id}-panel` : undefined}
            tabIndex={tab.key === selected ? 0 : -1}
            className={styles.tab}
            onClick={() => onSelect(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={panel && `${id}-${panel.key}`}
        tabIndex={0}
        className={styles.panel}
      >
        {panel?.panel}
      </div>
    </div>
  );
};
