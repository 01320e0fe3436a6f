// Whose safety is being looked after now: before everything else of the day.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OpenEpisodes } from '#contract/safety.ts';
import { read } from '#web/shell/api.ts';
import { useMomentText } from '#web/shell/moment-text.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

export const SafetyCard = () => {
  const words = useWords();
  const momentText = useMomentText();
  const { data } = useQuery(read<OpenEpisodes>('/api/safety'));
  if (!data || data.items.length === 0) return null;
  return (
    <Card tone="alert" title={words('safety-screen.today')} aside={String(data.items.length)} padding="none">
      <RowList label={words('safety-screen.today')}>
        {data.items.map((episode) => {
          const [next] = episode.owed;
          const where = episode.mayOpenChart ? 'safety' : 'crisis-sheet';
          return (
            <Row
              key={episode.id}
              title={<Link to={`/clients/${episode.clientId}/${where}` as never}>{episode.clientName}</Link>}
              detail={
                <>
                  {next && words(`safety.owed.${next.step}`)} ·{' '}
                  {words('safety-screen.since', { at: momentText(episode.raisedAt) })}
                </>
              }
              status={
                <Tag tone={episode.severity === 'acute' || next?.isLate ? 'over' : 'due'}>
                  {words(`safety.severity.${episode.severity}`)}
                </Tag>
              }
              action={
                <Link
                  to={`/clients/${episode.clientId}/${where}` as never}
                  className={buttonClass('secondary', 'small')}
                >
                  {words('safety-screen.open')}
                </Link>
              }
            />
          );
        })}
      </RowList>
    </Card>
  );
};
