import '#web/ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from '#web/shell/api.ts';
import { loadSpeech } from '#web/shell/language.ts';
import { preferences } from '#web/shell/preferences.ts';
import { leave } from '#web/shell/session.ts';
import { SpeechProvider } from '#web/shell/speech-provider.tsx';
import { queries, router } from './routes.tsx';

onSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return;
  leave('ended', router.state.location.href);
});

const place = document.getElementById('app');
const words = loadSpeech(preferences().language);
// Who is signed in and the first screen are asked for while the words are on their way.
router.load();
const speech = await words;
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SpeechProvider first={speech}>
          <RouterProvider router={router} />
        </SpeechProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
