// One field for people and for commands. Arrow keys choose, Enter goes; the focus stays in the field.

import type { TablerIcon } from '@tabler/icons-react';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconUser from '@tabler/icons-react/icons/IconUser';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { useWords } from '#web/ui/words.ts';
import { ask } from './api.ts';
import { useBirthText } from './birth-text.ts';
import styles from './command-palette.module.css';
import { useCommands } from './commands.ts';
import type { Place } from './place.ts';

type Choice = {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: TablerIcon | undefined;
  readonly keys?: string | undefined;
  readonly run: () => void;
};

/** What the palette shows of a client found; the listing may carry more. */
type FoundClient = {
  readonly id: string;
  readonly name: string;
  readonly number?: number;
  readonly birthDate?: string | null;
};

const leaveKey = 'Esc';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export const CommandPalette = ({
  places,
  onClose,
}: {
  readonly places: readonly Place[];
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const own = useCommands();
  const birthText = useBirthText();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    ...ask<{ readonly items: readonly FoundClient[] }>('/api/clients/search', { q: asked, limit: 8 }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });

  const clients: Choice[] =
    asked.length > 0
      ? (found.data?.items ?? []).slice(0, 8).map((client) => ({
          key: client.id,
          label: client.name,
          detail: client.birthDate ? words('shell.palette.born', { date: birthText(client.birthDate) }) : undefined,
          icon: IconUser,
          run: () => navigate({ to: `/clients/${client.id}` }),
        }))
      : [];
  const wanted = plain(typed.trim());
  const isSettled = asked === typed.trim() && !found.isFetching;
  const lastResorts = own.filter(({ isLastResort }) => isLastResort);
  const matching: Choice[] = [
    ...own.filter(({ isLastResort }) => !isLastResort),
    ...places.map((place) => ({
      key: place.to,
      label: words('shell.keys.goTo', { place: words(place.label) }),
      icon: place.icon,
      keys: place.key && `G ${place.key.toUpperCase()}`,
      run: () => navigate({ to: place.to }),
    })),
  ].filter((command) => plain(command.label).includes(wanted));
  // Not before the answer is there: Enter would take who types fast where they did not mean to go.
  const commands = isSettled ? [...matching, ...lastResorts] : matching;
  const choices = [...clients, ...commands];
  const current = choices[Math.min(at, choices.length - 1)];

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? last : Math.min(at, last) - 1);
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  };
  const option = (choice: Choice) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and the keys (ARIA combobox)
    <div
      key={choice.key}
      id={`${id}-${choice.key}`}
      role="option"
      tabIndex={-1}
      aria-selected={choice === current}
      className={styles.choice}
      onMouseMove={() => setAt(choices.indexOf(choice))}
      onClick={() => choose(choice)}
    >
      {choice.icon && <choice.icon aria-hidden />}
      <span className={styles.choiceText}>{choice.label}</span>
      {choice.detail && <span className="small muted">{choice.detail}</span>}
      {choice.keys && <kbd>{choice.keys}</kbd>}
    </div>
  );

  return (
    <Dialog title={words('shell.palette.title')} isTitleHidden shape="top" onClose={onClose}>
      <div className={styles.field}>
        <IconSearch aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current && `${id}-${current.key}`}
          aria-label={words('shell.search')}
          placeholder={words('shell.search')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <kbd aria-hidden>{leaveKey}</kbd>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={words('shell.palette.results')} className={styles.list}>
        {clients.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div role="group" aria-label={words('shell.palette.clients')}>
            <p className={styles.group} aria-hidden>
              {words('shell.palette.clients')}
            </p>
            {clients.map(option)}
          </div>
        )}
        {commands.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div role="group" aria-label={words('shell.palette.commands')}>
            <p className={styles.group} aria-hidden>
              {words('shell.palette.commands')}
            </p>
            {commands.map(option)}
          </div>
        )}
      </div>
      {clients.length + matching.length === 0 && (
        <p className={styles.none} role="status">
          {words(found.isError ? 'shell.palette.failed' : !isSettled ? 'ui.loading' : 'shell.palette.none')}
        </p>
      )}
    </Dialog>
  );
};
