// Bars for the eye, a table for everyone.
import { useIntl } from 'react-intl';
import { daysBetween, daysInMonth } from '#domain/basics/day.ts';
import { useWords } from '#web/ui/words.ts';
import type { MonthOfNights } from './nights-by-month.ts';
import styles from './nights-chart.module.css';

const width = 480;
const height = 96;

export const NightsChart = ({
  nights,
  enrolledOn,
  asOf,
}: {
  readonly nights: readonly MonthOfNights[];
  readonly enrolledOn: string | null;
  readonly asOf: string;
}) => {
  const words = useWords();
  const intl = useIntl();
  const monthName = (month: string) =>
    intl.formatDate(`${month}T12:00:00Z`, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const most = Math.max(5, ...nights.map((each) => each.nights));
  const step = width / nights.length;
  const total = nights.reduce((sum, each) => sum + each.nights, 0);
  const first = nights[0]?.month;
  const enrolledAt =
    enrolledOn && first && enrolledOn > first
      ? nights.reduce(
          (x, { month }, index) =>
            month.slice(0, 7) === enrolledOn.slice(0, 7)
              ? (index +
                  daysBetween(month, enrolledOn as typeof month) /
                    daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))) *
                step
              : x,
          -1,
        )
      : -1;
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height + 2}`} className={styles.chart} aria-hidden="true">
        <line x1={0} x2={width} y1={height} y2={height} className={styles.base} />
        {nights.map(({ month, nights: count }, index) => (
          <rect
            key={month}
            x={index * step + step * 0.18}
            width={step * 0.64}
            y={height - Math.max(count === 0 ? 2 : 3, (count / most) * (height - 14))}
            height={Math.max(count === 0 ? 2 : 3, (count / most) * (height - 14))}
            rx={1.5}
            className={enrolledOn && month.slice(0, 7) >= enrolledOn.slice(0, 7) ? styles.since : styles.before}
          />
        ))}
        {enrolledAt >= 0 && <line x1={enrolledAt} x2={enrolledAt} y1={0} y2={height} className={styles.enrolled} />}
      </svg>
      <p className={styles.axis} aria-hidden>
        <span>{first && monthName(first)}</span>
        <span>{nights.at(-1) && monthName(nights.at(-1)?.month ?? '')}</span>
      </p>
      <figcaption className={styles.caption}>
        {words('key-events.nights.sum', { total, months: nights.length })}{' '}
        {enrolledAt >= 0 && words('key-events.nights.enrolled')}
      </figcaption>
      <details className={styles.table}>
        <summary>{words('key-events.nights.table')}</summary>
        <table>
          <caption className="visually-hidden">{words('key-events.nights.caption', { day: asOf })}</caption>
          <thead>
            <tr>
              <th scope="col">{words('key-events.nights.month')}</th>
              <th scope="col">{words('key-events.nights.nights')}</th>
            </tr>
          </thead>
          <tbody>
            {nights.toReversed().map(({ month, nights: count }) => (
              <tr key={month}>
                <th scope="row">{monthName(month)}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
};
