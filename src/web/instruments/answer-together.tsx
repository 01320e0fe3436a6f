// Asking on the screen: digits answer and go on, everything is saved as it comes; or the device goes into the person's hands.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { SittingView } from '#contract/instruments.ts';
import type { Day } from '#domain/basics/day.ts';
import { inLanguage, noticeIn } from '#domain/instruments/language.ts';
import { promptsMissing, writtenFrom } from '#domain/instruments/written.ts';
import { Problem, send } from '#web/shell/api.ts';
import { AutosaveBanners, SavedMark } from '#web/shell/both-sides.tsx';
import { useSend } from '#web/shell/send.ts';
import { sessionQuery } from '#web/shell/session.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { useAnswers } from './answers.ts';
import styles from './instruments.module.css';
import { Questions } from './questions.tsx';
import { useSaid } from './said.ts';

export const AnswerTogether = ({
  view,
  chart,
  onBack,
}: {
  readonly view: SittingView;
  readonly chart: ChartView;
  readonly onBack: () => void;
}) => {
  const words = useWords();
  const said = useSaid();
  const dayText = useDayText();
  const queries = useQueryClient();
  const answering = useAnswers(view);
  const [isAsking, setAsking] = useState(false);
  const { saved, definition, answers, scored } = answering;
  const missing = [...scored.missing, ...promptsMissing(definition, writtenFrom(definition, answers))];
  const isEmpty = Object.keys(answers).length === 0;
  const [lending, setLending] = useState<'no' | 'busy' | Problem>('no');
  const sign = useSend<SittingView, object>('POST', `/api/sittings/${view.id}/sign`, {
    version: saved.version(),
    onDone: () => notify(words('instruments.signed', { what: view.abbreviation })),
  });
  const discard = useSend<unknown, object>('POST', `/api/sittings/${view.id}/discard`, {
    version: saved.version(),
    onDone: () => {
      notify(words('instruments.discarded'));
      onBack();
    },
  });
  const handOver = async () => {
    setLending('busy');
    try {
      if (await saved.flush()) {
        // Nothing is read anew after it, as after other acts: from here on only the questions may be (app/root.tsx).
        await send('POST', `/api/sittings/${view.id}/lend`, {});
        queries.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, lentTo: view.id });
      }
      setLending('no');
    } catch (error) {
      setLending(error as Problem);
    }
  };
  const finish = async () => {
    if (missing.length > 0 && !isAsking) {
      setAsking(true);
      return;
    }
    if (await saved.flush()) sign.send({});
  };
  return (
    <div className={styles.form}>
      <div className={styles.bar}>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('instruments.back')}
        </Button>
        <p className={styles.about}>
          <b>{view.abbreviation}</b> · {said(view.title)} · {dayText(view.day as Day, 'short')} ·{' '}
          {view.means === 'proxy'
            ? words('instruments.by-proxy', { name: view.proxyName })
            : words(`sitting.means.${view.means}`)}
        </p>
        <SavedMark saved={saved} />
      </div>
      <AutosaveBanners saved={saved} parts={answering.parts} onSettle={saved.settle} />
      {view.means === 'client' && (
        <Banner
          title={words('instruments.lend.title', { name: chart.client.name })}
          actions={
            <Button size="small" look="primary" isBusy={lending === 'busy'} onClick={handOver}>
              {words('instruments.lend')}
            </Button>
          }
        >
          {words('instruments.lend.about')}
        </Banner>
      )}
      {lending instanceof Problem && <ErrorState error={lending} />}
      <Card
        title={inLanguage(definition.title, view.language)}
        aside={words('instruments.progress', {
          answered: scored.answered,
          asked: answering.asked.length,
        })}
      >
        <p className={styles.keys}>{words('instruments.keys')}</p>
        <Questions
          answering={answering}
          language={view.language}
          missing={isAsking ? missing : []}
          takesFocus={view.means !== 'client'}
        />
        <p className={styles.notice}>{noticeIn(definition, view.language)}</p>
      </Card>
      {isAsking && missing.length > 0 && (
        <Banner tone="due" title={words('instruments.unfinished', { count: missing.length })}>
          {words('instruments.unfinished.about')}
        </Banner>
      )}
      {sign.problem && <ErrorState error={sign.problem} />}
      <div className={styles.foot}>
        <Button
          look={view.means === 'client' ? 'secondary' : 'primary'}
          data-after-questions
          isBusy={sign.isBusy}
          whyNot={isEmpty ? words('refusal.sitting-nothing-answered') : null}
          onClick={finish}
        >
          {words(isAsking && missing.length > 0 ? 'instruments.sign-unfinished' : 'instruments.sign', {
            name: chart.client.name,
          })}
        </Button>
        <Button look="quiet" isBusy={discard.isBusy} onClick={async () => (await saved.flush()) && discard.send({})}>
          {words('instruments.discard')}
        </Button>
      </div>
    </div>
  );
};
