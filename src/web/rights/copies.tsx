// The copies that were made for a request, and the one that is being made: it goes on when one leaves, and can be called off.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { JobView } from '#contract/job.ts';
import type { RequestView } from '#contract/rights.ts';
import { type Problem, read, sendForFile } from '#web/shell/api.ts';
import { isJobOver } from '#web/shell/job-over.ts';
import { keepFile } from '#web/shell/keep-file.ts';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { documentOf } from '#web/ui/problem.ts';
import { ErrorState, ProgressBar } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './requests.module.css';

export const Making = ({ jobId }: { readonly jobId: string }) => {
  const words = useWords();
  const queries = useQueryClient();
  const path = `/api/jobs/${jobId}`;
  const job = useQuery({
    ...read<JobView>(path),
    refetchInterval: ({ state }) => (state.data && isJobOver(state.data) ? false : 400),
  });
  const cancel = useSend<unknown, undefined>('DELETE', path, {
    onDone: () => queries.invalidateQueries({ queryKey: ['api', path] }),
  });
  const state = job.data?.state;
  const told = useRef(false);
  useEffect(() => {
    if (state !== 'done' || told.current) return;
    told.current = true;
    notify(words('requests.copy.made'));
    queries.invalidateQueries({ queryKey: ['api'] });
  }, [state, queries, words]);
  if (!job.data || state === 'done') return null;
  if (state === 'failed') return <ErrorState error={job.data.problem} />;
  if (state === 'cancelled') return <p className="small muted">{words('requests.copy.called-off')}</p>;
  return (
    <div className={styles.making}>
      <ProgressBar
        label={words('requests.copy.making')}
        value={job.data.done}
        max={job.data.total ?? 1}
        detail={words('requests.copy.making')}
      />
      <Button size="small" look="quiet" isBusy={cancel.isBusy} onClick={() => cancel.send(undefined)}>
        {words('requests.copy.call-off')}
      </Button>
    </div>
  );
};

const endings = { pdf: 'pdf', data: 'zip' } as const;

/** Taking a record out of the house asks once more who is there. */
const Take = ({ path, part }: { readonly path: string; readonly part: 'pdf' | 'data' }) => {
  const words = useWords();
  const taking = useMutation<Blob, Problem>({
    mutationFn: () => sendForFile(path, {}),
    onSuccess: (file) => keepFile(file, `${words('requests.copy.file')}.${endings[part]}`),
  });
  return (
    <>
      <Button size="small" isBusy={taking.isPending} onClick={() => taking.mutate()}>
        {words(`requests.copy.take.${part}`)}
      </Button>
      {taking.error && (
        <span role="alert" className={styles.problem}>
          {documentOf(taking.error)?.detail ?? words('ui.error.title')}
        </span>
      )}
    </>
  );
};

export const Copies = ({ request }: { readonly request: RequestView }) => {
  const words = useWords();
  const intl = useIntl();
  return request.packages.map(({ id, madeAt, by, pages, leftOut, language, largePrint }) => (
    <div key={id} className={styles.copy}>
      <p className={styles.facts}>
        <b>{words('requests.copy.of', { at: intl.formatDate(madeAt, { dateStyle: 'medium', timeStyle: 'short' }) })}</b>
        {' · '}
        {[
          by,
          words('requests.copy.pages', { pages }),
          words(`requests.language.${language}`),
          largePrint ? words('requests.largePrint') : null,
          leftOut > 0 ? words('requests.copy.left', { count: leftOut }) : null,
          request.answer?.packageId === id ? words('requests.copy.handed-over') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className={styles.actions}>
        {(['pdf', 'data'] as const).map((part) => (
          <Take key={part} path={`/api/clients/${request.clientId}/packages/${id}/${part}`} part={part} />
        ))}
      </div>
    </div>
  ));
};
