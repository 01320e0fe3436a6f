import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PeopleView } from '#contract/people.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { type Identity, IdentityFields, identityBody, useIdentityParts } from './identity-fields.tsx';

type Props = { readonly chart: ChartView; readonly onClose: () => void };

const identityOf = (client: ChartView['client']): Identity => ({
  givenName: client.givenName,
  familyName: client.familyName,
  middleName: client.middleName ?? '',
  chosenName: client.chosenName ?? '',
  formerNames: client.formerNames.join(', '),
  pronouns: client.pronouns ?? '',
  birth: client.birthDate ?? '',
  diedOn: client.diedOn as Identity['diedOn'],
  language: client.language ?? '',
  otherLanguages: client.otherLanguages,
  needsInterpreter: client.needsInterpreter,
  largePrint: client.largePrint,
});

export const IdentityForm = ({ chart: { client }, onClose }: Props) => {
  const words = useWords();
  const [identity, setIdentity] = useState(() => identityOf(client));
  const parts = useIdentityParts();
  const whenBehind = useFormSides({
    version: client.version,
    base: identityOf(client),
    mine: identity,
    theirs: identityOf,
    parts,
    onSettle: setIdentity,
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const body = () => {
    const sent = identityBody(identity);
    setErrors(sent.ok ? {} : { [sent.field]: words(sent.key) });
    return sent.ok ? sent.body : null;
  };
  return (
    <DrawerForm
      title={words('people-page.identity.edit')}
      about={words('cycle-page.form.about', { name: client.name })}
      method="PUT"
      path={`/api/clients/${client.id}`}
      whenBehind={whenBehind}
      body={body}
      errors={errors}
      save={words('contacts.save')}
      saved={words('people-page.saved')}
      onClose={onClose}
    >
      <IdentityFields value={identity} onChange={setIdentity} isKnown />
    </DrawerForm>
  );
};

export const IdentifierForm = ({
  chart,
  identifier,
  onClose,
}: Props & { readonly identifier: PeopleView['identifiers'][number] | null }) => {
  const words = useWords();
  const [system, setSystem] = useState(identifier?.system ?? '');
  const [value, setValue] = useState(identifier?.value ?? '');
  const [reason, setReason] = useState('');
  const [wasNeverTheirs, setNeverTheirs] = useState(false);
  const base = `/api/clients/${chart.client.id}/identifiers`;
  return (
    <DrawerForm
      title={words(identifier ? 'people-page.number.edit' : 'people-page.addNumber')}
      about={words('cycle-page.form.about', { name: chart.client.name })}
      shape="centre"
      method={identifier ? 'PUT' : 'POST'}
      path={identifier ? `${base}/${identifier.id}` : base}
      body={() => (identifier ? { corrected: wasNeverTheirs ? null : { system, value }, reason } : { system, value })}
      save={words('contacts.save')}
      saved={words('people-page.saved')}
      onClose={onClose}
    >
      {!wasNeverTheirs && (
        <>
          <TextField
            label={words('registration.identifier.system')}
            description={words('registration.identifier.system.about')}
            name="system"
            isRequired
            maxLength={100}
            value={system}
            onChange={setSystem}
          />
          <TextField
            label={words('registration.identifier.value')}
            name="value"
            isRequired
            maxLength={100}
            value={value}
            onChange={setValue}
          />
        </>
      )}
      {identifier && (
        <>
          <Checkbox
            label={words('people-page.number.neverTheirs')}
            isSelected={wasNeverTheirs}
            onChange={setNeverTheirs}
          />
          <TextField
            label={words('contacts.correct.reason')}
            name="reason"
            isRequired
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        </>
      )}
    </DrawerForm>
  );
};
