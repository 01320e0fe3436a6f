// The audit's monthly reports, as papers for the shelf; and the month so far, whenever somebody asks.
import { useMutation } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { PrivacyView } from '#contract/privacy.ts';
import { type Problem, sendForFile } from '#web/shell/api.ts';
import { keepFile } from '#web/shell/keep-file.ts';
import { useMomentText } from '#web/shell/moment-text.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useToday } from '#web/ui/day-field.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';

export const ReportsCard = ({ reports }: { readonly reports: PrivacyView['reports'] }) => {
  const words = useWords();
  const intl = useIntl();
  const today = useToday();
  const momentText = useMomentText();
  const language = intl.locale.startsWith('es') ? 'es' : 'en';
  const making = useMutation<Blob, Problem, string>({
    mutationFn: (month) => sendForFile('/api/privacy/audit-reports', { month, language }),
    onSuccess: (file, month) => keepFile(file, `${words('privacy.reports.file')}-${month}.pdf`),
  });
  const monthText = (month: string) =>
    intl.formatDate(`${month}-15T12:00:00Z`, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const isMaking = (month: string) => making.isPending && making.variables === month;
  const now = today.slice(0, 7);
  return (
    <Card
      title={words('privacy.reports')}
      padding="none"
      actions={
        <Button size="small" isBusy={isMaking(now)} onClick={() => making.mutate(now)}>
          {words('privacy.reports.now')}
        </Button>
      }
    >
      {making.error && <ErrorState error={making.error} />}
      {reports.length === 0 ? (
        <EmptyState title={words('privacy.reports.none')}>{words('privacy.reports.none.why')}</EmptyState>
      ) : (
        <RowList label={words('privacy.reports')}>
          {reports.map(({ month, madeAt }) => (
            <Row
              key={month}
              title={monthText(month)}
              detail={words('privacy.reports.made', { at: momentText(madeAt) })}
              action={
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words('privacy.reports.take.label', { month: monthText(month) })}
                  isBusy={isMaking(month)}
                  onClick={() => making.mutate(month)}
                >
                  {words('privacy.reports.take')}
                </Button>
              }
            />
          ))}
        </RowList>
      )}
    </Card>
  );
};
