// Sheets that came back: a scan is handed in, what the reader was not sure of waits for a person, and one page is checked at a time.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ScanPageView, WaitingScanPages } from '#contract/scans.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { Columns, Screen } from '#web/shell/screen.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { CheckPage } from './check-page.tsx';
import styles from './scans.module.css';
import { UploadCard } from './upload-card.tsx';

export const ScansScreen = () => {
  const { page } = useSearch({ from: '/signed-in/scans' });
  const navigate = useNavigate({ from: '/scans' });
  const open = (next: string | undefined) => navigate({ search: { page: next } });
  return page ? <OnePage key={page} id={page} onOpen={open} /> : <Waiting onOpen={open} />;
};

const Waiting = ({ onOpen }: { readonly onOpen: (id: string) => void }) => {
  const words = useWords();
  const momentText = useMomentText();
  const list = useQuery(read<WaitingScanPages>('/api/scan-pages'));
  return (
    <Screen title={words('scans.title')} lede={words('scans.lede')}>
      <Columns aside={<UploadCard />}>
        <Card title={words('scans.waiting')} padding="none">
          <Fetched query={list} lines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={words('scans.waiting.none')}>{words('scans.waiting.none.why')}</EmptyState>
              ) : (
                <RowList label={words('scans.waiting')}>
                  {items.map((each) => (
                    <Row
                      key={each.id}
                      title={
                        <>
                          {each.client.name} · {each.abbreviation} <span className={styles.id}>{each.shortId}</span>
                        </>
                      }
                      detail={words('scans.waiting.about', {
                        ...{ page: each.page, pages: each.pages },
                        at: momentText(each.readAt as Instant),
                      })}
                      status={
                        <Tag tone={each.state === 'open' ? 'due' : 'neutral'}>
                          {words('scans.waiting.doubtful', { count: each.doubtful })}
                        </Tag>
                      }
                      action={
                        <Button
                          size="small"
                          aria-label={words('scans.check.label', { sheet: each.shortId, name: each.client.name })}
                          onClick={() => onOpen(each.id)}
                        >
                          {words('scans.check')}
                        </Button>
                      }
                    />
                  ))}
                </RowList>
              )
            }
          </Fetched>
        </Card>
      </Columns>
    </Screen>
  );
};

/** One page after the other: whoever settles one has the next before them. */
const OnePage = ({ id, onOpen }: { readonly id: string; readonly onOpen: (id: string | undefined) => void }) => {
  const words = useWords();
  const page = useQuery({ ...read<ScanPageView>(`/api/scan-pages/${id}`), refetchOnWindowFocus: false });
  const view = page.data;
  const waiting = useQuery(read<WaitingScanPages>('/api/scan-pages')).data?.items ?? [];
  const name = waiting.find((each) => each.id === id)?.client.name;
  const next = waiting.find((each) => each.id !== id && each.state === 'open');
  return (
    <Screen
      title={
        view
          ? `${name ? `${name} · ` : ''}${words('scans.check.title', { what: view.abbreviation, sheet: view.shortId })}`
          : words('scans.title')
      }
      lede={view && words('scans.check.lede', { page: view.page, pages: view.pages })}
      actions={<Button onClick={() => onOpen(undefined)}>{words('scans.check.back')}</Button>}
    >
      <Fetched query={page} lines={8}>
        {(data) => <CheckPage view={data} onDone={() => onOpen(next?.id)} />}
      </Fetched>
    </Screen>
  );
};
