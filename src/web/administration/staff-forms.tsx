import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { StaffDirectory } from '#contract/administration.ts';
import { type Role, roles } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import { type PositionRole, positionRoles } from '#domain/people/positions.ts';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { CheckChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { asTyped, EditForm, partsOf } from './edit-form.tsx';
import { type Member, nameOf, type Team, useDayOrNothing } from './house.ts';

type Closing = { readonly onClose: () => void };
type Position = StaffDirectory['staff'][number]['positions'][number];

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

const staffFields = (member: Member | null) => ({
  givenName: member?.givenName ?? '',
  familyName: member?.familyName ?? '',
  pronouns: member?.pronouns ?? '',
  email: member?.email ?? '',
  phone: member?.phone ?? '',
  languages: (member?.languages ?? []).join(', '),
  roles: (member?.roles ?? ['case-manager']) as Role[],
  leftOn: (member?.leftOn ?? null) as Day | null,
});
type StaffFields = ReturnType<typeof staffFields>;
const staffPart = partsOf<StaffFields>();

export const StaffForm = ({ member, onClose }: { readonly member: Member | null } & Closing) => {
  const words = useWords();
  const dayText = useDayOrNothing();
  const [fields, setFields] = useState(() => staffFields(member));
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const { givenName, familyName, pronouns, email, phone, languages, leftOn } = fields;
  const whenBehind = useFormSides<StaffFields>({
    version: member?.version,
    base: staffFields(member),
    mine: fields,
    theirs: staffFields,
    parts: [
      staffPart('givenName', words('house.givenName'), asTyped),
      staffPart('familyName', words('house.familyName'), asTyped),
      staffPart('email', words('house.email'), asTyped),
      staffPart('phone', words('house.phone'), asTyped),
      staffPart('pronouns', words('house.pronouns'), asTyped),
      staffPart('languages', words('house.languages'), asTyped),
      staffPart('roles', words('house.roles'), (held) =>
        roles
          .filter((role) => held.includes(role))
          .map((role) => words(`settings.role.${role}`))
          .join(', '),
      ),
      staffPart('leftOn', words('house.leftOn'), dayText),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={member ? nameOf(member) : words('house.staff.new')}
      path="/api/agency/staff"
      whenBehind={whenBehind}
      saved={words('house.saved', { name: `${givenName} ${familyName}` })}
      onClose={onClose}
      body={() => ({
        ...(member && { staffId: member.id }),
        givenName,
        familyName,
        pronouns: orNull(pronouns),
        email,
        phone: orNull(phone),
        languages: languages.split(/[\s,;]+/).filter(Boolean),
        roles: fields.roles,
        leftOn,
      })}
    >
      <FieldRow>
        <TextField
          label={words('house.givenName')}
          name="givenName"
          value={givenName}
          onChange={(text) => change({ givenName: text })}
          isRequired
        />
        <TextField
          label={words('house.familyName')}
          name="familyName"
          value={familyName}
          onChange={(text) => change({ familyName: text })}
          isRequired
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={words('house.email')}
          name="email"
          type="email"
          value={email}
          onChange={(text) => change({ email: text })}
          isRequired
        />
        <TextField
          label={words('house.phone')}
          name="phone"
          type="tel"
          value={phone}
          onChange={(text) => change({ phone: text })}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={words('house.pronouns')}
          name="pronouns"
          value={pronouns}
          onChange={(text) => change({ pronouns: text })}
        />
        <TextField
          label={words('house.languages')}
          description={words('house.languages.about')}
          name="languages"
          value={languages}
          onChange={(text) => change({ languages: text })}
        />
      </FieldRow>
      <CheckChips
        label={words('house.roles')}
        description={words('house.roles.about')}
        name="roles"
        value={fields.roles}
        onChange={(held) => change({ roles: held })}
        options={roles.map((role) => ({
          value: role,
          label: words(`settings.role.${role}`),
          description: words(`house.role.about.${role}`),
        }))}
      />
      {member && (
        <DayField
          label={words('house.leftOn')}
          description={words('house.leftOn.about')}
          name="leftOn"
          value={leftOn}
          onChange={(day) => change({ leftOn: day })}
        />
      )}
    </EditForm>
  );
};

const positionFields = (position: Position | null, teams: readonly Team[], today: string) => ({
  teamId: position?.teamId ?? (teams.length === 1 ? teams[0]?.id : undefined) ?? '',
  role: (position?.role ?? 'case-manager') as PositionRole,
  fte: (position?.fte ?? 1) as number | null,
  from: (position?.from ?? today) as Day | null,
  to: (position?.to ?? null) as Day | null,
});
type PositionFields = ReturnType<typeof positionFields>;
const positionPart = partsOf<PositionFields>();

export const PositionForm = ({
  member,
  position,
  teams,
  onClose,
}: {
  readonly member: Member;
  readonly position: Position | null;
  readonly teams: readonly Team[];
} & Closing) => {
  const words = useWords();
  const today = useToday();
  const dayText = useDayOrNothing();
  const intl = useIntl();
  const [fields, setFields] = useState(() => positionFields(position, teams, today));
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const { teamId, role, fte, from, to } = fields;
  const whenBehind = useFormSides<PositionFields>({
    version: position?.version,
    base: positionFields(position, teams, today),
    mine: fields,
    theirs: (current: Position) => positionFields(current, teams, today),
    parts: [
      positionPart('teamId', words('house.team'), (id) => teams.find((team) => team.id === id)?.name ?? ''),
      positionPart('role', words('house.position.role'), (value) => words(`house.position.role.${value}`)),
      positionPart('fte', words('house.fte'), (share) => (share === null ? '' : intl.formatNumber(share))),
      positionPart('from', words('house.from'), dayText),
      positionPart('to', words('house.to'), dayText),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={words(position ? 'house.position.edit' : 'house.position.new', { name: nameOf(member) })}
      path="/api/agency/positions"
      whenBehind={whenBehind}
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({ ...(position && { positionId: position.id }), staffId: member.id, teamId, role, fte, from, to })}
    >
      <Select
        label={words('house.team')}
        name="teamId"
        value={teamId}
        onChange={(id) => change({ teamId: id })}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        isRequired
      />
      <FieldRow>
        <Select
          label={words('house.position.role')}
          name="role"
          value={role}
          onChange={(value) => change({ role: value })}
          options={positionRoles.map((value) => ({ value, label: words(`house.position.role.${value}`) }))}
        />
        <NumberField
          label={words('house.fte')}
          description={words('house.fte.about')}
          name="fte"
          value={fte}
          onChange={(share) => change({ fte: share })}
          min={0.05}
          max={1}
          step={0.05}
        />
      </FieldRow>
      <FieldRow>
        <DayField
          label={words('house.from')}
          name="from"
          value={from}
          onChange={(day) => change({ from: day })}
          isRequired
        />
        <DayField
          label={words('house.to')}
          description={words('house.to.about')}
          name="to"
          value={to}
          onChange={(day) => change({ to: day })}
        />
      </FieldRow>
    </EditForm>
  );
};

export const CredentialForm = ({ member, onClose }: { readonly member: Member } & Closing) => {
  const words = useWords();
  const [kind, setKind] = useState('');
  const [number, setNumber] = useState('');
  const [issuedBy, setIssuedBy] = useState('');
  const [validFrom, setValidFrom] = useState<Day | null>(null);
  const [validTo, setValidTo] = useState<Day | null>(null);
  return (
    <EditForm
      title={words('house.credential.new', { name: nameOf(member) })}
      path="/api/agency/credentials"
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({
        staffId: member.id,
        kind,
        number: orNull(number),
        issuedBy: orNull(issuedBy),
        validFrom,
        validTo,
      })}
    >
      <TextField label={words('house.credential.kind')} name="kind" value={kind} onChange={setKind} isRequired />
      <FieldRow>
        <TextField label={words('house.credential.number')} name="number" value={number} onChange={setNumber} />
        <TextField label={words('house.credential.issuedBy')} name="issuedBy" value={issuedBy} onChange={setIssuedBy} />
      </FieldRow>
      <FieldRow>
        <DayField label={words('house.from')} name="validFrom" value={validFrom} onChange={setValidFrom} />
        <DayField label={words('house.to')} name="validTo" value={validTo} onChange={setValidTo} />
      </FieldRow>
    </EditForm>
  );
};
