import type { KeyEventView, StayView } from '#contract/key-events.ts';

/** What is being done, in a drawer; null for something new. */
export type EventDoing =
  | { readonly what: 'stay'; readonly stay: StayView | null }
  | { readonly what: 'event'; readonly event: KeyEventView | null }
  | {
      readonly what: 'error' | 'addendum' | 'client-statement';
      readonly kind: 'stay' | 'key-event';
      readonly id: string;
    };
