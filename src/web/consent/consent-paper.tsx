// A consent as a form on paper, filled in or blank, with every element of 42 CFR 2.31 in its place and room to write what is missing.
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { ConsentsView, ConsentView } from '#contract/consent.ts';
import { type ConsentKind, purposes, statements, tpo, tpoClass } from '#domain/consent/consent.ts';
import { segmentLabel } from '#web/shell/segment-label.ts';
import { useWords } from '#web/ui/words.ts';
import styles from './consent-paper.module.css';

export type ConsentPaperProps = {
  readonly view: ConsentsView;
  readonly kind: ConsentKind;
  /** Null: a blank form, with no more on it than whose it is. */
  readonly consent: ConsentView | null;
  readonly language: 'en' | 'es';
};

/** A line to write on. */
const Room = () => <span className={styles.room} />;

const TwoLines = () => (
  <>
    <Room />
    <Room />
  </>
);

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <li className={styles.part}>
    <h3>{title}</h3>
    <div>{children}</div>
  </li>
);

export const ConsentPaper = ({ view, kind, consent, language }: ConsentPaperProps) => {
  const words = useWords();
  const { locale, formatDate, formatList } = useIntl();
  // Paper outlives the year it is printed in.
  const day = (on: string) => formatDate(`${on}T12:00:00Z`, { timeZone: 'UTC', dateStyle: 'long' });
  const segments = consent?.segments ?? (kind === 'part2-tpo' ? ['part2'] : []);
  const nameOf = (code: string) =>
    segmentLabel(
      view.segments.find((each) => each.code === code) ?? { code, labels: { en: code, es: code } },
      words,
      locale,
    );
  const recipients = (consent?.recipients ?? []).map((each) => {
    if (each.kind === 'care-team') return words('party-kind.care-team');
    if (each.name === tpoClass) return words('consents.tpo-class');
    return each.members ? `${each.name} (${each.members})` : each.name;
  });
  if (consent === null && kind === 'part2-tpo') recipients.push(words('consents.tpo-class'));
  const chosen: readonly string[] =
    consent?.purposes ?? (kind === 'part2-tpo' ? tpo : kind === 'proceedings' ? [kind] : []);
  const days =
    consent?.recordsFrom || consent?.recordsTo
      ? words('consent-paper.days', {
          from: consent.recordsFrom ? day(consent.recordsFrom) : '…',
          to: consent.recordsTo ? day(consent.recordsTo) : '…',
        })
      : null;
  const { expiry = null, signature = null, signer } = consent ?? {};
  return (
    <article className={styles.paper} lang={language}>
      <header>
        <p>{view.agencyName}</p>
        <h2>{words(`consent-paper.title.${kind}`)}</h2>
      </header>
      <ol className={styles.parts}>
        <Part title={words('consent-paper.who')}>{consent?.clientName ?? view.clientName}</Part>
        <Part title={words('consents.discloser')}>
          {consent ? formatList(consent.disclosers.map(({ name }) => name)) : <Room />}
        </Part>
        <Part title={words('consent-paper.what')}>
          <p>{segments.length > 0 ? formatList(segments.map(nameOf)) : <Room />}</p>
          {consent && consent.records.length > 0 && (
            <p>
              {words('consents.records')}: {formatList(consent.records.map((each) => words(`record-kind.${each}`)))}
            </p>
          )}
          {days && <p>{days}</p>}
          {consent?.description ? <p>{words('chart.quote', { words: consent.description })}</p> : <TwoLines />}
        </Part>
        <Part title={words('consents.recipient')}>{recipients.length > 0 ? formatList(recipients) : <TwoLines />}</Part>
        <Part title={words('consents.purposes')}>
          {consent ? (
            formatList([
              ...chosen.filter((each) => each !== 'other').map((each) => words(`consent-purpose.${each}`)),
              ...(consent.purposeText ? [consent.purposeText] : []),
            ])
          ) : (
            <ul className={styles.boxes}>
              {purposes
                .filter((each) => (chosen.length > 0 ? chosen.includes(each) : each !== 'proceedings'))
                .map((each) => (
                  <li key={each}>
                    <span className={styles.box} aria-hidden>
                      {chosen.length > 0 && '×'}
                    </span>
                    {words(`consent-purpose.${each}`)}
                  </li>
                ))}
            </ul>
          )}
        </Part>
        <Part title={words('consent-paper.until')}>
          {consent && <p>{words('consents.since', { day: day(consent.from) })}</p>}
          {expiry?.kind === 'day' && expiry.on && words('consents.until', { day: day(expiry.on) })}
          {expiry?.kind === 'event' && words('consents.untilEvent', { event: expiry.text ?? '' })}
          {expiry?.kind === 'none' && words('consent-paper.no-end')}
          {expiry === null && <Room />}
        </Part>
        <Part title={words('consent-paper.know')}>
          <ul className={styles.known}>
            {statements.map((each) => (
              <li key={each}>{words(`consent-paper.know.${each}`, { agency: view.agencyName })}</li>
            ))}
          </ul>
        </Part>
      </ol>
      <div className={styles.signatures}>
        {[
          {
            key: 'signature',
            value: signature?.drawing ? (
              <svg viewBox="0 0 600 160" className={styles.drawing} role="img" aria-label={signature.name}>
                <path d={signature.drawing} />
              </svg>
            ) : signature?.how === 'typed' ? (
              signature.name
            ) : signature ? (
              words('consent-paper.on-paper')
            ) : null,
          },
          { key: 'name', value: signature?.name ?? null },
          { key: 'day', value: signature ? day(signature.on) : null },
          ...(signer?.as === 'client' && signature ? [] : [{ key: 'for', value: signer?.name ?? null }]),
        ].map(({ key, value }) => (
          <div key={key}>
            <div className={styles.line}>{value}</div>
            <p>{words(`consent-paper.sign.${key}`)}</p>
          </div>
        ))}
      </div>
      {consent?.revocation && (
        <p className={styles.over}>{words('consents.revokedOn', { day: day(consent.revocation.on) })}</p>
      )}
    </article>
  );
};
