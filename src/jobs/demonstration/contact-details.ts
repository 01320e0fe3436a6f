// How to reach a client safely: which ways, when, and what may be said.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type House, stamped } from './house.ts';
import type { RowOf } from './ledger.ts';
import { anAddress, aPhone, mailOf } from './names.ts';
import type { Person } from './person.ts';

export const addContactDetails = (house: House, person: Person, on: Day, by: Id): void => {
  const { random } = person;
  const at = house.at(on, random.between(520, 980));
  const base = () => ({ ...stamped(house, at, by, random), client_id: person.id });
  const unsafe = random.chance(0.06);
  const detail = (
    row: Omit<RowOf<'contact_details'>, 'agency_id' | 'id' | 'client_id' | 'recorded_at' | 'recorded_by'>,
  ) =>
    house.ledger.add('contact_details', {
      ...base(),
      label: null,
      permission: 'yes',
      may_leave_voicemail: false,
      is_safe: true,
      who_may_know: null,
      best_times: null,
      caution: null,
      preferred: false,
      ended_on: null,
      ...row,
    });
  const phone = aPhone(random);
  const voicemail = random.chance(0.55);
  if (random.chance(0.9)) {
    detail({
      channel: 'phone',
      value: phone,
      label: 'mobile',
      may_leave_voicemail: voicemail && !unsafe,
      best_times: random.chance(0.4)
        ? random.pick(['after ten', 'mornings', 'evenings until eight', 'not on Wednesdays'])
        : null,
      caution: unsafe
        ? 'Someone else may pick up. Ask for {n} and say nothing more.'.replace('{n}', person.called)
        : voicemail
          ? null
          : 'No messages on the machine.',
      who_may_know: random.chance(0.2) ? 'Sister' : null,
      preferred: true,
    });
    if (random.chance(0.5))
      detail({
        channel: 'text',
        value: phone,
        label: 'mobile',
        permission: random.chance(0.8) ? 'yes' : 'ask',
        is_safe: !unsafe,
      });
  }
  if (random.chance(0.7))
    detail({
      channel: random.chance(0.8) ? 'post' : 'visit',
      value: anAddress(random),
      label: 'home',
      is_safe: unsafe ? false : random.chance(0.85) ? true : null,
      permission: unsafe ? 'no' : 'yes',
      caution: unsafe
        ? 'A former partner reads the mail here. Nothing by post.'
        : random.chance(0.1)
          ? 'Plain envelope, no agency name.'
          : null,
    });
  if (random.chance(0.35))
    detail({
      channel: 'e-mail',
      value: mailOf(person.row.given_name, person.row.family_name, random.between(1, 89)),
      permission: 'yes',
      is_safe: random.chance(0.7) ? true : null,
    });
  if (random.chance(0.1))
    detail({
      channel: 'phone',
      value: aPhone(random),
      label: 'old number',
      ended_on: addDays(on, 30),
      permission: 'no',
      is_safe: null,
    });
};
