// The scan sheets that were printed for a client: those that are out, and behind them what became of the others.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { SheetList, SheetView } from '#contract/sheets.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { openPrintSheets } from '#web/shell/print-sheets.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './sheets.module.css';

const VoidForm = lazy(() => import('./void-form.tsx').then((module) => ({ default: module.VoidForm })));

export const SheetsCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { client, may } = chart;
  const list = useQuery(read<SheetList>(`/api/clients/${client.id}/sheets`));
  const [voiding, setVoiding] = useState<SheetView | null>(null);
  const out = list.data?.items.filter(({ state }) => state === 'issued').length;
  return (
    <Card
      title={words('sheets.out')}
      padding={list.data && list.data.items.length > 0 ? 'none' : 'normal'}
      {...(out !== undefined && { aside: String(out) })}
      actions={
        may.includes('begin-sitting') && (
          <Button
            size="small"
            icon={IconPrinter}
            onClick={() => openPrintSheets({ clientIds: [client.id], language: client.language })}
          >
            {words('sheets.print')}
          </Button>
        )
      }
    >
      <Fetched query={list} lines={2}>
        {({ items }) => <SheetRows items={items} onVoid={may.includes('void-sheet') ? setVoiding : undefined} />}
      </Fetched>
      <Suspense>{voiding && <VoidForm sheet={voiding} onClose={() => setVoiding(null)} />}</Suspense>
    </Card>
  );
};

const SheetRows = ({
  items,
  onVoid,
}: {
  readonly items: readonly SheetView[];
  readonly onVoid: ((sheet: SheetView) => void) | undefined;
}) => {
  const words = useWords();
  const [out, past] = [
    items.filter(({ state }) => state === 'issued'),
    items.filter(({ state }) => state !== 'issued'),
  ];
  if (items.length === 0) return <p className="muted">{words('sheets.out.none')}</p>;
  return (
    <>
      {out.length > 0 ? (
        <RowList label={words('sheets.out')}>
          {out.map((sheet) => (
            <SheetRow key={sheet.id} sheet={sheet} onVoid={onVoid} />
          ))}
        </RowList>
      ) : (
        <p className={styles.none}>{words('sheets.out.none')}</p>
      )}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{words('sheets.past', { count: past.length })}</summary>
          <RowList label={words('sheets.past', { count: past.length })}>
            {past.map((sheet) => (
              <SheetRow key={sheet.id} sheet={sheet} onVoid={undefined} />
            ))}
          </RowList>
        </details>
      )}
    </>
  );
};

const SheetRow = ({
  sheet,
  onVoid,
}: {
  readonly sheet: SheetView;
  readonly onVoid: ((sheet: SheetView) => void) | undefined;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const momentText = useMomentText();
  return (
    <Row
      title={
        <>
          {sheet.abbreviation} <span className={styles.id}>{sheet.shortId}</span>
        </>
      }
      detail={[
        words('sheets.out.about', {
          printed: momentText(sheet.printedAt as Instant),
          due: dayText(sheet.dueOn as Day, 'short'),
          pages: sheet.pages,
        }),
        sheet.printedBy && words('sheets.out.by', { name: sheet.printedBy }),
        sheet.voidReason,
      ]
        .filter(Boolean)
        .join(' · ')}
      status={sheet.state !== 'issued' && <Tag>{words(`sheets.state.${sheet.state}`)}</Tag>}
      action={
        onVoid && (
          <Button
            size="small"
            look="quiet"
            aria-label={words('sheets.void.title', { sheet: sheet.shortId })}
            onClick={() => onVoid(sheet)}
          >
            {words('sheets.void')}
          </Button>
        )
      }
    />
  );
};
