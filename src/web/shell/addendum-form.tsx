// An addendum, or the person's own statement: what is signed stays as it is, and this stands below it.
import type { ChartView } from '#contract/client.ts';
import type { AddendumView } from '#contract/fields.ts';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { DraftBanner, useDraft } from './draft.tsx';
import { DrawerForm } from './drawer-form.tsx';

/** What is written by hand; a disagreement and its answer come with a request to amend. */
export type AddendumKind = Exclude<AddendumView['kind'], 'disagreement' | 'rebuttal'>;
/** What it stands beside, as the server names that kind of entry. */
export type EntryBeside = { readonly kind: string; readonly id: string };

export const AddendumForm = ({
  kind,
  entry,
  chart,
  onClose,
}: {
  readonly kind: AddendumKind;
  readonly entry: EntryBeside;
  readonly chart: ChartView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const { id, name } = chart.client;
  const draft = useDraft(`${kind}:${entry.id}`, '');
  const isStatement = kind === 'client-statement';
  return (
    <DrawerForm
      title={isStatement ? words('addenda.statement.title', { name }) : words('addenda.title')}
      about={words(isStatement ? 'addenda.statement.lead' : 'addenda.lead')}
      path={`/api/clients/${id}/addenda`}
      body={() => ({ entryKind: entry.kind, entryId: entry.id, kind, text: draft.value })}
      save={words('addenda.save')}
      saved={words('addenda.saved')}
      onSaved={draft.clear}
      onClose={onClose}
    >
      <DraftBanner draft={draft} />
      <TextArea
        label={words(isStatement ? 'addenda.statement.text' : 'addenda.text')}
        name="text"
        isRequired
        autoFocus
        rows={6}
        isQuote={isStatement}
        maxLength={20_000}
        value={draft.value}
        onChange={draft.set}
      />
    </DrawerForm>
  );
};
