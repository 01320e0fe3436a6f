// The row of a contact as it was described, now or in a correction; whose it is and what it counts to is for the action to say.
import type { LogContactRequest } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';

type Described = Omit<LogContactRequest, 'clientId' | 'enrolmentId' | 'note' | 'sign'>;

export const contactRow = (described: Described, staffId: Id, day: Day, zone: string) => ({
  staff_id: staffId,
  with_staff: described.withStaff.filter((id) => id !== staffId),
  start_at: described.start,
  day,
  zone,
  minutes: described.minutes,
  travel_minutes: described.travelMinutes ?? null,
  outcome: described.outcome,
  mode: described.mode,
  place: described.place,
  place_detail: described.placeDetail ?? null,
  with_whom: described.withWhom,
  with_name: described.withName ?? null,
  purpose: described.purpose,
  is_group: described.isGroup,
  goal_threads: described.goals,
  next_on: described.next ?? null,
});
