// How a score went: where it stands, how far it moved and whether that is more than it moves by itself; a line for the eye, a table for
// everyone.
import type { ScoreCourse } from '#contract/instruments.ts';
import type { Day } from '#domain/basics/day.ts';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { CourseLine } from './course-line.tsx';
import styles from './instruments.module.css';
import { useSaid } from './said.ts';

type Change = NonNullable<ScoreCourse['points'][number]['sinceLast']>;
const verdictTones: Readonly<Record<string, Tone>> = { better: 'ok', worse: 'over', 'no-reliable-change': 'neutral' };

const signed = (by: number): string => (by > 0 ? `+${rounded(by)}` : by < 0 ? `−${rounded(-by)}` : '0');
const rounded = (value: number): string => String(Math.round(value * 10) / 10);

export const ScoreCourseCard = ({
  course,
  parts,
  onOpen,
}: {
  readonly course: ScoreCourse;
  /** The other scores of the same instrument. */
  readonly parts: readonly ScoreCourse[];
  readonly onOpen: (sittingId: string) => void;
}) => {
  const words = useWords();
  const said = useSaid();
  const dayText = useDayText();
  const latest = course.points.at(-1);
  if (!latest) return null;
  return (
    <Card
      title={course.abbreviation}
      aside={said(course.title) === course.abbreviation ? said(course.label) : said(course.title)}
    >
      <div className={styles.course}>
        <p className={styles.now}>
          <b className={styles.value}>{rounded(latest.value)}</b>
          {course.range && <span className="muted">{words('instruments.of', { most: course.range[1] })}</span>}
          {latest.band && <Tag tone={latest.cutoffMet ? 'due' : 'neutral'}>{said(latest.band)}</Tag>}
          <span className="muted small">{dayText(latest.day as Day, 'short')}</span>
        </p>
        <dl className={styles.changes}>
          <ChangeOf label={words('instruments.since-last')} change={latest.sinceLast} />
          {course.points.length > 2 && <ChangeOf label={words('instruments.since-first')} change={latest.sinceFirst} />}
        </dl>
        {course.points.length > 1 && <CourseLine course={course} />}
        {course.unvalidated && <p className="small muted">{words('instruments.unvalidated')}</p>}
        <CourseTable course={course} onOpen={onOpen} />
        <Measure course={course} />
        {parts.length > 0 && (
          <details className={styles.details}>
            <summary>{words('instruments.parts')}</summary>
            <table className={styles.table}>
              <caption className="visually-hidden">{words('instruments.parts')}</caption>
              <thead>
                <tr>
                  <th scope="col">{words('instruments.score')}</th>
                  <th scope="col">{words('instruments.value')}</th>
                  <th scope="col">{words('instruments.since-first')}</th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => {
                  const last = part.points.at(-1);
                  return (
                    <tr key={part.score}>
                      <th scope="row">{said(part.label)}</th>
                      <td>
                        {last && rounded(last.value)} {last?.band && said(last.band)}
                      </td>
                      <td>{last?.sinceFirst ? signed(last.sinceFirst.by) : ''}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </details>
        )}
      </div>
    </Card>
  );
};

const ChangeOf = ({ label, change }: { readonly label: string; readonly change: Change | null }) => {
  const words = useWords();
  return (
    <div>
      <dt className="small muted">{label}</dt>
      <dd className={styles.change}>
        {change === null ? (
          <span className="muted">{words('instruments.change.none')}</span>
        ) : (
          <>
            <b>{signed(change.by)}</b>
            {change.verdict && (
              <Tag tone={verdictTones[change.verdict] ?? 'neutral'}>
                {words(`instruments.verdict.${change.verdict}`)}
              </Tag>
            )}
          </>
        )}
      </dd>
    </div>
  );
};

const CourseTable = ({ course, onOpen }: { readonly course: ScoreCourse; readonly onOpen: (id: string) => void }) => {
  const words = useWords();
  const said = useSaid();
  const dayText = useDayText();
  return (
    <details className={styles.details}>
      <summary>{words('instruments.table')}</summary>
      <table className={styles.table}>
        <caption className="visually-hidden">
          {words('instruments.table.caption', { what: course.abbreviation })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words('instruments.day')}</th>
            <th scope="col">{words('instruments.value')}</th>
            <th scope="col">{words('instruments.since-last')}</th>
            <th scope="col">{words('instruments.since-first')}</th>
          </tr>
        </thead>
        <tbody>
          {course.points.toReversed().map((point) => (
            <tr key={point.sittingId}>
              <th scope="row">
                <button type="button" className={styles.open} onClick={() => onOpen(point.sittingId)}>
                  {dayText(point.day as Day)}
                </button>
              </th>
              <td>
                {rounded(point.value)} {point.band && <span className="muted">{said(point.band)}</span>}
              </td>
              <td>{changeText(point.sinceLast, words)}</td>
              <td>{changeText(point.sinceFirst, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

const changeText = (change: Change | null, words: ReturnType<typeof useWords>): string =>
  change === null
    ? ''
    : [signed(change.by), ...(change.verdict ? [words(`instruments.verdict.${change.verdict}`)] : [])].join(', ');

/** What a change is measured by, and where that comes from. */
const Measure = ({ course: { threshold, cutOff } }: { readonly course: ScoreCourse }) => {
  const words = useWords();
  const said = useSaid();
  return (
    <details className={styles.details}>
      <summary>{words('instruments.measure')}</summary>
      {threshold ? (
        <>
          <p>
            {words(threshold.isStated ? 'instruments.measure.stated' : 'instruments.measure.worked-out', {
              points: rounded(threshold.points),
            })}
            {threshold.sd !== null && threshold.reliability !== null && (
              <> {words('instruments.measure.parameters', { sd: threshold.sd, reliability: threshold.reliability })}</>
            )}
          </p>
          <p className="small muted">{words('instruments.source', { source: threshold.source })}</p>
        </>
      ) : (
        <p>{words('instruments.measure.unknown')}</p>
      )}
      {cutOff && (
        <p>
          {words('instruments.cutoff', { meaning: said(cutOff.meaning), from: cutOff.atLeast ?? cutOff.atMost ?? '' })}
        </p>
      )}
    </details>
  );
};
