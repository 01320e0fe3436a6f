// Who looked, as the person takes it home: in their language, large, one line for what one person did on one day, and whom to ask.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { DisclosureMade } from '#contract/disclosures.ts';
import type { Look, Looks } from '#contract/key-events.ts';
import { addDays, type Day } from '#domain/basics/day.ts';
import { get } from '#web/shell/api.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { ForPaper } from '#web/shell/for-paper.tsx';
import { InLanguage } from '#web/shell/in-language.tsx';
import { Screen, usePageTitle } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Segmented, Switch } from '#web/ui/choices.tsx';
import { DayField, useDayText, useToday } from '#web/ui/day-field.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ForCareTeam } from './for-care-team.tsx';
import { type LooksOfOne, looksByDay } from './looks-by-day.ts';
import styles from './who-looked-on-paper.module.css';

const daysBack = 90;

export const WhoLookedOnPaper = () => {
  const words = useWords();
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId/who-looked/print' });
  const chart = useChartOf(clientId);
  if (chart.error && !chart.data)
    return (
      <Screen title={words('who-looked.paper.failed')}>
        <ErrorState error={chart.error} onRetry={() => chart.refetch()} />
      </Screen>
    );
  return (
    <div className={styles.screen}>
      <Fetched query={chart} lines={10}>
        {(data) => (
          <ForCareTeam chart={data} permission="who-looked">
            <Sheet chart={data} />
          </ForCareTeam>
        )}
      </Fetched>
    </div>
  );
};

/** All of them: paper has no next page to ask for. */
const everyLook = async (clientId: string, from: Day, signal: AbortSignal): Promise<readonly Look[]> => {
  const looks: Look[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Looks = await get(
      `/api/clients/${clientId}/who-looked?limit=200&from=${from}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      signal,
    );
    looks.push(...page.items);
    cursor = page.next;
  }
  return looks;
};

const Sheet = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const intl = useIntl();
  const today = useToday();
  const { client } = chart;
  const [from, setFrom] = useState<Day>(addDays(today, -daysBack));
  const [language, setLanguage] = useState<'en' | 'es'>(
    (client.language ?? intl.locale).startsWith('es') ? 'es' : 'en',
  );
  const [isLarge, setLarge] = useState(true);
  const looks = useQuery({
    queryKey: ['api', 'every-look', client.id, from],
    queryFn: ({ signal }) => everyLook(client.id, from, signal),
  });
  usePageTitle(words('who-looked.paper', { name: client.name }));
  return (
    <ForPaper
      clientId={client.id}
      name={client.name}
      what={chart.may.includes('print-record') ? { kinds: ['access-log'] } : null}
      label={words('who-looked.paper.print')}
      notYet={words('who-looked.paper.not-yet')}
    >
      {(made, ask) => (
        <>
          <div className={styles.controls}>
            <Link to="/clients/$clientId/who-looked" params={{ clientId: client.id }} className={buttonClass('quiet')}>
              {words('who-looked.paper.back')}
            </Link>
            <DayField
              label={words('who-looked.from')}
              value={from}
              max={today}
              onChange={(day) => day && setFrom(day)}
            />
            <Segmented
              label={words('who-looked.paper.language')}
              isLabelHidden
              options={[
                { value: 'en', label: words('who-looked.paper.en') },
                { value: 'es', label: words('who-looked.paper.es') },
              ]}
              value={language}
              onChange={setLanguage}
            />
            <Switch label={words('who-looked.paper.large')} isSelected={isLarge} onChange={setLarge} />
            {chart.may.includes('print-record') && (
              <Button look="primary" icon={IconPrinter} onClick={ask}>
                {words('who-looked.paper.print')}
              </Button>
            )}
          </div>
          <Fetched query={looks} lines={10}>
            {(all) => (
              <InLanguage language={language}>
                <Paper
                  name={client.name}
                  looks={all}
                  from={from}
                  to={today}
                  isLarge={isLarge}
                  language={language}
                  made={made}
                />
              </InLanguage>
            )}
          </Fetched>
        </>
      )}
    </ForPaper>
  );
};

const Paper = (props: {
  readonly name: string;
  readonly looks: readonly Look[];
  readonly from: Day;
  readonly to: Day;
  readonly isLarge: boolean;
  readonly language: 'en' | 'es';
  readonly made: DisclosureMade | null;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const { agency } = useSession().staff;
  const { name, looks, from, to, isLarge, language, made } = props;
  return (
    <article lang={language} className={isLarge ? styles.large : styles.paper}>
      <header className={styles.head}>
        <p>{agency.name}</p>
        <h1 className={styles.title}>{words('who-looked.paper.title')}</h1>
        <p>{words('who-looked.paper.about', { name, from: dayText(from), to: dayText(to) })}</p>
      </header>
      {looks.length === 0 && <p>{words('who-looked.none')}</p>}
      {looksByDay(looks, agency.timeZone).map(({ day, lines }) => (
        <section key={day} className={styles.day}>
          <h2>{dayText(day)}</h2>
          <ul className={styles.lines}>
            {lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        </section>
      ))}
      <p className={styles.ask}>{words('who-looked.paper.ask', { agency: agency.name })}</p>
      {made?.consents.map(({ id, description }) => (
        <p key={id}>{words('disclosure.under-consent', { description })}</p>
      ))}
      {made?.isPart2 && <p>{words('part2-notice.short')}</p>}
    </article>
  );
};

const Line = ({ line }: { readonly line: LooksOfOne }) => {
  const words = useWords();
  const intl = useIntl();
  const time = (at: string) => intl.formatTime(at, { hour: 'numeric', minute: '2-digit' });
  const known = (key: string, otherwise: string) => (intl.messages[key] ? words(key) : otherwise);
  const { who, access, basis, parts, count } = line;
  return (
    <li className={styles.line}>
      <p>
        <b>{who.name}</b>
        {who.roles.length > 0 && <>, {intl.formatList(who.roles.map((role) => known(`staff-role.${role}`, role)))}</>}
      </p>
      <p>
        {words(`looked.access.${access}`)}: {intl.formatList(parts.map((part) => known(`looked.part.${part}`, part)))}
      </p>
      <p>
        {access === 'refused'
          ? words('who-looked.paper.refused', { basis: known(`refusal.${basis}`, basis) })
          : words('who-looked.paper.why', { basis: known(`looked.basis.${basis}`, basis) })}
      </p>
      <p>{words('who-looked.paper.when', { count, from: time(line.firstAt), to: time(line.lastAt) })}</p>
    </li>
  );
};
