export type SignInSearch = {
  /** Where to go afterwards: a path of this app. */
  readonly back?: string;
  /** Why one is here: the session ended, or nobody worked for a while. */
  readonly why?: 'ended' | 'idle';
};

/** A `back` that leads out of the app is dropped, so a forged link cannot send anyone elsewhere after signing in. */
export const readSignInSearch = (search: Record<string, unknown>): SignInSearch => {
  const { back, why } = search;
  return {
    ...(typeof back === 'string' && /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') && { back }),
    ...((why === 'ended' || why === 'idle') && { why }),
  };
};
