// One drawer for everything an administrator adds or changes: the fields differ, the way of working does not.
import type { ReactNode } from 'react';
import { type Problem, send } from '#web/shell/api.ts';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { useWords } from '#web/ui/words.ts';

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
  const save = useSend<{ id: string }, Record<string, unknown>>(method, path, {
    version,
    onDone: (answer) => {
      notify(saved);
      onSaved?.(answer);
      onClose();
    },
  });
  return (
    <Dialog title={title} onClose={onClose} shape="drawer" keepsOpenOutside>
      <Form onSubmit={() => save.send(body())} problem={save.problem} label={title}>
        {children}
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

export { type Problem, send };
