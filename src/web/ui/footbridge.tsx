// The six functions as a bridge: an arch over the line of ordinary life. Stones are filled, under way, or still to come.
// Labels are text beside the drawing, never inside it, so they keep their size at every width.
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './footbridge.module.css';
import { useWords } from './words.ts';

export type StoneState = 'done' | 'under-way' | 'to-come';

export type Stone = {
  readonly key: string;
  readonly label: string;
  /** What was done, what is open, or why it cannot start yet. */
  readonly detail?: ReactNode;
  readonly state: StoneState;
  /** Makes the stone a link or a button: gets the drawn stone and gives it back wrapped. */
  readonly wrap?: (content: ReactNode) => ReactNode;
};

export type FootbridgeProps = { readonly label: string; readonly stones: readonly Stone[] };

const width = 600;
const height = 100;
/** The arch's height over the deck at a share of the way across, 0 to 1. */
const rise = (share: number) => 1 - (2 * share - 1) ** 2;
const pathTo = (share: number) => {
  const steps = Array.from({ length: 49 }, (_, step) => (step / 48) * share);
  return steps
    .map((at, step) => `${step === 0 ? 'M' : 'L'}${(at * width).toFixed(1)} ${(height - rise(at) * 92).toFixed(1)}`)
    .join('');
};
const whole = pathTo(1);

export const Footbridge = ({ label, stones }: FootbridgeProps) => {
  const words = useWords();
  const last = stones.findLastIndex((stone) => stone.state !== 'to-come');
  const crossed =
    last < 0 ? 0 : last === stones.length - 1 && stones[last]?.state === 'done' ? 1 : (last + 0.5) / stones.length;
  return (
    <div className={styles.bridge}>
      <svg
        className={styles.arch}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        fill="none"
        aria-hidden="true"
      >
        <path d={whole} className={styles.toCross} vectorEffect="non-scaling-stroke" />
        {crossed > 0 && <path d={pathTo(crossed)} className={styles.crossed} vectorEffect="non-scaling-stroke" />}
      </svg>
      <ol className={styles.stones} aria-label={label}>
        {stones.map((stone, index) => {
          const content = (
            <>
              <span className={styles.stone} aria-hidden>
                {stone.state === 'done' ? (
                  <IconCheck />
                ) : stone.state === 'under-way' ? (
                  <i className={styles.core} />
                ) : (
                  index + 1
                )}
              </span>
              <span className={styles.post} aria-hidden />
              <span className={styles.text}>
                <span className={styles.label}>
                  {stone.label}
                  <span className="visually-hidden">, {words(`ui.stone.${stone.state}`)}</span>
                </span>
                {stone.detail && <span className={styles.detail}>{stone.detail}</span>}
              </span>
            </>
          );
          return (
            <li
              key={stone.key}
              className={classNames(styles.item, styles[stone.state])}
              aria-current={index === last && stone.state === 'under-way' ? 'step' : undefined}
            >
              {stone.wrap ? stone.wrap(content) : <span>{content}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
};
