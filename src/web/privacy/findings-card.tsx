// Looks that want explaining, by kind; each figure opens to its findings, and each finding to the entries of the audit behind it.
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { FindingEntriesListed, FindingsListed, FindingView, PrivacyView } from '#contract/privacy.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Pager } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { usePages } from './pages.ts';
import styles from './privacy.module.css';

export const FindingsCard = ({ view, period }: { readonly view: PrivacyView; readonly period: string }) => {
  const words = useWords();
  const [kind, setKind] = useState<string | null>(null);
  const shown = view.findings.find((each) => each.kind === kind);
  return (
    <>
      <Card title={words('privacy.findings')} aside={period} padding="none">
        <RowList label={words('privacy.findings')}>
          {view.findings.map((each) => (
            <Row
              key={each.kind}
              title={words(`privacy.finding.${each.kind}`)}
              detail={words(`privacy.finding.about.${each.kind}`)}
              status={each.figure.n === 0 && <Tag tone="ok">{words('privacy.findings.none')}</Tag>}
              action={
                each.figure.n > 0 && (
                  <Button
                    size="small"
                    look="quiet"
                    aria-expanded={kind === each.kind}
                    onClick={() => setKind(kind === each.kind ? null : each.kind)}
                  >
                    {words('privacy.findings.count', { count: each.figure.n })}
                  </Button>
                )
              }
            />
          ))}
        </RowList>
      </Card>
      {shown && shown.figure.n > 0 && (
        <Findings rows={shown.figure.rows} title={words(`privacy.finding.${shown.kind}`)} period={period} />
      )}
    </>
  );
};

const Findings = ({
  rows,
  title,
  period,
}: {
  readonly rows: string;
  readonly title: string;
  readonly period: string;
}) => {
  const words = useWords();
  const { query, pager } = usePages<FindingsListed>(rows);
  return (
    <Card title={title} aside={period} padding="none">
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words('privacy.findings.none')} />
          ) : (
            <>
              <RowList label={title}>
                {items.map((finding) => (
                  <Finding key={finding.rows} finding={finding} />
                ))}
              </RowList>
              {pager && <Pager {...pager} />}
            </>
          )
        }
      </Fetched>
    </Card>
  );
};

const Finding = ({ finding }: { readonly finding: FindingView }) => {
  const words = useWords();
  const intl = useIntl();
  const momentText = useMomentText();
  const [isOpen, setOpen] = useState(false);
  const { staff, client } = finding;
  return (
    <Row
      title={
        client
          ? words('privacy.finding.who', { staff: staff.name, client: client.name, number: String(client.number) })
          : words('privacy.finding.nobody', { staff: staff.name })
      }
      detail={
        <div className={styles.lines}>
          <div>
            {intl.formatList(staff.roles.map((role) => words(`staff-role.${role}`)))} ·{' '}
            {words('privacy.finding.when', {
              count: finding.n,
              from: momentText(finding.firstAt),
              to: momentText(finding.lastAt),
            })}
          </div>
          {isOpen && <Entries rows={finding.rows} />}
        </div>
      }
      action={
        <Button size="small" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words('privacy.entries', { count: finding.n })}
        </Button>
      }
    />
  );
};

const Entries = ({ rows }: { readonly rows: string }) => {
  const words = useWords();
  const intl = useIntl();
  const momentText = useMomentText();
  const { query, pager } = usePages<FindingEntriesListed>(rows);
  const known = (key: string, otherwise: string) => (intl.messages[key] ? words(key) : otherwise);
  return (
    <Fetched query={query}>
      {({ items }) => (
        <>
          <ul className={styles.entries}>
            {items.map((entry) => (
              <li key={entry.id}>
                {words('privacy.entry', {
                  at: momentText(entry.at),
                  effect: words(`privacy.effect.${entry.effect}`),
                  part: known(`looked.part.${entry.part}`, entry.part),
                  basis:
                    entry.effect === 'refused'
                      ? known(`refusal.${entry.basis}`, entry.basis)
                      : known(`looked.basis.${entry.basis}`, entry.basis),
                })}{' '}
                <code className={styles.code}>{entry.action}</code>
              </li>
            ))}
          </ul>
          {pager && <Pager {...pager} />}
        </>
      )}
    </Fetched>
  );
};
