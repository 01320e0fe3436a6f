import IconUsersGroup from '@tabler/icons-react/icons/IconUsersGroup';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Avatar } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

const CareTeamForm = lazy(() => import('./care-team-form.tsx').then((module) => ({ default: module.CareTeamForm })));

export const CareTeamCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { careTeam } = chart;
  const [isChanging, setChanging] = useState(false);
  const isOpen = chart.enrolments.some(({ state }) => state !== 'ended');
  return (
    <Card
      title={words('chart.careTeam')}
      padding={careTeam.length > 0 ? 'none' : 'normal'}
      actions={
        chart.may.includes('assign-care-team') && (
          <Button
            size="small"
            look="quiet"
            whyNot={isOpen ? null : words('care-team.noEnrolment')}
            onClick={() => setChanging(true)}
          >
            {words('people-page.change')}
          </Button>
        )
      }
    >
      {isChanging && (
        <Suspense>
          <CareTeamForm chart={chart} onClose={() => setChanging(false)} />
        </Suspense>
      )}
      {careTeam.length === 0 ? (
        <p className="muted">{words('chart.careTeam.none')}</p>
      ) : (
        <RowList label={words('chart.careTeam')}>
          {careTeam.map(({ id, who, role, phone }) => (
            <Row
              key={id}
              leading={who.kind === 'team' ? <IconUsersGroup aria-hidden /> : <Avatar name={who.name} size="small" />}
              title={who.name}
              detail={
                <>
                  <span>{words(`care-role.${role}`)}</span>
                  {phone && (
                    <>
                      <span>·</span> <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
                    </>
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
