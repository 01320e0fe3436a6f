// Some acts ask to be shown once more who is there. One question stands for every request that waits for its answer.
import { liveValue } from '#web/ui/live-value.ts';

/** What the account can show; the server names it with the refusal. */
export type ProofWay = 'password' | 'code' | 'passkey';

type Question = { readonly ways: readonly ProofWay[]; readonly answer: (isShown: boolean) => void };

const question = liveValue<Question | null>(null);
let open: Promise<boolean> | null = null;
let askers = 0;
let proofs = 0;

export const currentQuestion = question.get;
export const useStepUpQuestion = question.use;

/** How often it was shown on this page: a request sent before bears a session that has since gone on under a new token. */
export const timesProved = (): number => proofs;

/** Asks, where somebody is there to be asked; true once they have shown who they are. */
export const askWhoItIs = (ways: readonly ProofWay[]): Promise<boolean> => {
  if (askers === 0) return Promise.resolve(false);
  open ??= new Promise<boolean>((resolve) => {
    question.set({
      ways,
      answer: (isShown) => {
        if (isShown) proofs += 1;
        open = null;
        question.set(null);
        resolve(isShown);
      },
    });
  });
  return open;
};

/** The part of the page that asks is there; what it returns takes it away, and a question that is open ends unanswered. */
export const standReadyToAsk = (): (() => void) => {
  askers += 1;
  return () => {
    askers -= 1;
    question.get()?.answer(false);
  };
};
