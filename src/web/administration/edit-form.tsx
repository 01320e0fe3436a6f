// One drawer for everything an administrator adds or changes: the fields differ, the way of working does not.
import { type ReactNode, useRef, useState } from 'react';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './administration.module.css';

export type EditFormProps = {
  readonly title: string;
  readonly path: string;
  readonly method?: 'POST' | 'PUT';
  /** What is sent; read when the form is submitted. */
  readonly body: () => Record<string, unknown>;
  /** The version the change was made from; none for something new. */
  readonly version?: string | undefined;
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
  method = 'POST',
  body,
  version,
  saved,
  onClose,
  onSaved,
  children,
}: EditFormProps) => {
  const words = useWords();
  // As it was opened: what is read anew meanwhile has not been seen in these fields.
  const [opened] = useState(version);
  const save = useSend<{ id: string }, Record<string, unknown>>(method, path, {
    version: opened,
    onDone: (answer) => {
      notify(saved);
      onSaved?.(answer);
      onClose();
    },
  });
  const fields = useRef<HTMLDivElement>(null);
  const [empty, setEmpty] = useState<readonly string[]>([]);
  const submit = () => {
    const found = emptyIn(fields.current);
    setEmpty(found);
    if (found.length === 0) save.send(body());
  };
  return (
    <Dialog title={title} onClose={onClose} shape="drawer" keepsOpenOutside>
      <Form
        onSubmit={submit}
        errors={Object.fromEntries(empty.map((name) => [name, words('house.required')]))}
        problem={save.problem}
        label={title}
      >
        <div ref={fields} className={styles.fields}>
          {children}
        </div>
        <FormActions>
          <Button look="primary" type="submit" isBusy={save.isBusy}>
            {words('house.save')}
          </Button>
          <Button onClick={onClose}>{words('house.cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
};
