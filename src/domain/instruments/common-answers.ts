// Answers that many questions share, as a beginning for an agency that builds its own: in both languages, the least first. Plain words
// of everyday use, of no licensed instrument.
import type { Said } from './definition.ts';

export const commonAnswers = {
  'yes-no': [
    { en: 'No', es: 'No' },
    { en: 'Yes', es: 'Sí' },
  ],
  'how-often': [
    { en: 'Never', es: 'Nunca' },
    { en: 'Seldom', es: 'Pocas veces' },
    { en: 'Sometimes', es: 'A veces' },
    { en: 'Often', es: 'Muchas veces' },
    { en: 'Always', es: 'Siempre' },
  ],
  'how-much': [
    { en: 'Not at all', es: 'Nada' },
    { en: 'A little', es: 'Un poco' },
    { en: 'Much', es: 'Mucho' },
    { en: 'Very much', es: 'Muchísimo' },
  ],
  'how-good': [
    { en: 'Very bad', es: 'Muy mal' },
    { en: 'Bad', es: 'Mal' },
    { en: 'So-so', es: 'Regular' },
    { en: 'Good', es: 'Bien' },
    { en: 'Very good', es: 'Muy bien' },
  ],
  done: [
    { en: 'Done', es: 'Hecho' },
    { en: 'Not yet', es: 'Todavía no' },
  ],
} as const satisfies Readonly<Record<string, readonly Said[]>>;

export type CommonAnswers = keyof typeof commonAnswers;
