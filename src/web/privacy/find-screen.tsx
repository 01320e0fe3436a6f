// Finding somebody one is not assigned to: who already knows the number, or the whole name and the birth date, finds the one person.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { FoundBehindGlass } from '#contract/privacy.ts';
import type { Day } from '#domain/basics/day.ts';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow, Form, FormActions } from '#web/ui/form.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar } from '#web/ui/tag.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

const GlassForm = lazy(() => import('./glass-form.tsx').then((module) => ({ default: module.GlassForm })));

type Found = FoundBehindGlass['items'][number];

export const FindBehindGlassScreen = () => {
  const words = useWords();
  const today = useToday();
  const navigate = useNavigate();
  const [by, setBy] = useState<'name' | 'number'>('name');
  const [givenName, setGivenName] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [birthDate, setBirthDate] = useState<Day | null>(null);
  const [number, setNumber] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const [breaking, setBreaking] = useState<Found | null>(null);
  const search = useSend<FoundBehindGlass, object>('POST', '/api/glass/search', {
    onDone: ({ items }) => setFound(items),
  });
  const submit = () => {
    const missing: Record<string, string> =
      by === 'number'
        ? { ...(!/^[1-9]\d{0,8}$/.test(number.trim()) && { number: words('glass.find.number.missing') }) }
        : {
            ...(givenName.trim() === '' && { givenName: words('glass.find.given.missing') }),
            ...(familyName.trim() === '' && { familyName: words('glass.find.family.missing') }),
            ...(birthDate === null && { birthDate: words('glass.find.birth.missing') }),
          };
    setErrors(missing);
    setFound(null);
    if (Object.keys(missing).length === 0)
      search.send(by === 'number' ? { number: Number(number) } : { givenName, familyName, birthDate });
  };
  return (
    <Screen title={words('glass.find.title')} lede={words('glass.find.lede')} width="reading">
      <Stack>
        <Card>
          <Form label={words('glass.find.title')} errors={errors} problem={search.problem} onSubmit={submit}>
            <Segmented
              label={words('glass.find.by')}
              options={[
                { value: 'name', label: words('glass.find.by.name') },
                { value: 'number', label: words('glass.find.by.number') },
              ]}
              value={by}
              onChange={(value) => {
                setBy(value);
                setErrors({});
              }}
            />
            {by === 'number' ? (
              <TextField
                label={words('glass.find.number')}
                name="number"
                isRequired
                inputMode="numeric"
                value={number}
                onChange={setNumber}
              />
            ) : (
              <>
                <FieldRow>
                  <TextField
                    label={words('glass.find.given')}
                    name="givenName"
                    isRequired
                    value={givenName}
                    onChange={setGivenName}
                  />
                  <TextField
                    label={words('glass.find.family')}
                    name="familyName"
                    isRequired
                    value={familyName}
                    onChange={setFamilyName}
                  />
                </FieldRow>
                <DayField
                  label={words('glass.find.birth')}
                  name="birthDate"
                  isRequired
                  max={today}
                  value={birthDate}
                  onChange={setBirthDate}
                />
              </>
            )}
            <FormActions>
              <Button look="primary" type="submit" isBusy={search.isBusy}>
                {words('glass.find.search')}
              </Button>
            </FormActions>
          </Form>
        </Card>
        {found && (
          <Card
            title={words('glass.find.found')}
            aside={words('glass.find.count', { count: found.length })}
            padding="none"
          >
            {found.length === 0 ? (
              <EmptyState title={words('glass.find.none')}>{words('glass.find.none.why')}</EmptyState>
            ) : (
              <RowList label={words('glass.find.found')}>
                {found.map((person) => (
                  <Row
                    key={person.id}
                    leading={<Avatar name={person.name} size="small" />}
                    title={person.name}
                    detail={words('glass.find.born', {
                      year: person.birthYear === null ? 'none' : String(person.birthYear),
                    })}
                    action={
                      <Button size="small" onClick={() => setBreaking(person)}>
                        {words('glass.break')}
                      </Button>
                    }
                  />
                ))}
              </RowList>
            )}
          </Card>
        )}
      </Stack>
      <Suspense>
        {breaking && (
          <GlassForm
            clientId={breaking.id}
            name={breaking.name}
            onClose={() => setBreaking(null)}
            onBroken={() => navigate({ to: '/clients/$clientId', params: { clientId: breaking.id } })}
          />
        )}
      </Suspense>
    </Screen>
  );
};
