// One drawer for everything an administrator adds or changes: the fields differ, the way of working does not.
import { type ReactNode, useRef, useState } from 'react';
import type { Part } from '#web/shell/autosave.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import type { WhenBehind } from '#web/shell/form-sides.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './administration.module.css';

export type EditFormProps = {
  readonly title: string;
  readonly path: string;
  readonly method?: 'POST' | 'PUT';
  /** What is sent; read when the form is submitted. */
  readonly body: () => Record<string, unknown>;
  /** For what two may change at once: names the version, and shows both sides. */
  readonly whenBehind?: WhenBehind;
  readonly saved: string;
  readonly onClose: () => void;
  readonly onSaved?: (answer: { readonly id: string }) => void;
  readonly children: ReactNode;
};

/** The names of the fields that must be filled in and are not. */
const emptyIn = (fields: HTMLElement | null): readonly string[] =>
  [...(fields?.querySelectorAll<HTMLInputElement>('[aria-required="true"], [required]') ?? [])]
    .filter(({ value, type }) => value === '' && type !== 'radio' && type !== 'checkbox')
    .map(({ name }) => name)
    .filter(Boolean);

export const EditForm = ({
  title,
  path,
  method,
  body,
  whenBehind,
  saved,
  onClose,
  onSaved,
  children,
}: EditFormProps) => {
  const words = useWords();
  const fields = useRef<HTMLDivElement>(null);
  const [empty, setEmpty] = useState<readonly string[]>([]);
  return (
    <DrawerForm<{ readonly id: string }>
      title={title}
      path={path}
      {...(method && { method })}
      {...(whenBehind && { whenBehind })}
      body={() => {
        const found = emptyIn(fields.current);
        setEmpty(found);
        return found.length === 0 ? body() : null;
      }}
      errors={Object.fromEntries(empty.map((name) => [name, words('house.required')]))}
      save={words('house.save')}
      saved={saved}
      onClose={onClose}
      onSaved={onSaved}
    >
      <div ref={fields} className={styles.fields}>
        {children}
      </div>
    </DrawerForm>
  );
};

/** Makes a part that is chosen between both sides of each field of a form. */
export const partsOf =
  <Fields extends object>() =>
  <Key extends keyof Fields & string>(key: Key, label: string, text: (value: Fields[Key]) => string): Part<Fields> => ({
    key,
    label,
    text: (fields) => text(fields[key]),
    take: (from, into) => ({ ...into, [key]: from[key] }),
  });

export const asTyped = (text: string): string => text;

/** Both, because either may be what somebody else changed. */
export const inBoth = ({ en, es }: { readonly en: string; readonly es: string }): string =>
  en === es ? en : `${en} / ${es}`;
