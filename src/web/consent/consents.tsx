// What the person agreed to, how each consent stands and what it lacks; and what they asked to be kept from somebody.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { ConsentsView, ConsentView, RestrictionView } from '#contract/consent.ts';
import type { Day } from '#domain/basics/day.ts';
import { tpoClass } from '#domain/consent/consent.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { segmentLabel } from '#web/shell/segment-label.ts';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './consents.module.css';

const ConsentForm = lazy(() => import('./consent-form.tsx').then((module) => ({ default: module.ConsentForm })));
const PaperDialog = lazy(() => import('./paper-dialog.tsx').then((module) => ({ default: module.PaperDialog })));
const ScanDialog = lazy(() => import('./scan-dialog.tsx').then((module) => ({ default: module.ScanDialog })));
const steps = () => import('./step-forms.tsx');
const SignForm = lazy(() => steps().then((module) => ({ default: module.SignForm })));
const RevokeForm = lazy(() => steps().then((module) => ({ default: module.RevokeForm })));
const EndForm = lazy(() => steps().then((module) => ({ default: module.EndForm })));
const RestrictionForm = lazy(() => steps().then((module) => ({ default: module.RestrictionForm })));

type Open =
  | { readonly what: 'record' | 'restrict' | 'blank' }
  | { readonly what: 'sign' | 'revoke' | 'end' | 'paper' | 'scan'; readonly consent: ConsentView };

const tones: Readonly<Record<ConsentView['standing'], Tone>> = {
  'in-force': 'ok',
  'not-begun': 'info',
  expired: 'neutral',
  revoked: 'neutral',
  'revocation-asked': 'due',
  deficient: 'over',
};

export const Consents = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const clientId = chart.client.id;
  const query = useQuery(read<ConsentsView>(`/api/clients/${clientId}/consents`));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Fetched query={query} lines={6}>
      {(view) => {
        const groups = [
          ['in-force', view.consents.filter(({ standing }) => standing === 'in-force' || standing === 'not-begun')],
          ['deficient', view.consents.filter(({ standing }) => standing === 'deficient')],
          [
            'ended',
            view.consents.filter(({ standing }) => ['expired', 'revoked', 'revocation-asked'].includes(standing)),
          ],
        ] as const;
        return (
          <div className={styles.parts}>
            <Suspense>
              {open?.what === 'record' && <ConsentForm clientId={clientId} view={view} onClose={close} />}
              {open?.what === 'restrict' && <RestrictionForm clientId={clientId} view={view} onClose={close} />}
              {open?.what === 'sign' && <SignForm consent={open.consent} onClose={close} />}
              {(open?.what === 'blank' || open?.what === 'paper') && (
                <PaperDialog
                  view={view}
                  consent={open.what === 'paper' ? open.consent : null}
                  language={chart.client.language}
                  onClose={close}
                />
              )}
              {open?.what === 'scan' && (
                <ScanDialog consent={open.consent} onClose={close}>
                  <Said consent={open.consent} view={view} />
                </ScanDialog>
              )}
              {open?.what === 'end' && <EndForm consent={open.consent} onClose={close} />}
              {open?.what === 'revoke' && <RevokeForm consent={open.consent} onClose={close} />}
            </Suspense>
            <div className={styles.actions}>
              <Button look="primary" onClick={() => setOpen({ what: 'record' })}>
                {words('consents.record')}
              </Button>
              <Button onClick={() => setOpen({ what: 'blank' })}>{words('consent-paper.blank')}</Button>
              <Button onClick={() => setOpen({ what: 'restrict' })}>{words('consents.restrict')}</Button>
            </div>
            {view.consents.length === 0 && (
              <Card>
                <EmptyState title={words('consents.empty')}>{words('consents.empty.why')}</EmptyState>
              </Card>
            )}
            {groups.map(
              ([key, consents]) =>
                consents.length > 0 && (
                  <Card
                    key={key}
                    title={words(`consents.group.${key}`)}
                    aside={words('chart.count', { count: consents.length })}
                    padding="none"
                  >
                    <ul>
                      {consents.map((consent) => (
                        <ConsentLine key={consent.id} consent={consent} view={view} onOpen={setOpen} />
                      ))}
                    </ul>
                  </Card>
                ),
            )}
            {view.restrictions.length > 0 && (
              <Card
                title={words('consents.restrictions')}
                aside={words('chart.count', { count: view.restrictions.length })}
                padding="none"
              >
                <ul>
                  {view.restrictions.map((each) => (
                    <RestrictionLine
                      key={each.id}
                      restriction={each}
                      view={view}
                      mayAnswer={chart.may.includes('answer-restriction')}
                    />
                  ))}
                </ul>
              </Card>
            )}
          </div>
        );
      }}
    </Fetched>
  );
};

const useSegmentNames = (view: ConsentsView) => {
  const words = useWords();
  const { locale, formatList } = useIntl();
  return (codes: readonly string[]) =>
    formatList(
      codes.map((code) =>
        segmentLabel(
          view.segments.find((each) => each.code === code) ?? { code, labels: { en: code, es: code } },
          words,
          locale,
        ),
      ),
    );
};

/** What a consent says and how it stands. */
const Said = ({ consent, view }: { readonly consent: ConsentView; readonly view: ConsentsView }) => {
  const words = useWords();
  const { formatList } = useIntl();
  const dayText = useDayText();
  const segmentNames = useSegmentNames(view);
  const { standing, expiry, revocation, signature } = consent;
  const to = formatList(
    consent.recipients.map(({ kind, name }) =>
      kind === 'care-team' ? words('party-kind.care-team') : name === tpoClass ? words('consents.tpo-class') : name,
    ),
  );
  return (
    <>
      <p className={styles.head}>
        <b>{to || words('consents.nobody')}</b>
        <span>{words(`consent-kind.${consent.kind}`)}</span>
        <Tag tone={tones[standing]}>{words(`consents.standing.${standing}`)}</Tag>
      </p>
      <p>{consent.description}</p>
      <p className={styles.facts}>
        {[
          segmentNames(consent.segments),
          formatList(consent.purposes.map((each) => words(`consent-purpose.${each}`))),
          words('consents.since', { day: dayText(consent.from as Day, 'short') }),
          expiry?.kind === 'day' && expiry.on
            ? words('consents.until', { day: dayText(expiry.on as Day, 'short') })
            : null,
          expiry?.kind === 'event' ? words('consents.untilEvent', { event: expiry.text ?? '' }) : null,
          expiry?.happenedOn ? words('consents.happenedOn', { day: dayText(expiry.happenedOn as Day, 'short') }) : null,
          signature
            ? words('consents.signedBy', { name: signature.name, day: dayText(signature.on as Day, 'short') })
            : null,
          revocation ? words('consents.revokedOn', { day: dayText(revocation.on as Day, 'short') }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {(consent.why.length > 0 || consent.contradicts.length > 0) && (
        <ul className={styles.why}>
          {consent.why.map(({ code, params }) => (
            <li key={code}>{words(`refusal.${code}`, params)}</li>
          ))}
          {consent.contradicts.length > 0 && <li>{words('refusal.consents-contradict')}</li>}
        </ul>
      )}
    </>
  );
};

const ConsentLine = ({
  consent,
  view,
  onOpen,
}: {
  readonly consent: ConsentView;
  readonly view: ConsentsView;
  readonly onOpen: (open: Open) => void;
}) => {
  const words = useWords();
  const { standing, expiry, revocation, signature } = consent;
  const isOpen =
    revocation === null && (standing === 'in-force' || standing === 'not-begun' || standing === 'deficient');
  const isAsked = standing === 'revocation-asked';
  return (
    <li className={styles.line} data-row>
      <Said consent={consent} view={view} />
      <div className={styles.actions}>
        {(isOpen || isAsked) && (
          <>
            {signature === null && revocation === null && (
              <Button size="small" onClick={() => onOpen({ what: 'sign', consent })}>
                {words('consents.sign')}
              </Button>
            )}
            {expiry?.kind === 'event' && !expiry.happenedOn && signature !== null && !isAsked && (
              <Button size="small" onClick={() => onOpen({ what: 'end', consent })}>
                {words('consents.end')}
              </Button>
            )}
            <Button size="small" onClick={() => onOpen({ what: 'revoke', consent })}>
              {words(isAsked ? 'consents.revoke.confirm' : 'consents.revoke')}
            </Button>
          </>
        )}
        {signature?.hasScan && (
          <Button size="small" onClick={() => onOpen({ what: 'scan', consent })}>
            {words('consents.scan.see')}
          </Button>
        )}
        <Button size="small" onClick={() => onOpen({ what: 'paper', consent })}>
          {words('consent-paper.show')}
        </Button>
      </div>
    </li>
  );
};

const RestrictionLine = ({
  restriction,
  view,
  mayAnswer,
}: {
  readonly restriction: RestrictionView;
  readonly view: ConsentsView;
  readonly mayAnswer: boolean;
}) => {
  const words = useWords();
  const { formatList } = useIntl();
  const segmentNames = useSegmentNames(view);
  const answer = useSend<RestrictionView>('POST', `/api/restrictions/${restriction.id}/answer`);
  const end = useSend<RestrictionView>('POST', `/api/restrictions/${restriction.id}/end`);
  const { agreed, endedOn } = restriction;
  const state = endedOn !== null ? 'ended' : agreed === null ? 'asked' : agreed ? 'agreed' : 'declined';
  return (
    <li className={styles.line} data-row>
      <p className={styles.head}>
        <b>{formatList(restriction.from.map(({ name }) => name))}</b>
        <Tag tone={state === 'agreed' ? 'ok' : state === 'asked' ? 'due' : 'neutral'}>
          {words(`consents.restriction.${state}`)}
        </Tag>
      </p>
      <p>{words('chart.quote', { words: restriction.words })}</p>
      <p className={styles.facts}>{segmentNames(restriction.segments)}</p>
      {mayAnswer && (state === 'asked' || state === 'agreed') && (
        <div className={styles.actions}>
          {state === 'asked' ? (
            <>
              <Button size="small" isBusy={answer.isBusy} onClick={() => answer.send({ agreed: true })}>
                {words('consents.restriction.agree')}
              </Button>
              <Button size="small" isBusy={answer.isBusy} onClick={() => answer.send({ agreed: false })}>
                {words('consents.restriction.decline')}
              </Button>
            </>
          ) : (
            <Button size="small" isBusy={end.isBusy} onClick={() => end.send({})}>
              {words('consents.restriction.end')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};
