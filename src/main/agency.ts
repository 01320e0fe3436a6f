// Which agency a command is for: the only one there is, or the one that --agency names.
import type { Id } from '#domain/basics/id.ts';
import { listAgencies } from '#store/agencies.ts';
import { refuse } from './terminal.ts';

export const chooseAgency = async (ownerUrl: string, name: string | undefined): Promise<{ id: Id; name: string }> => {
  const agencies = await listAgencies(ownerUrl);
  const names = agencies.map((agency) => agency.name).join(', ');
  if (agencies.length === 0) throw refuse('no-agency-yet', {}, { status: 409 });
  const chosen = name === undefined ? agencies : agencies.filter((agency) => agency.name === name);
  const [only, another] = chosen;
  if (!only) throw refuse('agency-not-known', { name: name ?? '', names }, { status: 404 });
  if (another) throw refuse('agency-not-named', { names }, { exitCode: 2, status: 400 });
  return only;
};
