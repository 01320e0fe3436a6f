import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView, ClientFound, ClientsFound } from '#contract/client.ts';
import type { ClientsLinked, PeopleView } from '#contract/people.ts';
import type { Id } from '#domain/basics/id.ts';
import { clientLinkKinds, whyNotLink } from '#domain/people/surroundings.ts';
import { ask } from '#web/shell/api.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { useFieldErrors } from '#web/shell/sentence.ts';
import { RadioChips } from '#web/ui/choices.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

type ClientLink = PeopleView['links'][number];
type Kind = (typeof clientLinkKinds)[number];
const offered = 12;

export const LinkForm = ({
  chart,
  links,
  onClose,
}: {
  readonly chart: ChartView;
  readonly links: readonly ClientLink[];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const fieldErrors = useFieldErrors();
  const [typed, setTyped] = useState('');
  const [other, setOther] = useState<ClientFound | null>(null);
  const [kind, setKind] = useState<Kind>('family');
  const [relationship, setRelationship] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const found = useQuery({
    ...ask<ClientsFound>('/api/clients/search', { q: typed.trim(), limit: offered }),
    enabled: typed.trim().length > 0,
    placeholderData: keepPreviousData,
  });
  const offers = typed.trim() ? (found.data?.items ?? []).filter(({ id }) => id !== chart.client.id) : [];
  const body = () => {
    const missing: Record<string, string> = other
      ? fieldErrors(whyNotLink(chart.client.id as Id, other.id as Id, kind, links), 'otherClientId')
      : { otherClientId: words('people-page.link.error.other') };
    setErrors(missing);
    if (Object.keys(missing).length > 0 || !other) return null;
    return { otherClientId: other.id, kind, relationship: relationship.trim() || null };
  };
  return (
    <DrawerForm<ClientsLinked>
      title={words('people-page.link')}
      about={words('people-page.link.about', { name: chart.client.name })}
      path={`/api/clients/${chart.client.id}/links`}
      body={body}
      errors={errors}
      save={words('people-page.link.save')}
      saved={words('people-page.link.saved')}
      onClose={onClose}
    >
      <ComboBox
        label={words('people-page.link.other')}
        name="otherClientId"
        isRequired
        autoFocus
        placeholder={words('search.placeholder')}
        options={offers.map(({ id, name, birthDate, number }) => ({
          value: id,
          label: name,
          description: [birthDate, words('client.number', { number: String(number) })].filter(Boolean).join(' · '),
        }))}
        value={other?.id ?? null}
        valueLabel={other?.name ?? ''}
        empty={typed.trim() ? words('search.none', { text: typed.trim() }) : words('people-page.link.type')}
        onSearch={setTyped}
        onChange={(id) => setOther(offers.find((each) => each.id === id) ?? null)}
      />
      <RadioChips
        label={words('people-page.link.kind')}
        description={words(`people-page.link.kind.${kind}`)}
        name="kind"
        isRequired
        options={clientLinkKinds.map((value) => ({ value, label: words(`client-link.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind !== 'same-person' && (
        <TextField
          label={words('people-page.link.relationship')}
          name="relationship"
          maxLength={100}
          value={relationship}
          onChange={setRelationship}
        />
      )}
    </DrawerForm>
  );
};

export const UnlinkForm = ({
  chart,
  link,
  onClose,
}: {
  readonly chart: ChartView;
  readonly link: ClientLink;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <DrawerForm
      title={words('people-page.unlink.title', { name: link.other.name })}
      about={words('people-page.unlink.about', { name: chart.client.name, other: link.other.name })}
      shape="centre"
      path={`/api/clients/${chart.client.id}/links/${link.id}/end`}
      body={() => ({ reason })}
      save={words('people-page.unlink')}
      saved={words('people-page.unlink.saved')}
      onClose={onClose}
    >
      <TextArea
        label={words('people-page.unlink.reason')}
        name="reason"
        isRequired
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </DrawerForm>
  );
};
