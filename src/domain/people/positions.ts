// What a member of staff does on a team. The roles are those of `team-rows/1`, so that a fidelity scale can count them.
export const positionRoles = [
  'leader',
  'psychiatrist',
  'prescriber',
  'nurse',
  'substance-use',
  'vocational',
  'peer',
  'case-manager',
  'clinician',
  'administrative',
] as const;
export type PositionRole = (typeof positionRoles)[number];
