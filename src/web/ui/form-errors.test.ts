import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { Checkbox } from './choices.tsx';
import { FormErrorsContext, fieldId } from './field.tsx';
import { ErrorState } from './states.tsx';

const times = (text: string, within: string) => within.split(text).length - 1;

it('a tick box in a form carries what is wrong with it, and the list of errors leads to it', () => {
  const sentence = 'Tick this first.';
  const html = renderToStaticMarkup(
    createElement(
      FormErrorsContext,
      { value: { idPrefix: 'form', errorFor: (name) => (name === 'takenBack' ? sentence : undefined) } },
      createElement(Checkbox, { label: 'Taken back', name: 'takenBack', isSelected: false, onChange: () => undefined }),
    ),
  );
  expect(html).toContain(`id="${fieldId('form', 'takenBack')}"`);
  expect(html).toContain('aria-invalid="true"');
  expect(times(sentence, html)).toBe(1);
});

it('a refusal with one reason says it once', () => {
  const sentence = 'There is no such entry.';
  const shown = (errors: readonly { rule: string; message: string }[]) => {
    const document = { type: 'x', title: 'Nothing here', status: 404, detail: sentence, errors };
    return renderToStaticMarkup(
      createElement(
        IntlProvider,
        { locale: 'en', messages: {}, onError: () => undefined },
        createElement(ErrorState, { error: Object.assign(new Error('refused'), { document }) }),
      ),
    );
  };
  expect(times(sentence, shown([{ rule: 'not-found', message: sentence }]))).toBe(1);
  const both = shown([
    { rule: 'not-found', message: sentence },
    { rule: 'other', message: 'And another.' },
  ]);
  expect(times(sentence, both)).toBe(1);
  expect(both).toContain('And another.');
});
