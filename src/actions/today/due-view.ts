// A kept due item as it is shown: names, and where it stands today as domain/due says.
import type { DueView } from '#contract/today.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { daysLeft, daysOver, dueState } from '#domain/due/item.ts';
import { whatIsDue, whereItStands } from '#domain/due/wording.ts';
import { shownName } from '#domain/people/names.ts';
import { dueItemFrom, type ListedDueItem } from '#store/due-items.ts';

type Owned = { readonly staff_id: Id | null; readonly team_id: Id | null; readonly owner_name: string | null };

export const ownerView = ({ staff_id, team_id, owner_name }: Owned) =>
  ({
    kind: team_id !== null ? 'team' : 'staff',
    id: team_id ?? staff_id ?? '',
    name: owner_name ?? '',
  }) as const;

type Named = {
  readonly client_id: Id;
  readonly given_name: string;
  readonly family_name: string;
  readonly chosen_name: string | null;
  readonly pronouns: string | null;
};

export const clientView = (row: Named) => ({
  id: row.client_id,
  name: shownName({ givenName: row.given_name, familyName: row.family_name, chosenName: row.chosen_name }),
  pronouns: row.pronouns,
});

export const dueView = (row: ListedDueItem, today: Day): DueView => {
  const item = dueItemFrom(row);
  return {
    id: row.id,
    client: clientView(row),
    programme:
      row.programme_id === null
        ? null
        : { id: row.programme_id, name: row.programme_name ?? '', model: row.model_key ?? '' },
    enrolmentId: row.enrolment_id,
    cycleId: row.cycle_id,
    kind: row.kind,
    rule: row.rule,
    what: whatIsDue(item, today),
    standing: whereItStands(item, today),
    state: dueState(item, today),
    dueFrom: row.due_from,
    dueBy: row.due_by,
    needed: row.needed,
    done: row.done,
    daysOver: daysOver(item, today),
    daysLeft: daysLeft(item, today),
    owner: ownerView(row),
    subjectId: row.subject_id,
    about: row.about,
  };
};
