import { useState } from 'react';
import type { StaffDirectory } from '#contract/administration.ts';
import { type Role, roles } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import { type PositionRole, positionRoles } from '#domain/people/positions.ts';
import { CheckChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { EditForm } from './edit-form.tsx';
import { type Member, nameOf, type Team } from './house.ts';

type Closing = { readonly onClose: () => void };
type Position = StaffDirectory['staff'][number]['positions'][number];

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export const StaffForm = ({ member, onClose }: { readonly member: Member | null } & Closing) => {
  const words = useWords();
  const [givenName, setGivenName] = useState(member?.givenName ?? '');
  const [familyName, setFamilyName] = useState(member?.familyName ?? '');
  const [pronouns, setPronouns] = useState(member?.pronouns ?? '');
  const [email, setEmail] = useState(member?.email ?? '');
  const [phone, setPhone] = useState(member?.phone ?? '');
  const [languages, setLanguages] = useState((member?.languages ?? []).join(', '));
  const [chosen, setChosen] = useState<Role[]>(member?.roles ?? ['case-manager']);
  const [leftOn, setLeftOn] = useState<Day | null>((member?.leftOn ?? null) as Day | null);
  return (
    <EditForm
      title={member ? nameOf(member) : words('house.staff.new')}
      path="/api/agency/staff"
      version={member?.version}
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
        roles: chosen,
        leftOn,
      })}
    >
      <FieldRow>
        <TextField
          label={words('house.givenName')}
          name="givenName"
          value={givenName}
          onChange={setGivenName}
          isRequired
        />
        <TextField
          label={words('house.familyName')}
          name="familyName"
          value={familyName}
          onChange={setFamilyName}
          isRequired
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={words('house.email')}
          name="email"
          type="email"
          value={email}
          onChange={setEmail}
          isRequired
        />
        <TextField label={words('house.phone')} name="phone" type="tel" value={phone} onChange={setPhone} />
      </FieldRow>
      <FieldRow>
        <TextField label={words('house.pronouns')} name="pronouns" value={pronouns} onChange={setPronouns} />
        <TextField
          label={words('house.languages')}
          description={words('house.languages.about')}
          name="languages"
          value={languages}
          onChange={setLanguages}
        />
      </FieldRow>
      <CheckChips
        label={words('house.roles')}
        description={words('house.roles.about')}
        name="roles"
        value={chosen}
        onChange={setChosen}
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
          onChange={setLeftOn}
        />
      )}
    </EditForm>
  );
};

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
  const [teamId, setTeamId] = useState(position?.teamId ?? (teams.length === 1 ? teams[0]?.id : undefined) ?? '');
  const [role, setRole] = useState<PositionRole>((position?.role ?? 'case-manager') as PositionRole);
  const [fte, setFte] = useState<number | null>(position?.fte ?? 1);
  const [from, setFrom] = useState<Day | null>((position?.from ?? today) as Day | null);
  const [to, setTo] = useState<Day | null>((position?.to ?? null) as Day | null);
  return (
    <EditForm
      title={words(position ? 'house.position.edit' : 'house.position.new', { name: nameOf(member) })}
      path="/api/agency/positions"
      version={position?.version}
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({ ...(position && { positionId: position.id }), staffId: member.id, teamId, role, fte, from, to })}
    >
      <Select
        label={words('house.team')}
        name="teamId"
        value={teamId}
        onChange={setTeamId}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
        isRequired
      />
      <FieldRow>
        <Select
          label={words('house.position.role')}
          name="role"
          value={role}
          onChange={setRole}
          options={positionRoles.map((value) => ({ value, label: words(`house.position.role.${value}`) }))}
        />
        <NumberField
          label={words('house.fte')}
          description={words('house.fte.about')}
          name="fte"
          value={fte}
          onChange={setFte}
          min={0.05}
          max={1}
          step={0.05}
        />
      </FieldRow>
      <FieldRow>
        <DayField label={words('house.from')} name="from" value={from} onChange={setFrom} isRequired />
        <DayField
          label={words('house.to')}
          description={words('house.to.about')}
          name="to"
          value={to}
          onChange={setTo}
        />
      </FieldRow>
    </EditForm>
  );
};

export const SupervisionForm = ({
  member,
  staff,
  teams,
  onClose,
}: {
  readonly member: Member;
  readonly staff: readonly Member[];
  readonly teams: readonly Team[];
} & Closing) => {
  const words = useWords();
  const [over, setOver] = useState('');
  const [from, setFrom] = useState<Day | null>(null);
  const [kind, id] = over.split(':');
  return (
    <EditForm
      title={words('house.supervision.new', { name: nameOf(member) })}
      path="/api/agency/supervision-lines"
      saved={words('house.saved', { name: nameOf(member) })}
      onClose={onClose}
      body={() => ({
        supervisorId: member.id,
        ...(kind === 'staff' ? { staffId: id } : { teamId: id }),
        from,
      })}
    >
      <Select
        label={words('house.supervision.over')}
        description={words('house.supervision.about')}
        name="staffId"
        value={over}
        onChange={setOver}
        options={[
          ...teams.map((team) => ({ value: `team:${team.id}`, label: words('house.team.named', { name: team.name }) })),
          ...staff
            .filter((other) => other.id !== member.id && other.leftOn === null)
            .map((other) => ({ value: `staff:${other.id}`, label: nameOf(other) })),
        ]}
        isRequired
      />
      <DayField label={words('house.from')} name="from" value={from} onChange={setFrom} isRequired />
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
