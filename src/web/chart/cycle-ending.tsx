// How an ended enrolment ended, in full: the person's view before the worker's, and what was promised for after the last day.
import type { EnrolmentView } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import { dayThatCame } from '#web/shell/day-that-came.ts';
import { Card } from '#web/ui/card.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { useWords } from '#web/ui/words.ts';

export const EndingCard = ({ enrolment }: { readonly enrolment: EnrolmentView }) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  const closing = enrolment.closings.findLast(({ reopenedOn }) => reopenedOn === null);
  if (enrolment.state !== 'ended' || !closing) return null;
  const after = closing.afterCare.map(({ what, who, by }) => {
    const named = who ? words('cycle-page.ending.after-care.who', { what, who }) : what;
    return by ? words('cycle-page.ending.after-care.by', { what: named, by: dayText(by as Day, 'short') }) : named;
  });
  return (
    <Card title={words('cycle-page.ending')} aside={dayText(dayThatCame(closing.on, today))}>
      <DefinitionList
        items={[
          { term: words('cycle-page.why'), value: words(`closing.reason.${closing.reason}`) },
          ...(closing.clientView
            ? [{ term: words('cycle-page.ending.client'), value: words('chart.quote', { words: closing.clientView }) }]
            : []),
          ...(closing.note ? [{ term: words('cycle-page.ending.note'), value: closing.note }] : []),
          ...(after.length > 0 ? [{ term: words('cycle-page.ending.after-care'), value: after.join('; ') }] : []),
          ...(closing.toldClient === null || closing.reason === 'deceased'
            ? []
            : [
                {
                  term: words('cycle-page.ending.told'),
                  value: words(closing.toldClient ? 'cycle-page.ending.told.yes' : 'cycle-page.ending.told.no'),
                },
              ]),
        ]}
      />
    </Card>
  );
};
