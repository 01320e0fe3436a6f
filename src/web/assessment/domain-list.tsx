// The parts of life with how far one has come in each; on a phone a list to choose from.
import IconCircle from '@tabler/icons-react/icons/IconCircle';
import IconCircleCheckFilled from '@tabler/icons-react/icons/IconCircleCheckFilled';
import IconCircleDotted from '@tabler/icons-react/icons/IconCircleDotted';
import IconSignature from '@tabler/icons-react/icons/IconSignature';
import type { Refusal } from '#domain/basics/result.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Select } from '#web/ui/select.tsx';
import { ProgressBar } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './domain-list.module.css';
import { type AssessmentForm, type DomainProgress, emptyDomain, progressOf } from './form.ts';
import { finishStep } from './steps.ts';

const icons = { 'not-yet': IconCircle, 'carried-over': IconCircleDotted, discussed: IconCircleCheckFilled } as const;

export type DomainListProps = {
  readonly form: AssessmentForm;
  readonly codes: readonly string[];
  readonly step: string;
  readonly missing: readonly Refusal[];
  readonly onGo: (step: string) => void;
};

export const DomainList = ({ form, codes, step, missing, onGo }: DomainListProps) => {
  const words = useWords();
  const domainLabel = useDomainLabel();
  const entries = codes.map((code) => ({ code, entry: form.domains[code] ?? emptyDomain }));
  const done = entries.filter(({ entry }) => progressOf(entry) === 'discussed').length;
  return (
    <nav className={styles.list} aria-label={words('assessment-screen.domains')}>
      <ProgressBar
        label={words('assessment-screen.domains')}
        value={done}
        max={codes.length}
        detail={words('assessment-screen.progress', { done, of: codes.length })}
      />
      <div className={styles.narrow}>
        <Select
          label={words('assessment-screen.domain')}
          isLabelHidden
          value={step}
          onChange={onGo}
          options={[
            ...entries.map(({ code, entry }) => ({
              value: code,
              label: `${domainLabel(code)} · ${words(`assessment-screen.progress.${progressOf(entry)}`)}`,
            })),
            { value: finishStep, label: words('assessment-screen.finish') },
          ]}
        />
      </div>
      <ol className={styles.wide}>
        {entries.map(({ code, entry }) => (
          <li key={code}>
            <Step
              isHere={step === code}
              progress={progressOf(entry)}
              label={domainLabel(code)}
              unmet={entry.needs.filter(({ level }) => level === 'unmet').length}
              onGo={() => onGo(code)}
            />
          </li>
        ))}
        <li className={styles.last}>
          <button
            type="button"
            className={styles.step}
            aria-current={step === finishStep ? 'step' : undefined}
            onClick={() => onGo(finishStep)}
          >
            <IconSignature aria-hidden />
            <span className={styles.name}>{words('assessment-screen.finish')}</span>
            <span className={styles.count}>
              {missing.length === 0
                ? words('assessment-screen.ready')
                : words('assessment-screen.missing', { count: missing.length })}
            </span>
          </button>
        </li>
      </ol>
    </nav>
  );
};

const Step = ({
  isHere,
  progress,
  label,
  unmet,
  onGo,
}: {
  readonly isHere: boolean;
  readonly progress: DomainProgress;
  readonly label: string;
  readonly unmet: number;
  readonly onGo: () => void;
}) => {
  const words = useWords();
  const Icon = icons[progress];
  return (
    <button
      type="button"
      className={styles.step}
      data-progress={progress}
      aria-current={isHere ? 'step' : undefined}
      onClick={onGo}
    >
      <Icon aria-hidden />
      <span className={styles.name}>
        {label}
        <span className="visually-hidden">, {words(`assessment-screen.progress.${progress}`)}</span>
      </span>
      {unmet > 0 && <span className={styles.count}>{words('assessment-screen.needs', { count: unmet })}</span>}
    </button>
  );
};
