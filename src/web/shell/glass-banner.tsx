// While the glass is broken, every page of that person says so, and until when.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { Banner } from '#web/ui/banner.tsx';
import { useWords } from '#web/ui/words.ts';
import { useChartOf } from './chart-of.ts';

export const GlassBanner = ({ endsAt }: { readonly endsAt: string }) => {
  const words = useWords();
  const intl = useIntl();
  const queries = useQueryClient();
  // When the hour is over the server says no; asked then, the page closes by itself.
  useEffect(() => {
    const timer = setTimeout(
      () => queries.invalidateQueries({ queryKey: ['api'] }),
      Math.max(0, Date.parse(endsAt) - Date.now()) + 1_000,
    );
    return () => clearTimeout(timer);
  }, [endsAt, queries]);
  return (
    <Banner
      tone="due"
      title={words('glass.banner', { time: intl.formatTime(endsAt, { hour: 'numeric', minute: '2-digit' }) })}
    >
      {words('glass.banner.about')}
    </Banner>
  );
};

/** The same on a page of that person outside the chart. */
export const GlassBannerOf = ({ clientId }: { readonly clientId: string }) => {
  const glass = useChartOf(clientId).data?.glass;
  return glass ? <GlassBanner endsAt={glass.endsAt} /> : null;
};
