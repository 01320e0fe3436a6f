// Who the chart is about, in view on every part of it: name as the person wishes, what to know before going in, what is due next.
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconBuildingHospital from '@tabler/icons-react/icons/IconBuildingHospital';
import IconCalendarDue from '@tabler/icons-react/icons/IconCalendarDue';
import IconLanguage from '@tabler/icons-react/icons/IconLanguage';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import { Avatar, Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './banner.module.css';

const contactKinds = ['contact', 'in-stay-contact', 'outreach'];

export const ClientBanner = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const sentence = useSentence();
  const dayText = useDayText();
  const { client, stay, enrolments } = chart;
  const nextContact = chart.due?.find(({ kind }) => contactKinds.includes(kind));
  return (
    <div className={styles.banner}>
      <span className={styles.avatar}>
        <Avatar name={client.name} size="large" />
      </span>
      <div className={styles.nameLine}>
        <h1 className={styles.name}>{client.name}</h1>
        <span className={styles.about}>
          <About chart={chart} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone this scrolls sideways and must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of facts is no fieldset */}
      <div className={styles.tags} role="group" tabIndex={0} aria-label={words('chart.banner.glance')}>
        {client.diedOn && <Tag>{words('chart.banner.died', { day: dayText(client.diedOn as Day, 'short') })}</Tag>}
        {stay && (
          <Tag tone="over" icon={IconBuildingHospital}>
            {words('chart.banner.stay', { setting: stay.setting, since: dayText(stay.from as Day, 'short') })}
          </Tag>
        )}
        {enrolments
          .filter(({ state }) => state !== 'ended')
          .map(({ id, programme, state, enrolledOn }) => (
            <Tag key={id} tone="model">
              {words('chart.banner.programme', {
                programme: programme.name,
                state,
                since: enrolledOn ? dayText(enrolledOn as Day, 'short') : '',
              })}
            </Tag>
          ))}
        {client.needsInterpreter && (
          <Tag tone="info" icon={IconLanguage}>
            {words('chart.banner.interpreter')}
          </Tag>
        )}
        {nextContact && (
          <Tag
            tone={nextContact.state === 'overdue' ? 'over' : nextContact.state === 'due' ? 'due' : 'neutral'}
            icon={IconCalendarDue}
          >
            {sentence('', nextContact.what)} · {sentence('', nextContact.stands)}
          </Tag>
        )}
      </div>
      {chart.alerts.length > 0 && <Alerts alerts={chart.alerts} />}
    </div>
  );
};

const About = ({ chart: { client } }: { readonly chart: ChartView }) => {
  const words = useWords();
  const intl = useIntl();
  const languages = [client.language, ...client.otherLanguages].filter((code): code is string => code !== null);
  const parts = [
    client.chosenName ? words('chart.banner.legalName', { name: client.legalName }) : null,
    client.pronouns,
    client.age === null
      ? words('age.unknown')
      : client.age.from === client.age.to
        ? words('age.years', { age: client.age.from })
        : words('age.between', { from: client.age.from, to: client.age.to }),
    languages.length > 0
      ? languages.map((code) => intl.formatDisplayName(code, { type: 'language' }) ?? code).join(', ')
      : null,
  ];
  return parts.filter(Boolean).join(' · ');
};

const Alerts = ({ alerts }: { readonly alerts: ChartView['alerts'] }) => {
  const words = useWords();
  const dayText = useDayText();
  return (
    <details className={styles.alerts}>
      <summary>
        <IconAlertTriangle aria-hidden />
        {alerts.length === 1
          ? words(`alert-kind.${alerts[0]?.kind}`)
          : words('chart.banner.alerts', { count: alerts.length })}
      </summary>
      <ul className={styles.alertList}>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <p className={styles.alertText}>
              <b>{words(`alert-kind.${alert.kind}`)}:</b> {alert.text}
            </p>
            <p className="small muted">{words('chart.alert.basis', { basis: alert.basis })}</p>
            <p className="small muted">
              {words('chart.alert.setBy', {
                who: alert.setBy.name,
                from: dayText(alert.from as Day, 'short'),
                until: dayText(alert.expiresOn as Day, 'short'),
              })}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
};
