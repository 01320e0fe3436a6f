import { type SignOutReason, signOutReasons } from '#web/shell/session.ts';

export type SignInSearch = {
  /** Where to go afterwards: a path of this app. */
  readonly back?: string;
  readonly why?: SignOutReason;
};

/** A `back` that leads out of the app is dropped, so a forged link cannot send anyone elsewhere after signing in. */
export const readSignInSearch = (search: Record<string, unknown>): SignInSearch => {
  const { back } = search;
  const why = signOutReasons.find((reason) => reason === search.why);
  return {
    ...(typeof back === 'string' && /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') && { back }),
    ...(why && { why }),
  };
};
