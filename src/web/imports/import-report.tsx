import { DataTable } from '#web/ui/data-table.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './imports.module.css';

type Finding = {
  readonly row?: number;
  readonly pointer?: string;
  readonly rule: string;
  readonly message: string;
};

/** One file of the document that `import` answers with everywhere. */
export type Report = {
  readonly dryRun: boolean;
  readonly files: readonly {
    readonly file: string;
    readonly status: 'imported' | 'unchanged' | 'refused';
    readonly read: Readonly<Record<string, number>>;
    readonly created: Readonly<Record<string, number>>;
    readonly updated: Readonly<Record<string, number>>;
    readonly ignored: Readonly<Record<string, number>>;
    readonly warnings: readonly Finding[];
    readonly errors: readonly Finding[];
  }[];
};

const most = 200;

const counts = (of: Readonly<Record<string, number>>) =>
  Object.entries(of)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** What was read, what was taken, and by row what stands in the way. */
export const ImportReport = ({ report }: { readonly report: Report }) => {
  const words = useWords();
  return report.files.map((file) => {
    const findings = [
      ...file.errors.map((finding) => ({ ...finding, isFault: true })),
      ...file.warnings.map((finding) => ({ ...finding, isFault: false })),
    ];
    return (
      <div key={file.file} className={styles.report}>
        <p className={styles.name}>
          {file.file}{' '}
          <Tag tone={file.status === 'refused' ? 'over' : file.status === 'imported' ? 'ok' : 'info'}>
            {words(report.dryRun && file.status === 'imported' ? 'imports.would' : `import.status.${file.status}`)}
          </Tag>
        </p>
        <DefinitionList
          items={[
            { term: words('imports.read'), value: counts(file.read) || '0' },
            { term: words('imports.created'), value: counts(file.created) || '0' },
            { term: words('imports.updated'), value: counts(file.updated) || '0' },
            { term: words('imports.ignored'), value: counts(file.ignored) || '0' },
          ]}
        />
        {findings.length > 0 && (
          <DataTable
            caption={words('imports.findings')}
            columns={[
              {
                key: 'row',
                header: words('imports.row'),
                cell: ({ row, pointer }) => row ?? pointer ?? '–',
              },
              { key: 'message', header: words('imports.finding'), cell: ({ message }) => message },
              {
                key: 'kind',
                header: words('imports.kind'),
                cell: ({ isFault }) => (
                  <Tag tone={isFault ? 'over' : 'due'}>{words(isFault ? 'imports.fault' : 'imports.warning')}</Tag>
                ),
              },
            ]}
            items={findings.slice(0, most)}
            itemKey={(finding) => `${finding.row} ${finding.pointer} ${finding.rule} ${finding.message}`}
          />
        )}
        {findings.length > most && <p>{words('imports.more', { count: findings.length - most })}</p>}
      </div>
    );
  });
};
