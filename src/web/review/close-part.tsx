// Ending an enrolment without a review, for the reasons no review can hold up; respecting a clear stop; and reopening.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { type ClosingReason, closingReasonsFor, closingRule, isClosingReason } from '#domain/cycle/closing.ts';
import type { Owner } from '#domain/people/owner.ts';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { OwnerField } from '#web/shell/owner-field.tsx';
import { useSend } from '#web/shell/send.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { closingFieldsOf, type Ending, emptyEnding, leftoversOf, openWorkIn } from './ending.ts';
import { EndingFields, openIn } from './ending-fields.tsx';
import styles from './review.module.css';

type Enrolment = ChartView['enrolments'][number];

export const ClosePart = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { enrolment: asked, reason } = useSearch({ from: '/signed-in/clients/$clientId/close' });
  const navigate = useNavigate({ from: '/clients/$clientId/close' });
  const { enrolments } = chart;
  const shown =
    enrolments.find(({ id }) => id === asked) ?? enrolments.find(({ state }) => state !== 'ended') ?? enrolments.at(-1);
  if (!shown)
    return (
      <Card>
        <EmptyState title={words('review-screen.close.none', { name: chart.client.name })} />
      </Card>
    );
  return (
    <div className={styles.page}>
      {enrolments.length > 1 && (
        <RadioChips
          label={words('review-screen.close.which')}
          options={enrolments.map(({ id, programme, state }) => ({
            value: id,
            label: `${programme.name} · ${words(`enrolment.state.${state}`)}`,
          }))}
          value={shown.id}
          onChange={(enrolment) => navigate({ search: { enrolment } })}
        />
      )}
      {shown.state === 'ended' ? (
        <Reopen key={shown.id} enrolment={shown} chart={chart} />
      ) : (
        <Close key={`${shown.id} ${reason}`} enrolment={shown} chart={chart} reason={reason} />
      )}
    </div>
  );
};

const Close = ({
  enrolment,
  chart,
  reason: broughtAlong,
}: {
  readonly enrolment: Enrolment;
  readonly chart: ChartView;
  readonly reason: string | undefined;
}) => {
  const words = useWords();
  const today = useToday();
  const navigate = useNavigate();
  const { client } = chart;
  const called = client.chosenName ?? (client.givenName || client.name);
  const who = enrolment.state === 'enrolled' ? 'enrolled' : 'prospect';
  const reasons = closingReasonsFor(who, false);
  const draft = useDraft<Ending & { readonly on: Day }>(`close:${enrolment.id}`, {
    ...emptyEnding,
    reason: reasons.find((each) => each === broughtAlong) ?? null,
    on: today,
  });
  const ending = draft.value;
  const isStop = ending.reason === 'declined';
  const path = isStop ? 'stop' : who === 'enrolled' ? 'close' : 'close-referral';
  const permission = isStop ? 'respect-stop' : who === 'enrolled' ? 'close-enrolment' : 'close-referral';
  const close = useSend<unknown, object>('POST', () => `/api/enrolments/${enrolment.id}/${path}`, {
    onDone: () => {
      draft.clear();
      notify(words('review-screen.closed', { name: client.name }));
      navigate({ to: '/clients/$clientId/cycle', params: { clientId: client.id } });
    },
  });
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isAsking) asked.current?.focus();
  }, [isAsking]);
  const whyNot =
    ending.reason === null
      ? words('refusal.closing-reason-missing')
      : chart.may.includes(permission)
        ? null
        : words('review-screen.not-yours');
  // A clear stop waits for nothing: open work stays with the team and is settled afterwards.
  const none = { tasks: [], referrals: [], drafts: [] };
  const open = isStop ? none : openIn(chart, enrolment.id, openWorkIn(close.problem));
  return (
    <Card title={words('review-screen.close.title', { name: client.name, programme: enrolment.programme.name })}>
      <div className={styles.fields}>
        <DraftBanner draft={draft} />
        {who === 'enrolled' && <InReview clientId={client.id} />}
        <EndingFields
          ending={ending}
          onChange={(next) => {
            setAsking(false);
            draft.set((now) => ({ ...now, ...next }));
          }}
          reasons={reasons}
          called={called}
          open={open}
        />
        {isStop && <Banner title={words('review-screen.stop.title')}>{words('review-screen.stop.about')}</Banner>}
        <DayField
          label={words('review-screen.close.on')}
          value={ending.on}
          max={today}
          onChange={(on) => on && draft.set((now) => ({ ...now, on }))}
        />
        {close.problem && <ErrorState error={close.problem} title={words('review-screen.close.failed')} />}
        {isAsking && ending.reason ? (
          <div className={styles.asking} data-ends>
            <p ref={asked} tabIndex={-1} data-focus-quietly>
              <b>
                {words('review-screen.close.ask', {
                  name: client.name,
                  programme: enrolment.programme.name,
                  reason: words(`closing.reason.${ending.reason}`),
                })}
              </b>
            </p>
            <div className={styles.choices}>
              <Button
                look="danger"
                isBusy={close.isBusy}
                onClick={() =>
                  close.send({
                    on: ending.on,
                    ...closingFieldsOf(ending),
                    ...(!isStop && { reason: ending.reason, leftovers: leftoversOf(ending) }),
                  })
                }
              >
                {words('review-screen.close.yes')}
              </Button>
              <Button onClick={() => setAsking(false)}>{words('review-screen.sign.no')}</Button>
            </div>
          </div>
        ) : (
          <div>
            <Button whyNot={whyNot} onClick={() => setAsking(true)}>
              {words('review-screen.close.go')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
};

/** The reasons that are found together in a review. */
const InReview = ({ clientId }: { readonly clientId: string }) => {
  const words = useWords();
  const needReview = closingReasonsFor('enrolled', true).filter((reason) => closingRule(reason).needsReview);
  return (
    <p className="muted">
      {words('review-screen.close.in-review', {
        reasons: needReview.map((reason: ClosingReason) => words(`closing.reason.${reason}`)).join(', '),
      })}{' '}
      <Link to="/clients/$clientId/review" params={{ clientId }}>
        {words('review-screen.to-review')}
      </Link>
    </p>
  );
};

const Reopen = ({ enrolment, chart }: { readonly enrolment: Enrolment; readonly chart: ChartView }) => {
  const words = useWords();
  const today = useToday();
  const dayText = useDayText();
  const navigate = useNavigate();
  const { client } = chart;
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState<Owner | null>(null);
  const [on, setOn] = useState<Day | null>(today);
  const reopen = useSend('POST', `/api/enrolments/${enrolment.id}/reopen`, {
    onDone: () => {
      notify(words('review-screen.reopened', { name: client.name }));
      navigate({ to: '/clients/$clientId/cycle', params: { clientId: client.id } });
    },
  });
  const { closeReason } = enrolment;
  const isFinal = closeReason !== null && isClosingReason(closeReason) && !closingRule(closeReason).mayReopen;
  const closed = closeReason === null ? '' : words(`closing.reason.${closeReason}`);
  const whyNot = !chart.may.includes('reopen-enrolment')
    ? words('review-screen.not-yours')
    : isFinal
      ? words('refusal.may-not-reopen', { reason: closed })
      : !reason.trim()
        ? words('refusal.reopening-needs-reason')
        : owner === null
          ? words('review-screen.reopen.who-missing')
          : null;
  return (
    <Card title={words('review-screen.reopen.title', { name: client.name, programme: enrolment.programme.name })}>
      <div className={styles.fields}>
        <p className="muted">
          {words('review-screen.reopen.ended', {
            on: enrolment.endedOn ? dayText(dayThatCame(enrolment.endedOn, today)) : '',
            reason: closed,
          })}
        </p>
        {isFinal ? (
          <Banner title={words('refusal.may-not-reopen', { reason: closed })} />
        ) : (
          <>
            <TextArea
              label={words('review-screen.reopen.why')}
              value={reason}
              onChange={setReason}
              rows={2}
              maxLength={2000}
            />
            <div className={styles.pair}>
              <OwnerField
                label={words('review-screen.reopen.owner')}
                programmeId={enrolment.programme.id}
                value={owner}
                onChange={setOwner}
              />
              <DayField label={words('review-screen.reopen.on')} value={on} max={today} onChange={setOn} />
            </div>
            {reopen.problem && <ErrorState error={reopen.problem} title={words('review-screen.close.failed')} />}
            <div>
              <Button
                look="primary"
                whyNot={whyNot}
                isBusy={reopen.isBusy}
                onClick={() => reopen.send({ owner, reason: reason.trim(), on: on ?? today })}
              >
                {words('review-screen.reopen.go')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  );
};
