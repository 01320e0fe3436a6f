// What changed a person's life, beside the stays: a home lost, a job found, a death in the family. Told in a sentence, with the
// day it happened and who said so.

export const keyEventKinds = [
  'housing',
  'work',
  'school',
  'relationship',
  'health',
  'legal',
  'money',
  'death',
  'loss',
  'other',
] as const;
export type KeyEventKind = (typeof keyEventKinds)[number];
