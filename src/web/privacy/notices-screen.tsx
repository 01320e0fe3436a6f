// What one was told: that the glass was broken, and what was said of it. It stays here after it was seen.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { NoticesListed, NoticeView } from '#contract/privacy.ts';
import { careRoles } from '#domain/access/actor.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { Screen } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSession } from '#web/shell/session.ts';
import { unseenNotices } from '#web/shell/unseen-notices.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

export const NoticesScreen = () => {
  const words = useWords();
  const query = useQuery(read<NoticesListed>(unseenNotices));
  return (
    <Screen title={words('notices.title')} lede={words('notices.lede')} width="reading">
      <Card padding="none">
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words('notices.none')}>{words('notices.none.why')}</EmptyState>
            ) : (
              <RowList label={words('notices.title')}>
                {items.map((notice) => (
                  <NoticeRow key={notice.id} notice={notice} />
                ))}
              </RowList>
            )
          }
        </Fetched>
      </Card>
    </Screen>
  );
};

const NoticeRow = ({ notice }: { readonly notice: NoticeView }) => {
  const words = useWords();
  const momentText = useMomentText();
  const { roles } = useSession().staff;
  const seen = useSend<null, object>('POST', `/api/notices/${notice.id}/seen`);
  const { kind, client, by, outcome } = notice;
  const opensChart = client !== null && roles.some((role) => (careRoles as readonly string[]).includes(role));
  const title = words(`notices.${kind}`, { by: by ?? 'none', client: client?.name ?? 'none' });
  return (
    <Row
      title={
        opensChart && !kind.startsWith('safety-') ? (
          <Link to="/clients/$clientId" params={{ clientId: client.id }}>
            {title}
          </Link>
        ) : (
          title
        )
      }
      detail={
        <>
          {momentText(notice.at)}
          {outcome && <> · {words(`notices.outcome.${outcome}`)}</>}
        </>
      }
      status={notice.seenAt === null && <Tag tone="info">{words('notices.new')}</Tag>}
      action={
        <>
          {kind === 'glass-broken' && roles.includes('privacy-officer') && (
            <Link to="/privacy" className={buttonClass('secondary', 'small')}>
              {words('notices.review')}
            </Link>
          )}
          {kind.startsWith('safety-') && client && opensChart && (
            <Link
              to={'/clients/$clientId/crisis-sheet'}
              params={{ clientId: client.id }}
              className={buttonClass('secondary', 'small')}
            >
              {words('notices.safety.open')}
            </Link>
          )}
          {notice.seenAt === null && (
            <Button size="small" look="quiet" isBusy={seen.isBusy} onClick={() => seen.send({})}>
              {words('notices.seen')}
            </Button>
          )}
        </>
      }
    />
  );
};
