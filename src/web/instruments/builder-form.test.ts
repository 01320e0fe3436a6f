import { describe, expect, test } from 'vitest';
import { checkDefinition } from '#domain/instruments/checking.ts';
import { answersFrom, scorerOf } from '#domain/instruments/score.ts';
import {
  type BuilderForm,
  definitionOf,
  emptyForm,
  formOf,
  keyFrom,
  newQuestion,
  type Question,
  withoutQuestion,
  withQuestionMoved,
} from './builder-form.ts';

const said = (en: string, es: string) => ({ en, es });
const often = {
  id: 'a',
  options: [
    { id: 'o1', text: said('Never', 'Nunca'), points: 0 },
    { id: 'o2', text: said('Sometimes', 'A veces'), points: 1 },
    { id: 'o3', text: said('Often', 'Muchas veces'), points: 2 },
    { id: 'o4', text: said('I would rather not say', 'Prefiero no decirlo'), points: null },
  ],
};
const question = (id: string, more: Partial<Question> = {}): Question => ({
  ...newQuestion(emptyForm),
  id,
  text: said(`Question ${id}`, `Pregunta ${id}`),
  answers: 'a',
  ...more,
});
const form: BuilderForm = {
  ...emptyForm,
  title: said('Evenings', 'Las noches'),
  abbreviation: 'Evenings',
  stem: said('The past week', 'La última semana'),
  notice: said('Own questions of the agency.', 'Preguntas propias de la agencia.'),
  isInSpanish: true,
  sets: [often],
  questions: [
    question('q1', { heading: said('Sleep', 'El sueño') }),
    question('q2', { onlyIf: { question: 'q1', how: '>=', option: 'o2' } }),
    question('q3', { isRequired: false, danger: { options: ['o3', 'o4'], severity: 'urgent' } }),
    question('q4', {
      heading: said('Words', 'Palabras'),
      answers: null,
      isRequired: false,
      onlyIf: { question: 'q1', how: '!=', option: 'o1' },
    }),
    question('q5', { onlyIf: { question: 'q3', how: '!=', option: 'o4' } }),
  ],
  score: {
    method: 'sum',
    label: said('Evenings', 'Noches'),
    direction: 'higher-is-worse',
    bands: [
      { from: 0, to: 3, text: said('calm', 'tranquilas') },
      { from: 4, to: 8, text: said('restless', 'inquietas') },
    ],
  },
};
const made = (by: BuilderForm) => definitionOf(by, 'evenings', 1);
const faultsOf = (by: BuilderForm): string[] => {
  const checked = checkDefinition(made(by));
  return checked.ok ? [] : checked.refusals.map(({ code, pointer }) => `${pointer} ${code}`);
};

describe('a form that was filled in', () => {
  test('makes a definition that scores, hides and raises flags as it was built', () => {
    expect(faultsOf(form)).toEqual([]);
    const definition = made(form);
    const answers = answersFrom(definition, { q1: 0, q3: 'o4', q5: 2, q4: 'It was loud.' });
    expect(answers.ok && scorerOf(definition)(answers.value)).toMatchObject({
      // q2 is not asked where q1 is never, and q5 only where q3 was answered otherwise.
      missing: [],
      scores: { total: { value: 2, band: 'calm' } },
      flags: [{ id: 'q3', severity: 'urgent' }],
    });
    expect(definition).toMatchObject({
      unvalidated: true,
      scores: [{ items: ['q1', 'q2', 'q3', 'q5'], range: [0, 8] }],
      sections: [{ holds: ['q1', 'q2', 'q3'] }, { holds: ['q4', 'q5'] }],
      spanish: { labels: { Evenings: 'Noches', calm: 'tranquilas', restless: 'inquietas' } },
    });
  });
  test('is the same when its definition is opened again', () => expect(formOf(made(form))).toEqual(form));
  test('may have a mean instead, no score, and one language', () => {
    const mean: BuilderForm = { ...form, score: { ...form.score, method: 'mean', bands: [] } };
    expect(made(mean)).toMatchObject({ scores: [{ method: 'mean', range: [0, 2] }] });
    const list: BuilderForm = { ...form, isInSpanish: false, score: emptyForm.score };
    expect(faultsOf(list)).toEqual([]);
    expect(made(list)).toMatchObject({ direction: 'none', scores: [], title: { en: 'Evenings' } });
    expect(made(list)).not.toHaveProperty('spanish');
  });
});

test('an unfinished form is refused where it is unfinished', () => {
  const unfinished: BuilderForm = {
    ...form,
    title: said('Evenings', ''),
    questions: [question('q1', { text: said('', 'x') })],
    score: { ...form.score, bands: [{ from: 0, to: null, text: said('calm', '') }] },
  };
  expect(faultsOf(unfinished)).toEqual(
    expect.arrayContaining([
      '/title/es definition-text-missing',
      '/items/0/text/en definition-text-missing',
      '/scores/0/bands/0/to definition-not-a-number',
      '/spanish/labels/calm definition-text-missing',
    ]),
  );
  expect(faultsOf(emptyForm)).toContain('/items definition-list-too-short');
});

test('a band that the questions cannot reach is refused', () => {
  const bands = [...form.score.bands, { from: 9, to: 12, text: said('more', 'más') }];
  expect(faultsOf({ ...form, score: { ...form.score, bands } })).toEqual([
    '/scores/0/bands/2 definition-band-unreachable',
  ]);
});

describe('questions', () => {
  test('taken out take along what others asked of them', () =>
    expect(withoutQuestion(form, 'q1').questions.map(({ onlyIf }) => onlyIf?.question)).toEqual([
      undefined,
      undefined,
      undefined,
      'q3',
    ]));
  test('moved before the one they depend on are always asked', () => {
    const moved = withQuestionMoved(form, 1, -1).questions;
    expect(moved.map(({ id, onlyIf }) => [id, onlyIf?.question ?? null])).toEqual([
      ['q2', null],
      ['q1', null],
      ['q3', null],
      ['q4', 'q1'],
      ['q5', 'q3'],
    ]);
    expect(withQuestionMoved(form, 0, -1)).toBe(form);
  });
  test('new ones have an id of their own and the answers of the one before', () =>
    expect(newQuestion(withoutQuestion(form, 'q2'))).toMatchObject({ id: 'q2', answers: 'a' }));
});

test('a key is made of the title, and is nobody else’s', () => {
  expect(keyFrom('¿Cómo van las noches?', [])).toBe('como-van-las-noches');
  expect(keyFrom('Evenings!', ['evenings', 'evenings-2'])).toBe('evenings-3');
  expect(keyFrom('???', [])).toBe('own');
});

test('what the builder cannot hold is not opened, so that nothing of it is lost', () => {
  const definition = made(form);
  expect(formOf({ ...definition, cautions: ['Ask again.'] })).toBeNull();
  expect(formOf({ ...definition, flags: [{ id: 'q1', when: 'q1 >= 1', severity: 'acute' }] })).toBeNull();
});
