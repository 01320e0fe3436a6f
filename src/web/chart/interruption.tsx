// The worker present is interrupted, and goes on only once they have answered: the person is not left alone, or is assessed in this
// visit. What the person answered is not repeated here: they may be looking at the same screen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { SittingList, SittingView } from '#contract/instruments.ts';
import type { EpisodeView } from '#contract/safety.ts';
import { type Companion, companions } from '#domain/safety/episode.ts';
import { Problem, read, send } from '#web/shell/api.ts';
import { Button } from '#web/ui/button.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { Dialog, DialogActions } from '#web/ui/dialog.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './interruption.module.css';

/** Screens that ask about suicide, the first that is offered here. */
const screens = ['asq', 'cssrs-screener'] as const;

export const Interruption = ({ episode, chart }: { readonly episode: EpisodeView; readonly chart: ChartView }) => {
  const words = useWords();
  const intl = useIntl();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [companion, setCompanion] = useState<Companion>('worker');
  const [doing, setDoing] = useState<'nothing' | 'seen' | 'screen' | Problem>('nothing');
  const { id: clientId, name } = chart.client;
  const isAcute = episode.severity === 'acute';
  const { data: sittings } = useQuery(read<SittingList>(`/api/clients/${clientId}/sittings`));
  const answered = new Set(episode.flags.map(({ instrument }) => instrument));
  const screen = screens
    .filter((key) => !answered.has(key))
    .map((key) => sittings?.offered.find((each) => each.key === key))
    .find((each) => each !== undefined);
  const take = (body: object) => send('POST', `/api/safety/${episode.id}/steps`, body);
  const goOn = async (how: 'seen' | 'screen') => {
    setDoing(how);
    try {
      await take({ step: 'acknowledge' });
      if (isAcute) await take({ step: 'accompany', companion });
      if (how === 'screen' && screen) {
        const begun = sittings?.items.find(({ instrument, state }) => instrument === screen.key && state === 'draft');
        const { id: sitting } =
          begun ??
          (await send<SittingView>('POST', `/api/clients/${clientId}/sittings`, {
            instrument: screen.key,
            means: 'worker',
            language: screen.languages[0] ?? 'en',
          }));
        await navigate({ to: '/clients/$clientId/instruments', params: { clientId }, search: { sitting } });
      }
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (error) {
      setDoing(error as Problem);
    }
  };
  const isBusy = doing === 'seen' || doing === 'screen';
  return (
    <Dialog
      title={words(isAcute ? 'safety-screen.interrupt.acute' : 'safety-screen.interrupt.urgent', { name })}
      role="alertdialog"
      size="medium"
      keepsOpenOutside
      isTitleHidden
      // It is answered, not closed.
      onClose={() => undefined}
    >
      <div className={styles.body}>
        <h2 className={styles.title}>
          {words(isAcute ? 'safety-screen.interrupt.acute' : 'safety-screen.interrupt.urgent', { name })}
        </h2>
        <p>
          {words(isAcute ? 'safety-screen.interrupt.acute.about' : 'safety-screen.interrupt.urgent.about', {
            name,
            what: intl.formatList([...new Set(episode.flags.map(({ abbreviation }) => abbreviation))]),
          })}
        </p>
        {isAcute && (
          <>
            <p>
              {episode.told.length > 0
                ? words('safety-screen.told', { who: intl.formatList(episode.told.map((each) => each.name)) })
                : words('safety-screen.told.nobody')}
            </p>
            <RadioChips
              label={words('safety-screen.companion')}
              name="companion"
              value={companion}
              onChange={setCompanion}
              options={companions.map((value) => ({ value, label: words(`safety.companion.${value}`) }))}
            />
          </>
        )}
        {doing instanceof Problem && <ErrorState error={doing} />}
        <DialogActions>
          {!isAcute && screen && (
            <Button look="primary" isBusy={doing === 'screen'} onClick={() => !isBusy && goOn('screen')}>
              {words('safety-screen.interrupt.screen', { what: screen.abbreviation })}
            </Button>
          )}
          <Button
            look={isAcute || !screen ? 'primary' : 'secondary'}
            isBusy={doing === 'seen'}
            onClick={() => !isBusy && goOn('seen')}
          >
            {words(isAcute ? 'safety-screen.interrupt.seen.acute' : 'safety-screen.interrupt.seen')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
};
