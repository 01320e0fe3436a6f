import IconFileUpload from '@tabler/icons-react/icons/IconFileUpload';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ImportAsked, ImportFileRequest } from '#contract/import.ts';
import { largestImportBytes } from '#contract/import-size.ts';
import type { JobView } from '#contract/job.ts';
import { read } from '#web/shell/api.ts';
import { inBase64 } from '#web/shell/base64.ts';
import { isJobOver } from '#web/shell/job-over.ts';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips, Switch } from '#web/ui/choices.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState, ProgressBar } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ImportReport, type Report } from './import-report.tsx';
import styles from './imports.module.css';

type Kind = ImportFileRequest['kind'];
const kinds: readonly Kind[] = ['clients', 'enrolments', 'contacts', 'fhir'];

/** An administrator brings in an agency's caseload or another system's bundles; checked first, taken whole or not at all. */
export const ImportsScreen = () => {
  const words = useWords();
  const fileId = useId();
  const [kind, setKind] = useState<Kind>('clients');
  const [file, setFile] = useState<File | null>(null);
  const [isDry, setDry] = useState(true);
  const [jobId, setJobId] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const ask = useSend<ImportAsked, ImportFileRequest>('POST', '/api/imports', { onDone: ({ id }) => setJobId(id) });
  const submit = async () => {
    if (!file) return;
    if (file.size > largestImportBytes) {
      setTooLarge(true);
      return;
    }
    ask.send({ kind, name: file.name, content: inBase64(new Uint8Array(await file.arrayBuffer())), dryRun: isDry });
  };
  return (
    <Screen title={words('imports.title')} lede={words('imports.lede')} width="reading">
      <Stack>
        <Card>
          <Form
            label={words('imports.title')}
            problem={ask.problem}
            errors={{
              file: tooLarge ? words('imports.too-large', { most: largestImportBytes / 1_000_000 }) : undefined,
            }}
            onSubmit={submit}
          >
            <RadioChips
              label={words('imports.what')}
              name="kind"
              value={kind}
              onChange={setKind}
              options={kinds.map((value) => ({ value, label: words(`import.kind.${value}`) }))}
            />
            <div className={styles.file}>
              <label htmlFor={fileId}>{words('imports.file')}</label>
              <input
                id={fileId}
                type="file"
                accept={kind === 'fhir' ? '.json,application/fhir+json' : '.csv,text/csv'}
                onChange={(event) => {
                  setTooLarge(false);
                  setFile(event.target.files?.[0] ?? null);
                }}
              />
              <p>{words(kind === 'fhir' ? 'imports.about.fhir' : 'imports.about.csv')}</p>
            </div>
            <Switch
              label={words('imports.dry')}
              description={words('imports.dry.about')}
              isSelected={isDry}
              onChange={setDry}
            />
            <FormActions>
              <Button
                look="primary"
                type="submit"
                icon={IconFileUpload}
                isBusy={ask.isBusy}
                whyNot={file ? null : words('imports.no-file')}
              >
                {words(isDry ? 'imports.check' : 'imports.take')}
              </Button>
            </FormActions>
          </Form>
        </Card>
        {jobId && <JobCard jobId={jobId} key={jobId} />}
      </Stack>
    </Screen>
  );
};

/** How far it is; it goes on when one leaves, and can be called off. */
const JobCard = ({ jobId }: { readonly jobId: string }) => {
  const words = useWords();
  const queries = useQueryClient();
  const path = `/api/jobs/${jobId}`;
  const job = useQuery({
    ...read<JobView>(path),
    refetchInterval: ({ state }) => (state.data && isJobOver(state.data) ? false : 500),
  });
  const cancel = useSend<unknown, undefined>('DELETE', path, {
    onDone: () => {
      notify(words('imports.calling-off'));
      return queries.invalidateQueries({ queryKey: ['api', path] });
    },
  });
  if (job.error) return <ErrorState error={job.error} onRetry={() => job.refetch()} />;
  if (!job.data) return null;
  const { state, done, total, result, problem } = job.data;
  return (
    <Card
      title={words(`imports.state.${state}`)}
      actions={
        !isJobOver(job.data) && (
          <Button size="small" isBusy={cancel.isBusy} onClick={() => cancel.send(undefined)}>
            {words('imports.cancel')}
          </Button>
        )
      }
    >
      {!isJobOver(job.data) && (
        <ProgressBar
          label={words('imports.progress')}
          value={done}
          max={total ?? 1}
          detail={words('imports.rows', { done, total: total ?? 0 })}
        />
      )}
      {state === 'done' && <ImportReport report={result as Report} />}
      {state === 'failed' && <ErrorState error={problem} />}
      {state === 'cancelled' && <p>{words('imports.nothing-taken')}</p>}
    </Card>
  );
};
