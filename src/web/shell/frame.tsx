// The frame round every signed-in screen: a rail where there is room, a bar at the foot of a phone.

import IconDots from '@tabler/icons-react/icons/IconDots';
import IconLogout from '@tabler/icons-react/icons/IconLogout';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { BridgeDrawing, Mark } from '#web/ui/bridge-drawing.tsx';
import { Button } from '#web/ui/button.tsx';
import { NoticesRegion } from '#web/ui/notices-region.tsx';
import { Avatar } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { useAnnouncement } from './announce.ts';
import styles from './frame.module.css';
import { IdleWatch } from './idle-watch.tsx';
import { moveRow, useKeyboard, useShortcut } from './keyboard.ts';
import { closeLogContact, openLogContact, type QuickLogProps, useLogContact } from './log-contact.ts';
import { useToldCount } from './nav-count.ts';
import type { Place } from './place.ts';
import { useSavingState } from './saving.ts';
import { useSession, useSignOut } from './session.ts';
import { standReadyToAsk, useStepUpQuestion } from './step-up.ts';

const palette = () => import('./command-palette.tsx');
const CommandPalette = lazy(() => palette().then((module) => ({ default: module.CommandPalette })));
const StepUpDialog = lazy(() => import('./step-up-dialog.tsx').then((module) => ({ default: module.StepUpDialog })));
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })));

const paletteKeys = 'Ctrl K';

export type FrameProps = {
  readonly places: readonly Place[];
  /** The lazy feature behind “Log contact”; without one there is no such button. */
  readonly quickLog?: ComponentType<QuickLogProps> | undefined;
  readonly children: ReactNode;
};

export const Frame = ({ places, quickLog: QuickLog, children }: FrameProps) => {
  const words = useWords();
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const close = () => setOverlay(null);
  const asked = useLogContact();
  // Fetched before it is asked for: who presses `/` goes on typing at once, and no letter may be lost.
  useEffect(() => {
    const timer = setTimeout(() => palette().catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, []);
  useKeyboard();
  useShortcut('/', words('shell.keys.search'), () => setOverlay('palette'));
  useShortcut('Ctrl+k', words('shell.keys.palette'), () => setOverlay('palette'));
  useShortcut('?', words('shell.keys.help'), () => setOverlay('help'));
  useShortcut('j', words('shell.keys.nextRow'), () => moveRow(1));
  useShortcut('k', words('shell.keys.previousRow'), () => moveRow(-1));
  useShortcut(QuickLog ? 'n' : null, words('shell.keys.logContact'), () => openLogContact());

  return (
    <div className={styles.app}>
      <a href="#main" className={styles.skip}>
        {words('shell.skip')}
      </a>
      <Rail places={places} />
      <div className={styles.page}>
        <header className={styles.top}>
          <button
            type="button"
            className={styles.search}
            aria-keyshortcuts="/ Control+K"
            onClick={() => setOverlay('palette')}
          >
            <IconSearch aria-hidden />
            <span className={styles.searchText}>{words('shell.search')}</span>
            <kbd aria-hidden>{paletteKeys}</kbd>
          </button>
          <span className={styles.spring} />
          <SavingWord />
          {QuickLog && (
            <Button look="primary" icon={IconPlus} shortcut="n" onClick={() => openLogContact()}>
              {words('shell.logContact')}
            </Button>
          )}
        </header>
        <div className={styles.work}>
          <main id="main" tabIndex={-1} className={styles.main}>
            <InHouse />
            {children}
          </main>
          <Suspense>{QuickLog && asked && <QuickLog clientId={asked.clientId} onClose={closeLogContact} />}</Suspense>
        </div>
      </div>
      <FootBar places={places} />
      <NoticesRegion />
      <Announcer />
      <IdleWatch />
      <StepUp />
      <Suspense>
        {overlay === 'palette' && <CommandPalette places={places} onClose={close} />}
        {overlay === 'help' && <KeyboardHelp onClose={close} />}
      </Suspense>
    </div>
  );
};

/**
 * On every paper that nobody was asked for whom it is. A list of the day's work, the officer's page or a crisis sheet on a night
 * worker's table stays in the agency: that is use, not disclosure, and so there is nothing to ask; whose paper it is stands on it.
 */
const InHouse = () => {
  const words = useWords();
  const intl = useIntl();
  const { staff, today } = useSession();
  const day = intl.formatDate(`${today}T12:00:00Z`, { timeZone: 'UTC', dateStyle: 'long' });
  return (
    <p className={styles.inHouse}>{words('shell.in-house', { agency: staff.agency.name, name: staff.name, day })}</p>
  );
};

const StepUp = () => {
  const question = useStepUpQuestion();
  useEffect(standReadyToAsk, []);
  return <Suspense>{question && <StepUpDialog ways={question.ways} onAnswer={question.answer} />}</Suspense>;
};

const Announcer = () => (
  <div className="visually-hidden" aria-live="polite">
    {useAnnouncement()}
  </div>
);

const SavingWord = () => {
  const words = useWords();
  const state = useSavingState();
  return (
    <span className={styles.saving} data-state={state} role="status">
      {words(`shell.saving.${state}`)}
    </span>
  );
};

const Rail = ({ places }: { readonly places: readonly Place[] }) => {
  const words = useWords();
  const programme = places.filter((place) => place.group === 'programme');
  return (
    <nav className={styles.rail} aria-label={words('shell.nav.label')}>
      <Link to="/" className={styles.brand}>
        <Mark />
        Footbridge
      </Link>
      {places
        .filter((place) => place.group === 'work')
        .map((place) => (
          <PlaceLink key={place.to} place={place} />
        ))}
      {programme.length > 0 && <p className={styles.group}>{words('shell.nav.programme')}</p>}
      {programme.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      <span className={styles.spring} />
      <BridgeDrawing className={styles.water} />
      <Link to="/settings" className={styles.place}>
        <IconSettings aria-hidden />
        {words('shell.nav.settings')}
      </Link>
      <Person />
    </nav>
  );
};

const PlaceLink = ({ place }: { readonly place: Place }) => {
  const words = useWords();
  const navigate = useNavigate();
  const label = words(place.label);
  const count = useToldCount(place.count ?? place.to);
  useShortcut(place.key ? `g ${place.key}` : null, words('shell.keys.goTo', { place: label }), () =>
    navigate({ to: place.to }),
  );
  return (
    <Link to={place.to} activeOptions={{ exact: place.to === '/' }} className={styles.place}>
      <place.icon aria-hidden />
      <span className={styles.placeLabel}>{label}</span>
      {count !== undefined && count > 0 && <b className={styles.count}>{count}</b>}
    </Link>
  );
};

const Person = () => {
  const words = useWords();
  const { staff } = useSession();
  const signOut = useSignOut();
  return (
    <div className={styles.person}>
      <Avatar name={staff.name} size="small" />
      <span className={styles.personText}>
        <span className={styles.personName}>{staff.name}</span>
        <span className={styles.personAgency}>{staff.agency.name}</span>
      </span>
      <button
        type="button"
        className={styles.signOut}
        onClick={signOut}
        title={words('shell.signOut')}
        aria-label={words('shell.signOut')}
      >
        <IconLogout aria-hidden className="points-forward" />
      </button>
    </div>
  );
};

/** At the foot of a phone: the four places of the day, and the rest one tap away. */
const FootBar = ({ places }: { readonly places: readonly Place[] }) => {
  const words = useWords();
  const signOut = useSignOut();
  const daily = places.slice(0, 4);
  const rest = places.slice(4);
  const closeMore = () => document.getElementById('more-places')?.hidePopover();
  return (
    <>
      <nav className={styles.foot} aria-label={words('shell.nav.foot')}>
        {daily.map((place) => (
          <Link key={place.to} to={place.to} activeOptions={{ exact: place.to === '/' }} className={styles.footPlace}>
            <place.icon aria-hidden />
            {words(place.label)}
          </Link>
        ))}
        <button type="button" popoverTarget="more-places" className={styles.footPlace}>
          <IconDots aria-hidden />
          {words('shell.nav.more')}
        </button>
      </nav>
      <div id="more-places" popover="auto" className={styles.more}>
        {rest.map((place) => (
          <Link key={place.to} to={place.to} className={styles.place} onClick={closeMore}>
            <place.icon aria-hidden />
            {words(place.label)}
          </Link>
        ))}
        <Link to="/settings" className={styles.place} onClick={closeMore}>
          <IconSettings aria-hidden />
          {words('shell.nav.settings')}
        </Link>
        <button type="button" className={styles.place} onClick={signOut}>
          <IconLogout aria-hidden className="points-forward" />
          {words('shell.signOut')}
        </button>
      </div>
    </>
  );
};
