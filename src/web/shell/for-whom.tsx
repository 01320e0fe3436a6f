// For whom something of a record goes out, and why: the same question wherever one prints, sends or writes down. Lazy by nature, as
// every form in a dialog.
import { useState } from 'react';
import { type Purpose, purposes } from '#domain/consent/consent.ts';
import {
  type Basis,
  type BasisRule,
  bases,
  basisRules,
  type RecipientKind,
  type Way,
} from '#domain/disclosure/bases.ts';
import { type Asked, whyNotDisclose } from '#domain/disclosure/disclosing.ts';
import { RadioChips, Segmented } from '#web/ui/choices.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { useFieldErrors } from './sentence.ts';

export type ForWhom = {
  readonly isTheirs: boolean;
  readonly basis: Basis | '';
  readonly recipientKind: RecipientKind;
  readonly recipient: string;
  readonly address: string;
  readonly via: string;
  readonly purpose: Purpose | '';
  readonly purposeText: string;
  readonly whyAll: string;
  readonly grounds: string;
};

export const useForWhom = (isTheirs: boolean) =>
  useState<ForWhom>({
    ...{ isTheirs, basis: '', recipientKind: 'organization', recipient: '', address: '', via: '' },
    ...{ purpose: '', purposeText: '', whyAll: '', grounds: '' },
  });

type HowMuch = Pick<Asked, 'day' | 'way' | 'kinds' | 'from' | 'to'>;

const orNull = (text: string) => text.trim() || null;

/** What is sent: the answer and how much of the record; null while something is missing, which `tell` then hears by field. */
export const useAskedOf = (clientName: string, today: Asked['day']) => {
  const words = useWords();
  const fieldErrors = useFieldErrors();
  return (whom: ForWhom, howMuch: HowMuch, tell: (errors: Record<string, string>) => void) => {
    const { isTheirs, basis, purpose } = whom;
    const missing: Record<string, string> = {
      ...(!isTheirs && !basis && { basis: words('disclosure.error.basis') }),
      ...(!isTheirs && !purpose && { purpose: words('disclosure.error.purpose') }),
    };
    const asked: Asked & { readonly address: string | null } = {
      ...howMuch,
      ...(isTheirs
        ? { basis: 'own-request', recipientKind: 'client', recipient: clientName }
        : { basis: basis || 'treatment', recipientKind: whom.recipientKind, recipient: whom.recipient.trim() }),
      purpose: isTheirs ? 'at-request' : purpose || 'treatment',
      address: isTheirs ? null : orNull(whom.address),
      via: isTheirs ? null : orNull(whom.via),
      purposeText: isTheirs ? null : orNull(whom.purposeText),
      whyAll: isTheirs ? null : orNull(whom.whyAll),
      grounds: isTheirs ? null : orNull(whom.grounds),
    };
    const found = { ...fieldErrors(whyNotDisclose(asked, today), 'basis'), ...missing };
    tell(found);
    return Object.keys(found).length > 0 ? null : asked;
  };
};

export const ForWhomFields = ({
  whom,
  onChange,
  clientName,
  way,
}: {
  readonly whom: ForWhom;
  readonly onChange: (whom: ForWhom) => void;
  readonly clientName: string;
  /** `mistake` can only be written down, never printed. */
  readonly way: Way;
}) => {
  const words = useWords();
  const set = (change: Partial<ForWhom>) => onChange({ ...whom, ...change });
  const rule: BasisRule | null = whom.basis ? basisRules[whom.basis] : null;
  const offered = bases.filter((basis) => basis !== 'mistake' || way !== 'print');
  return (
    <>
      <Segmented
        label={words('disclosure.for-whom')}
        name="isTheirs"
        options={[
          { value: 'theirs', label: words('disclosure.for-them', { name: clientName }) },
          { value: 'others', label: words('disclosure.for-others') },
        ]}
        value={whom.isTheirs ? 'theirs' : 'others'}
        onChange={(value) => set({ isTheirs: value === 'theirs' })}
      />
      {!whom.isTheirs && (
        <>
          <TextField
            label={words('disclosure.recipient')}
            name="recipient"
            isRequired
            maxLength={200}
            value={whom.recipient}
            onChange={(recipient) => set({ recipient })}
          />
          <RadioChips
            label={words('disclosure.recipient-kind')}
            name="recipientKind"
            options={(['organization', 'person', 'representative', 'own-agency'] as const).map((value) => ({
              value,
              label: words(`disclosure.recipient-kind.${value}`),
            }))}
            value={whom.recipientKind}
            onChange={(recipientKind) => set({ recipientKind })}
          />
          <TextField
            label={words('disclosure.address')}
            name="address"
            maxLength={300}
            value={whom.address}
            onChange={(address) => set({ address })}
          />
          <Select
            label={words('disclosure.purpose')}
            name="purpose"
            isRequired
            placeholder={words('disclosure.choose')}
            options={purposes.map((value) => ({ value, label: words(`disclosure.purpose.${value}`) }))}
            value={whom.purpose}
            onChange={(purpose) => set({ purpose })}
          />
          {whom.purpose === 'other' && (
            <TextField
              label={words('disclosure.purpose-text')}
              name="purposeText"
              isRequired
              maxLength={500}
              value={whom.purposeText}
              onChange={(purposeText) => set({ purposeText })}
            />
          )}
          <Select
            label={words('disclosure.basis')}
            description={words('disclosure.basis.about')}
            name="basis"
            isRequired
            placeholder={words('disclosure.choose')}
            options={offered.map((value) => ({ value, label: words(`disclosure.basis.${value}`) }))}
            value={whom.basis}
            onChange={(basis) => set({ basis })}
          />
          {whom.basis === 'consent' && (
            <TextField
              label={words('disclosure.via')}
              description={words('disclosure.via.about')}
              name="via"
              maxLength={200}
              value={whom.via}
              onChange={(via) => set({ via })}
            />
          )}
          {rule?.demands === 'grounds' && (
            <TextArea
              label={words('disclosure.grounds')}
              description={words('disclosure.grounds.about')}
              name="grounds"
              isRequired
              rows={2}
              maxLength={1000}
              value={whom.grounds}
              onChange={(grounds) => set({ grounds })}
            />
          )}
          {rule?.isBoundToNeed && whom.recipientKind !== 'own-agency' && (
            <TextArea
              label={words('disclosure.why-all')}
              description={words('disclosure.why-all.about')}
              name="whyAll"
              rows={2}
              maxLength={500}
              value={whom.whyAll}
              onChange={(whyAll) => set({ whyAll })}
            />
          )}
        </>
      )}
    </>
  );
};
