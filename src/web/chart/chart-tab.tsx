// One part of the chart, titled, with the chart already read.
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import type { ChartView } from '#contract/client.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { usePageTitle } from '#web/shell/screen.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './chart-tab.module.css';

export type ChartTabProps = {
  /** Key of the title in `words`. */
  readonly titled: string;
  readonly lede?: string;
  readonly isTitleHidden?: boolean;
  readonly children: (chart: ChartView) => ReactNode;
};

export const ChartTab = (props: ChartTabProps) => {
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId' });
  const { data } = useChartOf(clientId);
  return data ? <Titled {...props} chart={data} /> : null;
};

const Titled = ({ titled, lede, isTitleHidden, chart, children }: ChartTabProps & { readonly chart: ChartView }) => {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { name } = chart.client;
  usePageTitle(`${name}: ${words(titled)}`, heading);
  return (
    <>
      <header className={isTitleHidden ? 'visually-hidden' : styles.header}>
        <h2 ref={heading} tabIndex={-1} data-focus-quietly className={styles.title}>
          {words(titled)}
        </h2>
        {lede && <p className="muted">{words(lede, { name })}</p>}
      </header>
      {children(chart)}
    </>
  );
};
