// What somebody needs who is called at night and does not know the person: read on a phone in the dark, or printed.
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { CrisisSheetView } from '#contract/on-call.ts';
import type { Day } from '#domain/basics/day.ts';
import { Problem, read } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack, usePageTitle } from '#web/shell/screen.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './crisis-sheet.module.css';
import { SafetyPart } from './safety-part.tsx';

const callable = /^[+\d][\d\s().-]{2,}$/;

/** A number that a phone can call, or the text as it stands. */
const Phone = ({ number, text = number }: { readonly number: string; readonly text?: string }) =>
  callable.test(number) ? (
    <a href={`tel:${number.replace(/[^+\d]/g, '')}`} className={styles.phone}>
      {text}
    </a>
  ) : (
    <b className={styles.plain}>{text}</b>
  );

export const CrisisSheet = () => {
  const words = useWords();
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId/crisis-sheet' });
  const query = useQuery(read<CrisisSheetView>(`/api/clients/${clientId}/crisis-sheet`));
  // Also with the sheet still in hand: when the shift is over it is not theirs to read any more.
  if (query.error instanceof Problem && query.error.status === 404)
    return (
      <Screen title={words('crisis.closed.title')}>
        <EmptyState size="screen" title={words('shell.notFound.lead')}>
          {words('crisis.closed.why')}
        </EmptyState>
      </Screen>
    );
  if (query.error && !query.data)
    return (
      <Screen title={words('crisis.failed')}>
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      </Screen>
    );
  return (
    <Fetched query={query} lines={8}>
      {(sheet) => <Sheet sheet={sheet} />}
    </Fetched>
  );
};

const Sheet = ({ sheet }: { readonly sheet: CrisisSheetView }) => {
  const words = useWords();
  const intl = useIntl();
  const dayText = useDayText();
  const birthText = useBirthText();
  const { client } = sheet;
  const language = intl.locale.startsWith('es') ? 'es' : 'en';
  usePageTitle(words('crisis.of', { name: client.name }));
  const about = [
    client.legalName !== client.name && words('crisis.legal-name', { name: client.legalName }),
    client.pronouns,
    client.birthDate && words('crisis.born', { day: birthText(client.birthDate) ?? '' }),
    client.language && (intl.formatDisplayName(client.language, { type: 'language' }) ?? client.language),
    client.needsInterpreter && words('crisis.interpreter'),
    words('crisis.number', { number: String(client.number) }),
  ].filter(Boolean);
  return (
    <Screen
      title={client.name}
      lede={about.join(' · ')}
      width="reading"
      actions={
        <span className="no-print">
          <Button size="small" icon={IconPrinter} onClick={() => window.print()}>
            {words('crisis.print')}
          </Button>
        </span>
      }
    >
      <Stack>
        <SafetyPart clientId={client.id} name={client.name} />
        <Part title={words('crisis.alerts')} tone="alert" none={words('crisis.alerts.none')}>
          {sheet.alerts.map(({ id, kind, text }) => (
            <li key={id}>
              <b>{words(`alert-kind.${kind}`)}:</b> {text}
            </li>
          ))}
        </Part>
        <Part title={words('crisis.reach')} none={words('crisis.reach.none')}>
          {sheet.waysToReach.map((way) => (
            <li key={way.id} className={styles.entry}>
              <span className={styles.line}>
                {way.mayUseTo.length > 0 ? (
                  <Phone number={way.value} />
                ) : (
                  <span className={styles.closed}>{way.value}</span>
                )}
                <span className="muted">{words(`contact-channel.${way.channel}`)}</span>
              </span>
              <span>
                {way.mayUseTo.length > 0
                  ? words('crisis.may', {
                      what: intl.formatList(way.mayUseTo.map((purpose) => words(`crisis.may.${purpose}`))),
                    })
                  : words('crisis.may-not')}
              </span>
              {way.whoMayKnow && <span>{words('crisis.who-may-know', { who: way.whoMayKnow })}</span>}
              {way.bestTimes && <span>{words('crisis.best-times', { times: way.bestTimes })}</span>}
              {way.caution && (
                <span className={styles.caution}>
                  <IconAlertTriangle aria-hidden />
                  {way.caution}
                </span>
              )}
            </li>
          ))}
        </Part>
        <Part title={words('crisis.supporters')} none={words('crisis.supporters.none')}>
          {sheet.supporters.map((each) => (
            <li key={each.id} className={styles.entry}>
              <span className={styles.line}>
                <b>{each.name}</b>
                <span className="muted">{each.relationship}</span>
                {each.isEmergencyContact && <Tag tone="due">{words('people.emergency-contact')}</Tag>}
              </span>
              {each.phone && <Phone number={each.phone} />}
              {each.mayBeTold ? (
                <span>{words('crisis.may-be-told', { what: each.mayBeTold })}</span>
              ) : (
                <span className="muted">{words('crisis.may-be-told.not-said')}</span>
              )}
              {each.authority && (
                <span>
                  {words(`authority.${each.authority}`)}
                  {each.mayDecide.length > 0 && (
                    <>
                      {' · '}
                      {words('people.may-decide', {
                        matters: intl.formatList(each.mayDecide.map((scope) => words(`decision-scope.${scope}`))),
                      })}
                    </>
                  )}
                </span>
              )}
            </li>
          ))}
        </Part>
        <Part title={words('crisis.lines')} none={words('crisis.lines.none')}>
          {sheet.crisisLines.map(({ label, number }) => (
            <li key={number[language]} className={styles.line}>
              <span>{label[language]}</span>
              <Phone number={number[language]} />
            </li>
          ))}
        </Part>
        <Part title={words('crisis.care-team')} none={words('crisis.care-team.none')}>
          {sheet.careTeam.map((each) => (
            <li key={each.id} className={styles.line}>
              <b>{each.name}</b>
              <span className="muted">{words(`care-role.${each.role}`)}</span>
              {each.phone && <Phone number={each.phone} />}
            </li>
          ))}
        </Part>
        <p className="muted small">{words('crisis.as-of', { day: dayText(sheet.asOf as Day) })}</p>
      </Stack>
    </Screen>
  );
};

const Part = ({
  title,
  tone = 'plain',
  none,
  children,
}: {
  readonly title: string;
  readonly tone?: 'plain' | 'alert';
  readonly none: string;
  readonly children: readonly ReactNode[];
}) => (
  <Card title={title} tone={children.length > 0 ? tone : 'plain'}>
    {children.length > 0 ? <ul className={styles.list}>{children}</ul> : <p className="muted">{none}</p>}
  </Card>
);
