// Into which segment something is written: asked only where there is a choice, and left as it is by most.
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';
import { segmentLabel } from './segment-label.ts';

export const SegmentField = ({
  chart,
  value,
  onChange,
  of,
}: {
  readonly chart: ChartView;
  /** Empty: as closed as what it belongs to. */
  readonly value: string;
  readonly onChange: (segment: string) => void;
  /** A note may be one of counselling; what has no author of its own afterwards is written where it is seen. */
  readonly of: 'note' | 'contact' | 'other';
}) => {
  const words = useWords();
  const { locale } = useIntl();
  const open = chart.writesInto.filter(({ code, isSeen }) =>
    code === 'counselling-notes' ? of === 'note' : isSeen || of !== 'other',
  );
  if (open.length === 0) return null;
  return (
    <Select
      label={words('segment.label')}
      name="segment"
      description={value ? words('segment.about') : undefined}
      placeholder={words('segment.same')}
      options={open.map((each) => ({ value: each.code, label: segmentLabel(each, words, locale) }))}
      value={value}
      onChange={onChange}
    />
  );
};
