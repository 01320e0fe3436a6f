// A new person is caught once: while the name is typed, those who may be the same person stand beside the form.

import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClientRegistered } from '#contract/client.ts';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { Columns, Screen } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Switch } from '#web/ui/choices.tsx';
import { FieldRow, Form, FormActions, FormSection } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Duplicates, useDuplicates } from './duplicates.tsx';
import { emptyIdentity, type Identity, IdentityFields, identityBody, identityToCompare } from './identity-fields.tsx';
import { emptyReferral, missingIn, type ReferralEntry, ReferralFields, referralBody } from './referral-fields.tsx';

type Identifier = { readonly system: string; readonly value: string };
type New = {
  readonly identity: Identity;
  readonly identifiers: readonly Identifier[];
  readonly refers: boolean;
  readonly referral: ReferralEntry;
  readonly notDuplicateOf: readonly string[];
  readonly samePersonAs: readonly string[];
};

const nothingYet: New = {
  identity: emptyIdentity,
  identifiers: [],
  refers: true,
  referral: emptyReferral,
  notDuplicateOf: [],
  samePersonAs: [],
};

export const RegistrationScreen = () => {
  const words = useWords();
  const navigate = useNavigate();
  const draft = useDraft<New>('registration', nothingYet);
  const fields = draft.value;
  const set = (change: Partial<New>) => draft.set({ ...fields, ...change });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const identity = identityBody(fields.identity);
  const identifiers = fields.identifiers.filter(({ system, value }) => system.trim() && value.trim());
  const known = identityToCompare(fields.identity);
  const duplicates = useDuplicates(known && { ...known, identifiers });
  const open = (duplicates?.items ?? []).filter(
    ({ id }) => !fields.notDuplicateOf.includes(id) && !fields.samePersonAs.includes(id),
  );
  const save = useSend<ClientRegistered, Record<string, unknown>>('POST', '/api/clients', {
    onDone: async ({ id }) => {
      draft.clear();
      notify(words('registration.saved'));
      await navigate({ to: '/clients/$clientId', params: { clientId: id } });
    },
  });
  const submit = () => {
    const found = {
      ...(!identity.ok && { [identity.field]: words(identity.key) }),
      ...(fields.refers &&
        Object.fromEntries(
          Object.entries(missingIn(fields.referral, 'referral/')).map(([name, key]) => [name, words(key)]),
        )),
    };
    setErrors(found);
    if (!identity.ok || Object.keys(found).length > 0) return;
    const { diedOn: _, ...registered } = identity.body;
    save.send({
      ...registered,
      identifiers,
      notDuplicateOf: [...fields.notDuplicateOf],
      samePersonAs: [...fields.samePersonAs],
      ...(fields.refers && { referral: referralBody(fields.referral) }),
    });
  };
  return (
    <Screen title={words('client.register')} lede={words('registration.lede')}>
      <DraftBanner draft={draft} />
      <Columns
        aside={
          <Duplicates
            found={duplicates}
            decided={{ notDuplicateOf: fields.notDuplicateOf, samePersonAs: fields.samePersonAs }}
            onDecide={set}
          />
        }
      >
        <Card>
          <Form onSubmit={submit} errors={errors} problem={save.problem} label={words('client.register')}>
            <IdentityFields value={fields.identity} onChange={(next) => set({ identity: next })} />
            <Identifiers value={fields.identifiers} onChange={(next) => set({ identifiers: next })} />
            <FormSection title={words('registration.referral')}>
              <Switch
                label={words('registration.referral.now')}
                description={words('registration.referral.about')}
                isSelected={fields.refers}
                onChange={(refers) => set({ refers })}
              />
              {fields.refers && (
                <ReferralFields value={fields.referral} onChange={(referral) => set({ referral })} under="referral/" />
              )}
            </FormSection>
            <FormActions>
              <Button
                look="primary"
                type="submit"
                isBusy={save.isBusy}
                whyNot={open.length > 0 ? words('refusal.possible-duplicates', { count: open.length }) : null}
              >
                {words('registration.save')}
              </Button>
            </FormActions>
          </Form>
        </Card>
      </Columns>
    </Screen>
  );
};

const Identifiers = ({
  value,
  onChange,
}: {
  readonly value: readonly Identifier[];
  readonly onChange: (value: readonly Identifier[]) => void;
}) => {
  const words = useWords();
  const change = (index: number, part: Partial<Identifier>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <FormSection title={words('client.identifiers')} description={words('registration.identifiers.about')}>
      {value.map((identifier, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and told apart by their place
        <FieldRow key={index}>
          <TextField
            label={words('registration.identifier.system')}
            name={`identifiers/${index}/system`}
            maxLength={100}
            value={identifier.system}
            onChange={(system) => change(index, { system })}
          />
          <TextField
            label={words('registration.identifier.value')}
            name={`identifiers/${index}/value`}
            maxLength={100}
            value={identifier.value}
            onChange={(typed) => change(index, { value: typed })}
          />
          <IconButton
            icon={IconTrash}
            label={words('registration.identifier.remove')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </FieldRow>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...value, { system: '', value: '' }])}>
          {words('registration.identifier.add')}
        </Button>
      </div>
    </FormSection>
  );
};
