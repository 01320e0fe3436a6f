import type { ChartView } from '#contract/client.ts';
import { CareTeamCard } from './care-team-card.tsx';
import { ChartTab } from './chart-tab.tsx';
import { CycleCard } from './cycle-card.tsx';
import { DueCard } from './due-card.tsx';
import { HospitalCard } from './hospital-card.tsx';
import { LatelyCard } from './lately-card.tsx';
import { OpenWorkCard } from './open-work-card.tsx';
import styles from './overview-tab.module.css';
import { ReachCard } from './reach-card.tsx';
import { WantsCard } from './wants-card.tsx';

export const OverviewTab = () => (
  <ChartTab titled="chart.part.overview" isTitleHidden>
    {(chart) => <Overview chart={chart} />}
  </ChartTab>
);

const Overview = ({ chart }: { readonly chart: ChartView }) => (
  <div className={styles.overview}>
    <div className={styles.across}>
      <CycleCard chart={chart} />
    </div>
    <div className={styles.main}>
      <WantsCard chart={chart} />
      <LatelyCard chart={chart} />
      {chart.may.includes('read-key-events') && <HospitalCard chart={chart} />}
    </div>
    <div className={styles.aside}>
      <DueCard chart={chart} />
      <ReachCard chart={chart} />
      <CareTeamCard chart={chart} />
      <OpenWorkCard chart={chart} />
    </div>
  </div>
);
