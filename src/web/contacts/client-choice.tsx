// Whom was it with: the charts open lately, those with a contact due, or anyone found by typing.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ClientsFound } from '#contract/client.ts';
import type { DueListing } from '#contract/today.ts';
import { ask, read } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { useRecentClients } from '#web/shell/recent-clients.ts';
import { Avatar } from '#web/ui/tag.tsx';
import { SearchField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './quick-log.module.css';

type Offer = { readonly id: string; readonly name: string; readonly detail?: string };

export const ClientChoice = ({ onChoose }: { readonly onChoose: (clientId: string) => void }) => {
  const words = useWords();
  const birthText = useBirthText();
  const recent = useRecentClients();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const due = useQuery(read<DueListing>('/api/due?kind=contact,in-stay-contact,outreach&limit=8'));
  const found = useQuery({
    ...ask<ClientsFound>('/api/clients/search', { q: asked, limit: 8 }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  const dueClients = (due.data?.items ?? [])
    .map(({ client }) => client)
    .filter((client, index, all) => all.findIndex(({ id }) => id === client.id) === index)
    .filter(({ id }) => !recent.some((each) => each.id === id));

  return (
    <div className={styles.choice}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field takes the first one found */}
      <div
        ref={(box) => box?.querySelector<HTMLInputElement>('input')?.focus()}
        onKeyDown={(event) => {
          const first = found.data?.items[0];
          if (event.key === 'Enter' && first) onChoose(first.id);
        }}
      >
        <SearchField
          label={words('contacts.log.whom')}
          placeholder={words('search.placeholder')}
          value={typed}
          onChange={setTyped}
          onSettle={(value) => setAsked(value.trim())}
        />
      </div>
      {asked ? (
        <Offers
          title={words('search.found', { count: found.data?.total ?? 0 })}
          offers={(found.data?.items ?? []).map(({ id, name, birthDate, number }) => ({
            id,
            name,
            detail: [birthText(birthDate), words('client.number', { number: String(number) })]
              .filter(Boolean)
              .join(' · '),
          }))}
          onChoose={onChoose}
        >
          {found.data?.items.length === 0 && <p className="muted">{words('search.none', { text: asked })}</p>}
        </Offers>
      ) : (
        <>
          <Offers title={words('contacts.log.recent')} offers={recent} onChoose={onChoose} />
          <Offers
            title={words('contacts.log.due')}
            offers={dueClients.map(({ id, name }) => ({ id, name }))}
            onChoose={onChoose}
          />
        </>
      )}
    </div>
  );
};

const Offers = ({
  title,
  offers,
  onChoose,
  children,
}: {
  readonly title: string;
  readonly offers: readonly Offer[];
  readonly onChoose: (clientId: string) => void;
  readonly children?: ReactNode;
}) =>
  offers.length === 0 && !children ? null : (
    <section className={styles.offers}>
      <h3>{title}</h3>
      <ul>
        {offers.map(({ id, name, detail }) => (
          <li key={id}>
            <button type="button" className={styles.offer} onClick={() => onChoose(id)}>
              <Avatar name={name} size="small" />
              <span>{name}</span>
              {detail && <span className="small muted">{detail}</span>}
            </button>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
