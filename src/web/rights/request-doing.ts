import type { RequestView } from '#contract/rights.ts';

/** What is being done, in a drawer: something asked, or something done with what was asked. */
export type RequestAct =
  | 'answer'
  | 'copy'
  | 'extend'
  | 'take-back'
  | 'ask-review'
  | 'review'
  | 'disagreement'
  | 'rebuttal';
export type RequestDoing =
  | { readonly ask: 'access' | 'amendment' }
  | { readonly what: RequestAct; readonly request: RequestView };

export const pathOf = ({ kind, clientId, id }: RequestView): string =>
  `/api/clients/${clientId}/${kind}-requests/${id}`;
