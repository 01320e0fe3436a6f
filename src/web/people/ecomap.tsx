// The ecomap: the person in the middle, their ties around them, nearer the closer they are. The line tells how it is, the arrow who
// gives (Hartman 1978). The drawing is for the eye; the list beside it says the same and is where one changes it.
import type { SocialTieView } from '#contract/people.ts';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './ecomap.module.css';
import { placeTies } from './ecomap-places.ts';
import type { OnEdit } from './kept-entry.ts';
import { Line, Lines } from './line.tsx';

/** Few ties need less room above and below. */
const sizeFor = (count: number) => ({ width: 640, height: count <= 2 ? 180 : count <= 4 ? 290 : 390 });

const tones: Readonly<Record<string, Tone>> = { strong: 'ok', stressful: 'due', broken: 'neutral' };

export const Ecomap = ({
  ties,
  name,
  today,
  onEdit,
}: {
  readonly ties: readonly SocialTieView[];
  readonly name: string;
  readonly today: string;
  readonly onEdit: OnEdit;
}) => {
  const words = useWords();
  const current = ties.filter(({ endedOn }) => endedOn === null || endedOn >= today);
  const size = sizeFor(current.length);
  const centre = { x: size.width / 2, y: size.height / 2 };
  const places = placeTies(current, size);
  return (
    <div className={styles.ecomap}>
      {current.length > 0 && (
        <figure className={styles.figure}>
          <svg
            viewBox={`0 0 ${size.width} ${size.height}`}
            className={styles.map}
            role="img"
            aria-label={words('people-page.ecomap.label', { name, count: current.length })}
          >
            <defs>
              <marker
                id="ecomap-arrow"
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="9"
                markerHeight="9"
                markerUnits="userSpaceOnUse"
                orient="auto-start-reverse"
              >
                <path d="M0 0L8 4L0 8z" className={styles.arrow} />
              </marker>
            </defs>
            {places.map(({ tie, from, to }) => (
              <line
                key={tie.id}
                x1={from.x}
                y1={from.y}
                x2={to.x}
                y2={to.y}
                className={styles[tie.quality]}
                {...((tie.flow === 'gives' || tie.flow === 'both') && { markerEnd: 'url(#ecomap-arrow)' })}
                {...((tie.flow === 'receives' || tie.flow === 'both') && { markerStart: 'url(#ecomap-arrow)' })}
              />
            ))}
            <circle cx={centre.x} cy={centre.y} r={42} className={styles.person} />
            <text x={centre.x} y={centre.y} className={styles.personName}>
              {name.length > 11 ? `${name.slice(0, 10)}…` : name}
            </text>
            {places.map(({ tie, at, label }) => (
              <g key={tie.id}>
                <circle cx={at.x} cy={at.y} r={7} className={styles.node} />
                <text x={at.x} y={at.y + label.dy} textAnchor={label.anchor} dx={label.dx} className={styles.label}>
                  {tie.name.length > 20 ? `${tie.name.slice(0, 19)}…` : tie.name}
                  <tspan x={at.x} dx={label.dx} dy={15} className={styles.kind}>
                    {words(`tie-kind.${tie.kind}`)}
                  </tspan>
                </text>
              </g>
            ))}
          </svg>
          <figcaption className={styles.legend}>
            {(['strong', 'ordinary', 'thin', 'stressful', 'broken'] as const).map((quality) => (
              <span key={quality}>
                <svg viewBox="0 0 36 8" className={styles.sample} aria-hidden="true">
                  <line x1={1} x2={35} y1={4} y2={4} className={styles[quality]} />
                </svg>
                {words(`tie-quality.${quality}`)}
              </span>
            ))}
          </figcaption>
        </figure>
      )}
      <div className={styles.list}>
        <Lines>
          {ties.map((tie) => {
            const isPast = !current.includes(tie);
            return (
              <Line
                key={tie.id}
                isPast={isPast}
                title={tie.name}
                tags={
                  <>
                    <Tag>{words(`tie-kind.${tie.kind}`)}</Tag>
                    {(tie.quality !== 'ordinary' || isPast) && (
                      <Tag tone={isPast ? 'neutral' : (tones[tie.quality] ?? 'neutral')}>
                        {words(isPast ? 'people.not-in-force' : `tie-quality.${tie.quality}`)}
                      </Tag>
                    )}
                  </>
                }
                detail={[words(`people-page.closeness.${tie.closeness}`), words(`tie-flow.${tie.flow}`), tie.note]
                  .filter(Boolean)
                  .join(' · ')}
                onEdit={onEdit && (() => onEdit(tie))}
              />
            );
          })}
        </Lines>
      </div>
    </div>
  );
};
