// An ARIA combobox with a list (ARIA Authoring Practices 1.2): the focus stays in the field, the list stands in the top layer.
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconSelector from '@tabler/icons-react/icons/IconSelector';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './combo-box.module.css';
import { type FieldProps, FieldShell, inputClass, useField } from './field.tsx';
import type { Option } from './select.tsx';
import { useWords } from './words.ts';

export type ComboBoxProps<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  /** Given, the caller finds the options for what is typed; left out, the options given are filtered here. */
  readonly onSearch?: (typed: string) => void;
  /** What the chosen value is called while `options` do not hold it. */
  readonly valueLabel?: string;
  readonly placeholder?: string;
  /** Shown when nothing matches. */
  readonly empty?: ReactNode;
  readonly autoFocus?: boolean;
};

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Type to find one of many. */
export const ComboBox = <Value extends string>(props: ComboBoxProps<Value>) => {
  const { options, value, onChange, onSearch, valueLabel, placeholder, empty, autoFocus } = props;
  const words = useWords();
  const parts = useField(props);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const chosenLabel = options.find((option) => option.value === value)?.label ?? valueLabel ?? '';
  const shown =
    onSearch || typed === null
      ? options
      : options.filter((option) => plain(`${option.label} ${option.description ?? ''}`).includes(plain(typed)));
  const current = isOpen ? shown[at] : undefined;
  const listId = `${parts.control.id}-list`;
  const optionId = (option: Option<Value>) => `${listId}-${option.value}`;

  useLayoutEffect(() => {
    if (!isOpen || !box.current || !list.current) return;
    list.current.showPopover();
    const place = () => {
      if (!box.current || !list.current) return;
      const field = box.current.getBoundingClientRect();
      const below = window.innerHeight - field.bottom - 12;
      const isAbove = below < 180 && field.top > below;
      Object.assign(list.current.style, {
        left: `${field.left}px`,
        width: `${field.width}px`,
        top: isAbove ? 'auto' : `${field.bottom + 4}px`,
        bottom: isAbove ? `${window.innerHeight - field.top + 4}px` : 'auto',
        maxHeight: `${Math.min(320, isAbove ? field.top - 12 : below)}px`,
      });
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    setTyped(null);
    setAt(-1);
  };
  const choose = (option: Option<Value> | undefined) => {
    if (!option || option.isDisabled) return;
    onChange(option.value);
    close();
  };
  const move = (to: number) => {
    setOpen(true);
    setAt(to);
    const option = shown[to];
    if (option) document.getElementById(optionId(option))?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    if (event.key === 'ArrowDown') move(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') move(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter' && current && !event.ctrlKey) choose(current);
    else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    } else return;
    event.preventDefault();
  };

  return (
    <FieldShell {...props} parts={parts}>
      <div ref={box} className={styles.box}>
        <input
          {...parts.control}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current)}
          className={classNames(inputClass, styles.input)}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the opener moves the person here on purpose
          autoFocus={autoFocus}
          value={typed ?? chosenLabel}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setAt(event.target.value === '' ? -1 : 0);
            onSearch?.(event.target.value);
          }}
          onClick={() => setOpen(true)}
          onFocus={(event) => event.target.select()}
          onBlur={() => {
            if (typed === '') onChange(null);
            close();
          }}
          onKeyDown={onKey}
        />
        <IconSelector aria-hidden className={styles.arrow} />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={props.label}
        popover="manual"
        hidden={!isOpen}
        className={styles.list}
      >
        {isOpen &&
          shown.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and the keys
            <div
              key={option.value}
              id={optionId(option)}
              role="option"
              tabIndex={-1}
              aria-selected={option.value === value}
              aria-disabled={option.isDisabled}
              className={classNames(styles.option, index === at && styles.current)}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span className={styles.text}>
                {option.label}
                {option.description && <span className={styles.detail}>{option.description}</span>}
              </span>
              {option.value === value && <IconCheck aria-hidden />}
            </div>
          ))}
        {isOpen && shown.length === 0 && (
          <div role="option" tabIndex={-1} aria-selected={false} aria-disabled className={styles.empty}>
            {empty ?? words('ui.combo.none')}
          </div>
        )}
      </div>
    </FieldShell>
  );
};
