// Whose charts were open lately, newest first. Kept in memory only, since names are in it: signing out forgets them.
import { liveValue } from '#web/ui/live-value.ts';

export type RecentClient = { readonly id: string; readonly name: string };

const most = 6;
const recent = liveValue<readonly RecentClient[]>([]);

export const useRecentClients = recent.use;

export const rememberClient = ({ id, name }: RecentClient): void =>
  recent.set([{ id, name }, ...recent.get().filter((each) => each.id !== id)].slice(0, most));
