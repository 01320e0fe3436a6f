// How to reach the person safely, whom to call, who may decide, where they live, who pays.
import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import { calledName } from '#domain/people/names.ts';
import { WaysToReach } from '#web/contacts/ways-to-reach.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './reach-card.module.css';

export const ReachCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { client, waysToReach, supporters, residence, coverages } = chart;
  const items = [
    ...supporters.map((supporter) => ({
      term: supporter.name,
      value: [
        supporter.relationship,
        supporter.isEmergencyContact ? words('people.emergency-contact') : null,
        supporter.authority ? words(`authority.${supporter.authority}`) : null,
        supporter.mayDecide.length > 0
          ? words('people.may-decide', {
              matters: supporter.mayDecide.map((scope) => words(`decision-scope.${scope}`)).join(', '),
            })
          : null,
        supporter.phone,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...(residence
      ? [
          {
            term: words('chart.reach.home'),
            value: [words(`residence-setting.${residence.setting}`), residence.address, residence.household]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : []),
    ...(coverages.length > 0
      ? [{ term: words('people.coverages'), value: coverages.map(({ payer }) => payer).join(', ') }]
      : []),
  ];
  return (
    <Card
      title={words('chart.reach', { name: calledName(client) })}
      actions={
        <Link to="/clients/$clientId/people" params={{ clientId: client.id }} className={buttonClass('quiet', 'small')}>
          {words('chart.reach.all')}
        </Link>
      }
    >
      <div className={styles.reach}>
        {waysToReach.length > 0 ? (
          <WaysToReach ways={waysToReach} />
        ) : (
          <p className="muted">{words('chart.reach.none')}</p>
        )}
        {items.length > 0 && <DefinitionList items={items} />}
      </div>
    </Card>
  );
};
