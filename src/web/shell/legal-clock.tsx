// The term the law gives to answer a person's request, and how much of it is used up.
import { type Day, daysBetween } from '#domain/basics/day.ts';
import { dueState } from '#domain/due/item.ts';
import type { LegalRequestKind } from '#domain/work/legal-clocks.ts';
import { ProgressBar } from '#web/ui/states.tsx';
import type { Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

/** A promise for a day is due on that day; before it there is time. */
export const toneOf = (dueBy: Day, today: Day): Tone => {
  const state = dueState({ dueFrom: dueBy, dueBy, needed: 1, done: 0 }, today);
  return state === 'overdue' ? 'over' : state === 'due' ? 'due' : 'neutral';
};

export const LegalClock = ({
  kind,
  from,
  to,
  today,
  extension,
}: {
  readonly kind: LegalRequestKind;
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly extension: { readonly reason: string } | null;
}) => {
  const words = useWords();
  const whole = daysBetween(from as Day, to as Day);
  const used = Math.max(0, Math.min(whole, daysBetween(from as Day, today as Day)));
  const left = daysBetween(today as Day, to as Day);
  const tone = toneOf(to as Day, today as Day);
  return (
    <ProgressBar
      label={words(`legal-clock.${kind}`)}
      value={used}
      max={whole}
      tone={tone === 'over' ? 'over' : left <= 7 ? 'due' : 'river'}
      detail={[
        tone === 'over' ? words('tasks.clock.over', { days: -left }) : words('tasks.clock.left', { left, whole }),
        words(`legal-clock.${kind}`),
        extension && words('legal-clock.extended', { reason: extension.reason }),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  );
};
