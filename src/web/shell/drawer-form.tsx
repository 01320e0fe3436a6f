// One drawer for what is added to a record or changed in it: the fields differ, the way of working does not. Lazy by nature, as
// every dialog: import what uses it with `lazy()`.
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonLook } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';
import type { UnsafeMethod } from './api.ts';
import type { WhenBehind } from './form-sides.tsx';
import { useSend } from './send.ts';

export type DrawerFormProps<Answer> = {
  readonly title: string;
  /** Under the title: whom it concerns and what follows. */
  readonly about?: ReactNode;
  readonly method?: UnsafeMethod;
  readonly path: string;
  /** What is sent; null when something is missing, which `errors` then says. */
  readonly body: () => Record<string, unknown> | null;
  readonly errors?: Readonly<Record<string, string | undefined>>;
  /** The version the change was made from; none for something new. */
  readonly version?: string | undefined;
  /** The same for a record that two may change at once (`useFormSides`): names the version, and shows both sides. */
  readonly whenBehind?: WhenBehind;
  readonly save: string;
  readonly saved: string;
  readonly undo?: ((answer: Answer) => void) | undefined;
  readonly look?: ButtonLook;
  readonly shape?: 'centre' | 'drawer';
  readonly onClose: () => void;
  readonly onSaved?: ((answer: Answer) => void) | undefined;
  readonly children: ReactNode;
};

export const DrawerForm = <Answer,>(props: DrawerFormProps<Answer>) => {
  const { title, about, method = 'POST', path, body, errors, whenBehind, onClose } = props;
  const words = useWords();
  const saving = useSend<Answer, Record<string, unknown>>(method, path, {
    version: whenBehind ? whenBehind.version : props.version,
    onDone: (answer) => {
      const { undo } = props;
      notify(props.saved, undo ? { undo: () => undo(answer) } : {});
      props.onSaved?.(answer);
      onClose();
    },
  });
  const submit = () => {
    const sent = body();
    if (sent) saving.send(sent);
  };
  const settled = useRef<HTMLDivElement>(null);
  const choice = whenBehind?.choice(saving.problem, () => {
    saving.forgetProblem();
    requestAnimationFrame(() => settled.current?.focus());
  });
  return (
    <Dialog title={title} onClose={onClose} shape={props.shape ?? 'drawer'} keepsOpenOutside>
      {choice ?? (
        <div ref={settled} tabIndex={-1} data-focus-quietly>
          <Form onSubmit={submit} {...(errors && { errors })} problem={saving.problem} label={title}>
            {about && <p className="muted">{about}</p>}
            {props.children}
            <FormActions>
              <Button look={props.look ?? 'primary'} type="submit" isBusy={saving.isBusy}>
                {props.save}
              </Button>
              <Button onClick={onClose}>{words('ui.close')}</Button>
            </FormActions>
          </Form>
        </div>
      )}
    </Dialog>
  );
};
