// Views somebody keeps, on this device. A view is an address; whoever gets the link sees it over their own caseload.
export type SavedView = { readonly name: string; readonly address: string };

const key = 'footbridge:caseload-views';

export const savedViews = (): SavedView[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as SavedView[]) : [];
  } catch {
    return [];
  }
};

const keep = (views: SavedView[]): SavedView[] => {
  localStorage.setItem(key, JSON.stringify(views));
  return views;
};

export const saveView = (address: string, name: string): SavedView[] =>
  keep([...savedViews().filter((view) => view.address !== address), { name, address }].slice(-12));

export const forgetView = (address: string): SavedView[] =>
  keep(savedViews().filter((view) => view.address !== address));
