import IconAlertCircle from '@tabler/icons-react/icons/IconAlertCircle';
import { createContext, type ReactNode, use, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { useWords } from './words.ts';

/** What every field takes. In a `Form`, `name` ties the field to errors by pointer (`/note` belongs to `name="note"`). */
export type FieldProps = {
  readonly label: string;
  readonly name?: string;
  readonly description?: ReactNode;
  readonly error?: string | null;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  /** The label is read out but not drawn, where the place already says it. */
  readonly isLabelHidden?: boolean;
  readonly id?: string;
};

export type FormErrors = { readonly idPrefix: string; readonly errorFor: (name: string) => string | undefined };
export const FormErrorsContext = createContext<FormErrors | null>(null);

export const fieldId = (idPrefix: string, name: string) => `${idPrefix}-${name.replaceAll('/', '-')}`;

export type FieldParts = {
  readonly error: string | undefined;
  readonly labelId: string;
  readonly descriptionId: string;
  readonly errorId: string;
  /** For the control itself. */
  readonly control: {
    readonly id: string;
    readonly name: string | undefined;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
    readonly 'aria-required': true | undefined;
    readonly disabled: boolean | undefined;
  };
};

export const useField = ({ name, description, error, isRequired, isDisabled, id }: FieldProps): FieldParts => {
  const own = useId();
  const form = use(FormErrorsContext);
  const controlId = id ?? (form && name ? fieldId(form.idPrefix, name) : own);
  const shown = error ?? (name ? form?.errorFor(name) : undefined) ?? undefined;
  const descriptionId = `${controlId}-about`;
  const errorId = `${controlId}-error`;
  const describedBy = [shown && errorId, description && descriptionId].filter(Boolean).join(' ');
  return {
    error: shown,
    labelId: `${controlId}-label`,
    descriptionId,
    errorId,
    control: {
      id: controlId,
      name,
      'aria-describedby': describedBy || undefined,
      'aria-invalid': shown ? true : undefined,
      'aria-required': isRequired || undefined,
      disabled: isDisabled,
    },
  };
};

type FieldShellProps = FieldProps & {
  readonly parts: FieldParts;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
};

/** Label above, control, then error, then description. */
export const FieldShell = ({
  label,
  description,
  isRequired,
  isLabelHidden,
  parts,
  children,
  aside,
}: FieldShellProps) => {
  const words = useWords();
  return (
    <div className={classNames(styles.field, parts.error && styles.invalid)}>
      <div className={classNames(styles.labelRow, isLabelHidden && 'visually-hidden')}>
        <label id={parts.labelId} htmlFor={parts.control.id} className={styles.label}>
          {label}
          {isRequired && <span className={styles.required}> {words('ui.required')}</span>}
        </label>
        {aside}
      </div>
      {children}
      <FieldNotes parts={parts} description={description} />
    </div>
  );
};

/** The same for a group of controls: a fieldset with its legend. */
export const FieldsetShell = ({ label, description, isRequired, isLabelHidden, parts, children }: FieldShellProps) => {
  const words = useWords();
  return (
    <fieldset
      className={classNames(styles.field, parts.error && styles.invalid)}
      aria-describedby={parts.control['aria-describedby']}
      disabled={parts.control.disabled}
    >
      <legend className={classNames(styles.label, styles.legend, isLabelHidden && 'visually-hidden')}>
        {label}
        {isRequired && <span className={styles.required}> {words('ui.required')}</span>}
      </legend>
      {children}
      <FieldNotes parts={parts} description={description} />
    </fieldset>
  );
};

/** What is wrong with what was chosen or typed, where there is something. */
export const FieldError = ({ parts }: { readonly parts: FieldParts }) =>
  parts.error ? (
    <p id={parts.errorId} className={styles.error}>
      <IconAlertCircle aria-hidden />
      {parts.error}
    </p>
  ) : null;

const FieldNotes = ({ parts, description }: { readonly parts: FieldParts; readonly description?: ReactNode }) => (
  <>
    <FieldError parts={parts} />
    {description && (
      <p id={parts.descriptionId} className={styles.description}>
        {description}
      </p>
    )}
  </>
);

export const inputClass = styles.input;
