// Broken glass: who, for whom, why, and what the review said of it.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { GlassListed, GlassView, PrivacyView } from '#contract/privacy.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { Pager } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { usePages } from './pages.ts';
import styles from './privacy.module.css';

const ReviewForm = lazy(() => import('./review-form.tsx').then((module) => ({ default: module.ReviewForm })));

const lists = ['open', 'reviewed'] as const;
const toneOfOutcome = { justified: 'ok', 'not-justified': 'over', 'needs-talk': 'due' } as const satisfies Record<
  string,
  Tone
>;

/** What waits for a review, with what was reviewed. */
export const GlassCard = ({ open }: { readonly open: PrivacyView['openGlass'] }) => {
  const words = useWords();
  const [list, setList] = useState<(typeof lists)[number]>('open');
  return (
    <Card
      title={words(list === 'open' ? 'privacy.glass.open' : 'privacy.glass.done')}
      aside={list === 'open' && words('privacy.glass.count', { count: open.n })}
      padding="none"
      actions={
        <Segmented
          label={words('privacy.glass.list')}
          isLabelHidden
          options={lists.map((value) => ({ value, label: words(`privacy.glass.list.${value}`) }))}
          value={list}
          onChange={setList}
        />
      }
    >
      <GlassList
        rows={list === 'open' ? open.rows : open.rows.replace('state=open', 'state=reviewed')}
        label={words(list === 'open' ? 'privacy.glass.open' : 'privacy.glass.done')}
        none={<EmptyState title={words(`privacy.glass.none.${list}`)}>{words('privacy.glass.none.why')}</EmptyState>}
      />
    </Card>
  );
};

export const GlassList = ({
  rows,
  label,
  none = null,
}: {
  readonly rows: string;
  readonly label: string;
  readonly none?: ReactNode;
}) => {
  const { query, pager } = usePages<GlassListed>(rows);
  const [reviewing, setReviewing] = useState<GlassView | null>(null);
  return (
    <Fetched query={query}>
      {({ items }) =>
        items.length === 0 ? (
          none
        ) : (
          <>
            <RowList label={label}>
              {items.map((glass) => (
                <GlassRow key={glass.id} glass={glass} onReview={() => setReviewing(glass)} />
              ))}
            </RowList>
            {pager && <Pager {...pager} />}
            <Suspense>{reviewing && <ReviewForm glass={reviewing} onClose={() => setReviewing(null)} />}</Suspense>
          </>
        )
      }
    </Fetched>
  );
};

const GlassRow = ({ glass, onReview }: { readonly glass: GlassView; readonly onReview: () => void }) => {
  const words = useWords();
  const momentText = useMomentText();
  const { staff: self } = useSession();
  const { client, staff, review, emergency } = glass;
  return (
    <Row
      title={words('privacy.glass.who', { staff: staff.name, client: client.name, number: String(client.number) })}
      detail={
        <div className={styles.lines}>
          <div>
            {momentText(glass.brokenAt)} · {words(`glass.reason.${glass.reason}`)}
          </div>
          <div className={styles.said}>{glass.explanation}</div>
          {emergency && <div>{words('privacy.glass.emergency', { ...emergency, at: momentText(emergency.at) })}</div>}
          {review && (
            <div>
              {words('privacy.glass.reviewed', { by: review.by ?? 'none', at: momentText(review.at) })}
              {review.note && <> · {review.note}</>}
            </div>
          )}
        </div>
      }
      status={
        review ? (
          <Tag tone={toneOfOutcome[review.outcome]}>{words(`privacy.outcome.${review.outcome}`)}</Tag>
        ) : (
          <Tag tone="due">{words('privacy.glass.waits')}</Tag>
        )
      }
      action={
        !review && (
          <span className="no-print">
            <Button
              size="small"
              whyNot={staff.id === self.id ? words('refusal.glass-own-review') : null}
              onClick={onReview}
            >
              {words('privacy.review')}
            </Button>
          </span>
        )
      }
    />
  );
};
