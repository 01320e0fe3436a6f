import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChartView } from '#contract/client.ts';
import type { PeopleView } from '#contract/people.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { useWords } from '#web/ui/words.ts';

const IdentityForm = lazy(() => import('./identity-form.tsx').then((module) => ({ default: module.IdentityForm })));
const IdentifierForm = lazy(() => import('./identity-form.tsx').then((module) => ({ default: module.IdentifierForm })));

type Identifier = PeopleView['identifiers'][number];

/** Name, birth and numbers: who the person is for the record. */
export const IdentityCard = ({
  chart,
  identifiers,
}: {
  readonly chart: ChartView;
  readonly identifiers: readonly Identifier[];
}) => {
  const words = useWords();
  const intl = useIntl();
  const [editing, setEditing] = useState<'identity' | 'new' | Identifier | null>(null);
  const { client } = chart;
  const language = (code: string) => intl.formatDisplayName(code, { type: 'language' }) ?? code;
  const close = () => setEditing(null);
  const mayNumber = chart.may.includes('edit-identifier');
  const items = [
    { term: words('people-page.legalName'), value: client.legalName },
    ...(client.chosenName ? [{ term: words('client.chosen-name'), value: client.chosenName }] : []),
    ...(client.formerNames.length > 0
      ? [{ term: words('client.former-names'), value: client.formerNames.join(', ') }]
      : []),
    ...(client.pronouns ? [{ term: words('client.pronouns'), value: client.pronouns }] : []),
    {
      term: words('client.birth-date'),
      value: client.birthDate
        ? `${birthText(intl, client.birthDate, client.birthPrecision)}`
        : words('birth-precision.unknown'),
    },
    ...(client.language ? [{ term: words('client.language'), value: language(client.language) }] : []),
    ...(client.otherLanguages.length > 0
      ? [{ term: words('client.other-languages'), value: client.otherLanguages.map(language).join(', ') }]
      : []),
    { term: words('people-page.number'), value: String(client.number) },
    ...identifiers.map((identifier) => ({
      term: identifier.system,
      value: mayNumber ? (
        <>
          {identifier.value}{' '}
          <Button size="small" look="quiet" onClick={() => setEditing(identifier)}>
            {words('people-page.change')}
          </Button>
        </>
      ) : (
        identifier.value
      ),
    })),
  ];
  return (
    <Card
      title={words('people-page.identity')}
      actions={
        <>
          {chart.may.includes('edit-client') && (
            <Button size="small" onClick={() => setEditing('identity')}>
              {words('people-page.change')}
            </Button>
          )}
          {chart.may.includes('add-identifier') && (
            <Button size="small" onClick={() => setEditing('new')}>
              {words('people-page.addNumber')}
            </Button>
          )}
        </>
      }
    >
      <Suspense>
        {editing === 'identity' && <IdentityForm chart={chart} onClose={close} />}
        {editing !== null && editing !== 'identity' && (
          <IdentifierForm chart={chart} identifier={editing === 'new' ? null : editing} onClose={close} />
        )}
      </Suspense>
      <DefinitionList items={items} />
    </Card>
  );
};

/** As much of a birth date as is known. */
const birthText = (intl: ReturnType<typeof useIntl>, date: string, precision: string): string => {
  const whole = date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
  return intl.formatDate(`${whole}T12:00:00Z`, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(precision !== 'year' && { month: 'long' }),
    ...(precision === 'day' && { day: 'numeric' }),
  });
};
