// Who on the staff is kept away from this record, for those who may decide it. A denial wins over everything that allows.
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { StaffBlockView } from '#contract/people.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';
import { Line, Lines } from './line.tsx';

const BlockForm = lazy(() => import('./staff-block-forms.tsx').then((module) => ({ default: module.BlockForm })));
const LiftForm = lazy(() => import('./staff-block-forms.tsx').then((module) => ({ default: module.LiftForm })));

export const StaffBlocks = ({
  chart,
  blocks,
}: {
  readonly chart: ChartView;
  readonly blocks: readonly StaffBlockView[];
}) => {
  const words = useWords();
  const intl = useIntl();
  const [doing, setDoing] = useState<'block' | StaffBlockView | null>(null);
  const close = () => setDoing(null);
  return (
    <Card
      title={words('staff-block.title')}
      padding={blocks.length > 0 ? 'none' : 'normal'}
      actions={
        <Button size="small" onClick={() => setDoing('block')}>
          {words('staff-block.add')}
        </Button>
      }
    >
      <Suspense>
        {doing === 'block' && <BlockForm chart={chart} blocks={blocks} onClose={close} />}
        {doing !== null && doing !== 'block' && <LiftForm chart={chart} block={doing} onClose={close} />}
      </Suspense>
      {blocks.length === 0 ? (
        <p className="muted">{words('staff-block.none')}</p>
      ) : (
        <Lines>
          {blocks.map((block) => (
            <Line
              key={block.id}
              title={block.staff.name}
              detail={`${block.reason} · ${words('people.since', {
                from: intl.formatDate(block.from, { dateStyle: 'medium' }),
              })}`}
              change={words('staff-block.lift')}
              onEdit={chart.may.includes('lift-staff-block') ? () => setDoing(block) : null}
            />
          ))}
        </Lines>
      )}
    </Card>
  );
};
