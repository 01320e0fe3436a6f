import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { type FormErrors, FormErrorsContext, fieldId } from './field.tsx';
import styles from './form.module.css';
import { documentOf, failureKey } from './problem.ts';
import { useWords } from './words.ts';

export type FormProps = {
  readonly onSubmit: () => void;
  /** Errors found here, by field name. They come before what the server says. */
  readonly errors?: Readonly<Record<string, string | undefined>>;
  /** The server's refusal; its pointers (`/note`) find the fields by name. */
  readonly problem?: unknown;
  readonly label?: string;
  readonly children: ReactNode;
};

/** Lays out fields, ties errors to them, lists them on top with links, and submits on Ctrl-Enter. */
export const Form = ({ onSubmit, errors = {}, problem, label, children }: FormProps) => {
  const words = useWords();
  const idPrefix = useId();
  const refusal = documentOf(problem);
  const byName = new Map<string, string>();
  for (const [name, message] of Object.entries(errors)) if (message) byName.set(name, message);
  const general: string[] = [];
  for (const each of refusal?.errors ?? []) {
    const name = each.pointer?.replace(/^\//, '');
    if (name) byName.has(name) || byName.set(name, each.message);
    else general.push(each.message);
  }
  if (refusal && !refusal.errors?.length) general.push(refusal.detail || refusal.title || words(failureKey(refusal)));
  const signature = JSON.stringify([...byName]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the map
  const context = useMemo<FormErrors>(
    () => ({ idPrefix, errorFor: (name) => byName.get(name) }),
    [idPrefix, signature],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <FormErrorsContext value={context}>
      <form
        noValidate
        className={styles.form}
        aria-label={label}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.currentTarget.requestSubmit();
          }
        }}
      >
        <ErrorSummary idPrefix={idPrefix} errors={[...byName]} general={general} requestId={refusal?.requestId} />
        {children}
      </form>
    </FormErrorsContext>
  );
};

export type ErrorSummaryProps = {
  readonly idPrefix: string;
  readonly errors: readonly (readonly [name: string, message: string])[];
  readonly general?: readonly string[];
  readonly requestId?: string | undefined;
};

/** What has to be mended, each line a link to its field. Takes the focus when it appears or changes. */
export const ErrorSummary = ({ idPrefix, errors, general = [], requestId }: ErrorSummaryProps) => {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const count = errors.length + general.length;
  const signature = JSON.stringify([errors, general]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list takes the focus again
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [signature]);
  if (count === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} data-focus-quietly className={styles.summary}>
      <p className={styles.summaryTitle}>{words('ui.errors.title', { count })}</p>
      <ul>
        {errors.map(([name, message]) => (
          <li key={name}>
            <a
              href={`#${fieldId(idPrefix, name)}`}
              onClick={(event) => {
                const field = document.getElementById(fieldId(idPrefix, name));
                if (!field) return;
                event.preventDefault();
                field.focus();
                field.scrollIntoView({ block: 'center' });
              }}
            >
              {message}
            </a>
          </li>
        ))}
        {general.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      {requestId && <p className={styles.request}>{words('ui.error.request', { id: requestId })}</p>}
    </div>
  );
};

/** Fields side by side where there is room. */
export const FieldRow = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
);

/** A titled part of a long form. */
export const FormSection = ({
  title,
  description,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className={styles.section}>
    <h2>{title}</h2>
    {description && <p className={styles.sectionAbout}>{description}</p>}
    {children}
  </section>
);

/** The buttons of a form; the primary one first. */
export const FormActions = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
);
