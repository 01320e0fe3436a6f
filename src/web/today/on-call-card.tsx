// Whose night it is: shown to whoever is on call at this moment, with the way to the crisis sheets.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type { ShiftsListed } from '#contract/on-call.ts';
import { read } from '#web/shell/api.ts';
import { useSession } from '#web/shell/session.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';

export const OnCallCard = () => {
  const words = useWords();
  const intl = useIntl();
  const { staff } = useSession();
  const { data } = useQuery(read<ShiftsListed>('/api/on-call/shifts?limit=200'));
  const own = data?.items.filter((shift) => shift.isNow && shift.staff.id === staff.id) ?? [];
  if (own.length === 0) return null;
  return (
    <Card
      title={words('today.on-call')}
      padding="none"
      actions={
        <Link to="/on-call" className={buttonClass('secondary', 'small')}>
          {words('today.on-call.open')}
        </Link>
      }
    >
      <RowList label={words('today.on-call')}>
        {own.map(({ id, programme, to }) => (
          <Row
            key={id}
            title={programme.name}
            detail={words('today.on-call.until', {
              at: intl.formatDate(to, { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
            })}
          />
        ))}
      </RowList>
    </Card>
  );
};
