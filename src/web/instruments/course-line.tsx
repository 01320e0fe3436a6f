// The course of a score as a line: bands behind it, the threshold across it, a ring where a change is reliable. The table beside it says
// the same to everyone.
import type { ScoreCourse } from '#contract/instruments.ts';
import { type Day, daysBetween } from '#domain/basics/day.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import styles from './course-line.module.css';

const [width, height, edge] = [480, 132, 10] as const;

export const CourseLine = ({ course }: { readonly course: ScoreCourse }) => {
  const dayText = useDayText();
  const { points, range, bands, cutOff } = course;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const values = points.map(({ value }) => value);
  const [least, most] = range ?? [Math.min(...values), Math.max(...values)];
  const days = Math.max(1, daysBetween(first.day as Day, last.day as Day));
  const x = (day: string) => edge + (daysBetween(first.day as Day, day as Day) / days) * (width - 2 * edge);
  const y = (value: number) => edge + (1 - (value - least) / Math.max(1, most - least)) * (height - 2 * edge);
  const threshold = cutOff?.atLeast ?? cutOff?.atMost;
  // What was asked in another version is another line.
  const lines = [...new Set(points.map(({ instrumentVersion }) => instrumentVersion))].map((version) =>
    points.filter(({ instrumentVersion }) => instrumentVersion === version),
  );
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.chart} aria-hidden="true">
        {bands.map(({ from, to }, at) => {
          const top = y(Math.min(most, at === bands.length - 1 ? most : (bands[at + 1]?.from ?? to)));
          return (
            <rect
              key={from}
              x={0}
              width={width}
              y={top}
              height={Math.max(0, y(Math.max(least, from)) - top)}
              className={at % 2 === 0 ? styles.band : styles.otherBand}
            />
          );
        })}
        {threshold !== undefined && (
          <line x1={0} x2={width} y1={y(threshold)} y2={y(threshold)} className={styles.threshold} />
        )}
        {lines.map((line) => (
          <polyline
            key={line[0]?.sittingId}
            className={styles.line}
            points={line.map(({ day, value }) => `${x(day)},${y(value)}`).join(' ')}
          />
        ))}
        {points.map(({ sittingId, day, value, sinceFirst }) => (
          <g key={sittingId}>
            {(sinceFirst?.verdict === 'better' || sinceFirst?.verdict === 'worse') && (
              <circle cx={x(day)} cy={y(value)} r={8} className={styles[sinceFirst.verdict]} />
            )}
            <circle cx={x(day)} cy={y(value)} r={4} className={styles.point} />
          </g>
        ))}
      </svg>
      <p className={styles.axis} aria-hidden>
        <span>{dayText(first.day as Day, 'short')}</span>
        <span>{dayText(last.day as Day, 'short')}</span>
      </p>
    </figure>
  );
};
