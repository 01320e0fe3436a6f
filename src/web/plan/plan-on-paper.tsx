// The plan as the person takes it home: their words large, in their language, one column; who does what by when, how both will
// know, whom to call, and who signed.
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PlanPage } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { ForPaper } from '#web/shell/for-paper.tsx';
import { GlassBannerOf } from '#web/shell/glass-banner.tsx';
import { InLanguage } from '#web/shell/in-language.tsx';
import { Screen, usePageTitle } from '#web/shell/screen.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Segmented, Switch } from '#web/ui/choices.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { Paper } from './paper.tsx';
import styles from './plan-on-paper.module.css';

type Language = 'en' | 'es';

export const PlanOnPaper = () => {
  const words = useWords();
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId/plan/print' });
  const { version } = useSearch({ from: '/signed-in/clients/$clientId/plan/print' });
  const path = `/api/clients/${clientId}/plan`;
  const page = useQuery(read<PlanPage>(version ? `${path}?planId=${version}` : path));
  if (page.error && !page.data)
    return (
      <Screen title={words('plan-screen.paper.failed')}>
        <ErrorState error={page.error} onRetry={() => page.refetch()} />
      </Screen>
    );
  return (
    <div className={styles.screen}>
      <Fetched query={page} lines={10}>
        {(data) => <Sheet page={data} clientId={clientId} />}
      </Fetched>
    </div>
  );
};

const Sheet = ({ page, clientId }: { readonly page: PlanPage; readonly clientId: string }) => {
  const words = useWords();
  const intl = useIntl();
  const { plan, clientView } = page;
  const own: Language = clientView?.language?.startsWith('es')
    ? 'es'
    : clientView?.language?.startsWith('en') || !intl.locale.startsWith('es')
      ? 'en'
      : 'es';
  const [language, setLanguage] = useState<Language>(own);
  const [isLarge, setLarge] = useState(clientView?.largePrint ?? false);
  usePageTitle(words('plan-screen.paper', { name: clientView?.name ?? '' }));
  const back = (
    <Link to="/clients/$clientId/plan" params={{ clientId }} className={buttonClass('quiet')}>
      {words('plan-screen.to-plan')}
    </Link>
  );
  if (plan === null || clientView === null)
    return (
      <Screen title={words('plan-screen.paper.none')}>
        <EmptyState title={words('plan-screen.none.why')} action={back} />
      </Screen>
    );
  return (
    <ForPaper
      clientId={clientId}
      name={clientView.name}
      what={{ kinds: ['plans'], planId: plan.id, day: plan.day as Day }}
      label={words('plan-screen.paper.print')}
      notYet={words('plan-screen.paper.not-yet')}
    >
      {(made, ask) => (
        <>
          <div className={styles.controls}>
            <GlassBannerOf clientId={clientId} />
            {back}
            <Segmented
              label={words('plan-screen.paper.language')}
              isLabelHidden
              options={[
                { value: 'en', label: words('plan-screen.paper.en') },
                { value: 'es', label: words('plan-screen.paper.es') },
              ]}
              value={language}
              onChange={setLanguage}
            />
            <Switch label={words('plan-screen.paper.large')} isSelected={isLarge} onChange={setLarge} />
            <Button look="primary" icon={IconPrinter} onClick={ask}>
              {words('plan-screen.paper.print')}
            </Button>
          </div>
          <InLanguage language={language}>
            <Paper page={page} plan={plan} face={clientView} isLarge={isLarge} language={language} made={made} />
          </InLanguage>
        </>
      )}
    </ForPaper>
  );
};
