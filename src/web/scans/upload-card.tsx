// A file of scans is handed in, and each page is told of: what is filed, what waits, and what is no sheet or cannot be read.
import IconScan from '@tabler/icons-react/icons/IconScan';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { JobView } from '#contract/job.ts';
import { largestScanBytes } from '#contract/scan-size.ts';
import type { ScanBatchResult, ScansUploaded } from '#contract/scans.ts';
import { read } from '#web/shell/api.ts';
import { inBase64 } from '#web/shell/base64.ts';
import { isJobOver } from '#web/shell/job-over.ts';
import { Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState, ProgressBar } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './scans.module.css';

export const UploadCard = () => {
  const words = useWords();
  const fileId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const upload = useSend<ScansUploaded, { content: string }>('POST', '/api/scans', {
    onDone: ({ id }) => setJobId(id),
  });
  const isTooLarge = file !== null && file.size > largestScanBytes;
  return (
    <Stack>
      <Card title={words('scans.upload')}>
        <Form
          label={words('scans.upload')}
          problem={upload.problem}
          errors={{
            file: isTooLarge ? words('scans.upload.too-large', { most: largestScanBytes / 1_000_000 }) : undefined,
          }}
          onSubmit={async () => {
            if (file && !isTooLarge) upload.send({ content: inBase64(new Uint8Array(await file.arrayBuffer())) });
          }}
        >
          <div className={styles.file}>
            <label htmlFor={fileId}>{words('scans.upload.file')}</label>
            <input
              id={fileId}
              type="file"
              accept=".pdf,.tif,.tiff,.png,.jpg,.jpeg,application/pdf,image/*"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <p>{words('scans.upload.about')}</p>
          </div>
          <FormActions>
            <Button
              look="primary"
              type="submit"
              icon={IconScan}
              isBusy={upload.isBusy}
              whyNot={file ? null : words('scans.upload.no-file')}
            >
              {words('scans.upload.submit')}
            </Button>
          </FormActions>
        </Form>
      </Card>
      {jobId && <JobCard key={jobId} jobId={jobId} />}
    </Stack>
  );
};

const JobCard = ({ jobId }: { readonly jobId: string }) => {
  const words = useWords();
  const queries = useQueryClient();
  const path = `/api/jobs/${jobId}`;
  const job = useQuery({
    ...read<JobView>(path),
    refetchInterval: ({ state }) => (state.data && isJobOver(state.data) ? false : 700),
  });
  const done = job.data?.done;
  // What waits grows while pages are read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further page is the trigger
  useEffect(() => {
    queries.invalidateQueries({ queryKey: ['api', '/api/scan-pages'] });
  }, [done, job.data?.state, queries]);
  const cancel = useSend<unknown, undefined>('DELETE', path, {
    onDone: () => notify(words('scans.job.calling-off')),
  });
  if (job.error) return <ErrorState error={job.error} onRetry={() => job.refetch()} />;
  if (!job.data) return null;
  const { state, total, result, problem } = job.data;
  return (
    <Card
      title={words(`scans.job.${state}`)}
      padding={state === 'done' ? 'none' : 'normal'}
      actions={
        !isJobOver(job.data) && (
          <Button size="small" isBusy={cancel.isBusy} onClick={() => cancel.send(undefined)}>
            {words('scans.job.cancel')}
          </Button>
        )
      }
    >
      {!isJobOver(job.data) && (
        <ProgressBar
          label={words('scans.job.progress')}
          value={job.data.done}
          max={total ?? 1}
          detail={words('scans.job.pages', { done: job.data.done, total: total ?? 0 })}
        />
      )}
      {state === 'failed' && <ErrorState error={problem} />}
      {state === 'done' && <Pages result={result as ScanBatchResult} />}
    </Card>
  );
};

const tones = { filed: 'ok', waiting: 'neutral', 'to-check': 'due' } as const;

const Pages = ({ result }: { readonly result: ScanBatchResult }) => {
  const words = useWords();
  return (
    <RowList label={words('scans.job.result')}>
      {result.pages.map(({ page, result: what, reason }) => (
        <Row
          key={page}
          title={words('scans.job.page', { page })}
          detail={reason && words('scans.reason', { reason: reason.replaceAll('-', '_') })}
          status={
            <Tag tone={what in tones ? tones[what as keyof typeof tones] : 'over'}>{words(`scans.result.${what}`)}</Tag>
          }
        />
      ))}
    </RowList>
  );
};
