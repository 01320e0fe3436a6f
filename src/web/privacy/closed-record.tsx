// What stands where a record is not open: the same words whether there is such a record or not, and the way in when somebody must.
import IconLockOpen from '@tabler/icons-react/icons/IconLockOpen';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { glassMinutes } from '#domain/access/glass.ts';
import { Screen } from '#web/shell/screen.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';

const GlassForm = lazy(() => import('./glass-form.tsx').then((module) => ({ default: module.GlassForm })));

export const ClosedRecord = ({ clientId }: { readonly clientId: string }) => {
  const words = useWords();
  const [isBreaking, setBreaking] = useState(false);
  return (
    <Screen title={words('glass.closed.title')}>
      <EmptyState
        size="screen"
        title={words('shell.notFound.lead')}
        action={
          <>
            <Link to="/" className={buttonClass('primary')}>
              {words('shell.notFound.home')}
            </Link>
            <Button icon={IconLockOpen} onClick={() => setBreaking(true)}>
              {words('glass.break')}
            </Button>
          </>
        }
      >
        {words('shell.notFound.why')} {words('glass.closed.why', { minutes: glassMinutes })}
      </EmptyState>
      <Suspense>{isBreaking && <GlassForm clientId={clientId} onClose={() => setBreaking(false)} />}</Suspense>
    </Screen>
  );
};
