// What waits for a second person, records that are one person's, and what was decided.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ApprovalsListed, ApprovalView, DoubledRecordsListed, DoubledRecordView } from '#contract/approvals.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './approvals.module.css';
import { useRecordText } from './record-text.ts';

const forms = () => import('./approval-forms.tsx');
const DecideForm = lazy(() => forms().then((module) => ({ default: module.DecideForm })));
const WithdrawForm = lazy(() => forms().then((module) => ({ default: module.WithdrawForm })));
const AskPart2ExportForm = lazy(() => forms().then((module) => ({ default: module.AskPart2ExportForm })));
const AskMergeForm = lazy(() => forms().then((module) => ({ default: module.AskMergeForm })));

type Doing =
  | { readonly form: 'decide' | 'withdraw'; readonly approval: ApprovalView }
  | { readonly form: 'merge'; readonly pair: DoubledRecordView }
  | { readonly form: 'part2' };

const toneOf: Readonly<Record<ApprovalView['state'], Tone>> = {
  open: 'due',
  approved: 'ok',
  declined: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
};

export const ApprovalsScreen = () => {
  const words = useWords();
  const approvals = useQuery(read<ApprovalsListed>('/api/approvals?limit=200'));
  const doubled = useQuery(read<DoubledRecordsListed>('/api/doubled-records?limit=200'));
  const [doing, setDoing] = useState<Doing | null>(null);
  const keepsTheHouse = useSession().staff.roles.some((role) => role === 'privacy-officer' || role === 'administrator');
  const close = () => setDoing(null);
  return (
    <Screen title={words('approvals.title')} lede={words('approvals.lede')}>
      <Fetched query={approvals}>
        {({ items }) => (
          <Stack>
            <Waiting approvals={items.filter(({ state }) => state === 'open')} onDo={setDoing} />
            <Card title={words('approvals.doubled')} padding="none">
              <Fetched query={doubled}>
                {({ items: pairs }) => <Doubled pairs={pairs} approvals={items} onDo={setDoing} />}
              </Fetched>
            </Card>
            {keepsTheHouse && (
              <Card
                title={words('approvals.part2')}
                aside={
                  <Button size="small" onClick={() => setDoing({ form: 'part2' })}>
                    {words('approvals.part2.ask')}
                  </Button>
                }
              >
                <p className="muted">{words('approvals.part2.about')}</p>
              </Card>
            )}
            <Decided approvals={items.filter(({ state }) => state !== 'open')} />
          </Stack>
        )}
      </Fetched>
      <Suspense>
        {doing?.form === 'decide' && <DecideForm approval={doing.approval} onClose={close} />}
        {doing?.form === 'withdraw' && <WithdrawForm approval={doing.approval} onClose={close} />}
        {doing?.form === 'part2' && <AskPart2ExportForm onClose={close} />}
        {doing?.form === 'merge' && <AskMergeForm records={doing.pair.records} onClose={close} />}
      </Suspense>
    </Screen>
  );
};

const useTitle = () => {
  const words = useWords();
  return ({ kind, client, other, exports }: ApprovalView): string =>
    words(`approvals.kind.${kind}`, {
      name: client?.name ?? words('approvals.purged-person'),
      other: other?.name ?? words('approvals.purged-person'),
      what: exports ? words(`approvals.part2.${exports}`) : '',
    });
};

const Waiting = ({
  approvals,
  onDo,
}: {
  readonly approvals: readonly ApprovalView[];
  readonly onDo: (doing: Doing) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  const title = useTitle();
  return (
    <Card title={words('approvals.waiting')} padding="none">
      {approvals.length === 0 ? (
        <EmptyState title={words('approvals.waiting.none')}>{words('approvals.waiting.none.why')}</EmptyState>
      ) : (
        <RowList label={words('approvals.waiting')}>
          {approvals.map((approval) => (
            <Row
              key={approval.id}
              title={title(approval)}
              detail={
                <div className={styles.lines}>
                  {[approval.client, approval.other]
                    .filter((record) => record !== null)
                    .map((record) => (
                      <div key={record.id}>{`${record.name}: ${recordText(record)}`}</div>
                    ))}
                  <div>
                    {words('approvals.asked', {
                      name: approval.askedBy.name,
                      day: dayText(approval.askedOn as Day),
                      reason: approval.reason ?? '',
                    })}
                  </div>
                </div>
              }
              status={<Tag tone="due">{words('approvals.until', { day: dayText(approval.lapsesOn as Day) })}</Tag>}
              action={
                <>
                  <Button
                    size="small"
                    whyNot={approval.may.includes('approve') ? null : words('approvals.needs-another')}
                    onClick={() => onDo({ form: 'decide', approval })}
                  >
                    {words('approvals.decide')}
                  </Button>
                  {approval.may.includes('withdraw') && (
                    <Button size="small" look="quiet" onClick={() => onDo({ form: 'withdraw', approval })}>
                      {words('approvals.withdraw')}
                    </Button>
                  )}
                </>
              }
            />
          ))}
        </RowList>
      )}
    </Card>
  );
};

const Doubled = ({
  pairs,
  approvals,
  onDo,
}: {
  readonly pairs: readonly DoubledRecordView[];
  readonly approvals: readonly ApprovalView[];
  readonly onDo: (doing: Doing) => void;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const recordText = useRecordText();
  if (pairs.length === 0)
    return <EmptyState title={words('approvals.doubled.none')}>{words('approvals.doubled.none.why')}</EmptyState>;
  const isAsked = ({ records }: DoubledRecordView) =>
    approvals.some(
      ({ kind, state, client, other }) =>
        kind === 'merge-clients' &&
        state === 'open' &&
        records.every(({ id }) => id === client?.id || id === other?.id),
    );
  return (
    <RowList label={words('approvals.doubled')}>
      {pairs.map((pair) => (
        <Row
          key={pair.id}
          title={pair.records.map(({ name }) => name).join(' · ')}
          detail={
            <div className={styles.lines}>
              {pair.records.map((record) => (
                <div key={record.id}>{`${record.name}: ${recordText(record)}`}</div>
              ))}
              <div>{words('approvals.doubled.linked', { day: dayText(pair.linkedOn as Day) })}</div>
            </div>
          }
          action={
            <Button
              size="small"
              whyNot={isAsked(pair) ? words('approvals.asked-already') : null}
              onClick={() => onDo({ form: 'merge', pair })}
            >
              {words('approvals.merge.ask')}
            </Button>
          }
        />
      ))}
    </RowList>
  );
};

/** Agreed to, and carried out by the command line later. */
const isToRun = ({ exports, state, outcome }: ApprovalView): boolean =>
  exports !== null && state === 'approved' && outcome === null;

const Decided = ({ approvals }: { readonly approvals: readonly ApprovalView[] }) => {
  const words = useWords();
  const dayText = useDayText();
  const title = useTitle();
  if (approvals.length === 0) return null;
  const rowsOf = ({ outcome }: ApprovalView) => Object.values(outcome ?? {}).reduce((sum, rows) => sum + rows, 0);
  return (
    <Card title={words('approvals.decided')} padding="none">
      <RowList label={words('approvals.decided')}>
        {approvals.map((approval) => (
          <Row
            key={approval.id}
            title={title(approval)}
            detail={[
              words('approvals.asked.short', { name: approval.askedBy.name, day: dayText(approval.askedOn as Day) }),
              approval.decidedBy &&
                approval.decidedOn &&
                words('approvals.decided.by', {
                  name: approval.decidedBy.name,
                  day: dayText(approval.decidedOn as Day),
                }),
              isToRun(approval) && words('approvals.run', { id: approval.id }),
              approval.outcome && words(`approvals.outcome.${approval.kind}`, { count: rowsOf(approval) }),
              approval.note,
            ]
              .filter(Boolean)
              .join(' · ')}
            status={
              isToRun(approval) ? (
                <Tag tone="due">{words('approvals.state.agreed')}</Tag>
              ) : (
                <Tag tone={toneOf[approval.state]}>{words(`approvals.state.${approval.state}`)}</Tag>
              )
            }
          />
        ))}
      </RowList>
    </Card>
  );
};
