// A session ends after a quarter of an hour of quiet. Two minutes before, it says so and can be extended; working counts as not
// being quiet, in whichever tab. What was typed is a draft by then.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { get, lastReached } from './api.ts';
import { leave, useSession } from './session.ts';

const IdleWarning = lazy(() => import('./idle-warning.tsx').then((module) => ({ default: module.IdleWarning })));

const sharedKey = 'footbridge.reached-at';
const warnBeforeMinutes = 2;
const refreshAfterMinutes = 4;

const reachedInAnyTab = (): number => Math.max(lastReached(), Number(localStorage.getItem(sharedKey) ?? 0));

export const IdleWatch = () => {
  const { idleMinutes } = useSession();
  const queries = useQueryClient();
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);

  useEffect(() => {
    const look = () => {
      localStorage.setItem(sharedKey, String(reachedInAnyTab()));
      const left = idleMinutes * 60 - (Date.now() - reachedInAnyTab()) / 1000;
      if (left <= 0) leave('idle', window.location.pathname + window.location.search);
      else setSecondsLeft(left <= warnBeforeMinutes * 60 ? Math.ceil(left) : null);
    };
    const worked = () => {
      const quiet = Date.now() - reachedInAnyTab();
      const isWarned = quiet > (idleMinutes - warnBeforeMinutes) * 60_000;
      if (quiet > refreshAfterMinutes * 60_000 && !isWarned) get('/api/session').catch(() => undefined);
    };
    const timer = setInterval(look, 5_000);
    document.addEventListener('keydown', worked, { passive: true });
    document.addEventListener('pointerdown', worked, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', worked);
      document.removeEventListener('pointerdown', worked);
    };
  }, [idleMinutes]);

  if (secondsLeft === null) return null;
  const stay = async () => {
    setSecondsLeft(null);
    await get('/api/session').catch(() => queries.clear());
  };
  return (
    <Suspense>
      <IdleWarning secondsLeft={secondsLeft} onStay={stay} />
    </Suspense>
  );
};
