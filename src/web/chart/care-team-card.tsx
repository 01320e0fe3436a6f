import IconUsersGroup from '@tabler/icons-react/icons/IconUsersGroup';
import type { ChartView } from '#contract/client.ts';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Avatar } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

export const CareTeamCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { careTeam } = chart;
  return (
    <Card title={words('chart.careTeam')} padding={careTeam.length > 0 ? 'none' : 'normal'}>
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
