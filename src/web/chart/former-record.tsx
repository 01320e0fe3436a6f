// An old link: the record it led to was made one with another, and this says with which. For whoever may not open that one, and for
// any other unknown id, there is nothing here.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormerRecordView } from '#contract/approvals.ts';
import { careRoles } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import { ClosedRecord } from '#web/privacy/closed-record.tsx';
import { read } from '#web/shell/api.ts';
import { Screen } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';

export const FormerRecord = ({ clientId }: { readonly clientId: string }) => {
  const words = useWords();
  const dayText = useDayText();
  const { staff } = useSession();
  const former = useQuery({ ...read<FormerRecordView>(`/api/former-records/${clientId}`), retry: false });
  if (former.isPending) return <Skeleton lines={6} />;
  if (!former.data && careRoles.some((role) => staff.roles.includes(role))) return <ClosedRecord clientId={clientId} />;
  if (!former.data)
    return (
      <Screen title={words('shell.notFound.title')}>
        <EmptyState
          size="screen"
          title={words('shell.notFound.lead')}
          action={
            <Link to="/" className={buttonClass('primary')}>
              {words('shell.notFound.home')}
            </Link>
          }
        >
          {words('shell.notFound.why')}
        </EmptyState>
      </Screen>
    );
  const { number, mergedOn, current } = former.data;
  return (
    <Screen title={words('former-record.title')}>
      <EmptyState
        size="screen"
        title={words('former-record.lead', { name: current.name })}
        action={
          <Link to="/clients/$clientId" params={{ clientId: current.id }} className={buttonClass('primary')}>
            {words('former-record.open', { name: current.name })}
          </Link>
        }
      >
        {words('former-record.why', {
          number: String(number),
          current: String(current.number),
          day: dayText(mergedOn as Day),
        })}
      </EmptyState>
    </Screen>
  );
};
