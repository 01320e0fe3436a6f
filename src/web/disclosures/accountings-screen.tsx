// One person's disclosures for whoever answers for them and opens no chart: found by the number of the record, which a letter or a
// request names; read with their filters; and accounted for in the person's language.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordFound } from '#contract/retention.ts';
import { ForPaper } from '#web/shell/for-paper.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Disclosures } from './disclosures.tsx';

export const AccountingsScreen = () => {
  const words = useWords();
  const { client } = useSearch({ from: '/signed-in/privacy/disclosures' });
  const navigate = useNavigate();
  const show = (id: string | undefined) => navigate({ to: '/privacy/disclosures', search: { client: id } });
  return (
    <Screen
      title={words('accountings.title')}
      lede={words('accountings.lede')}
      actions={
        client && (
          <Button size="small" onClick={() => show(undefined)}>
            {words('accountings.another')}
          </Button>
        )
      }
    >
      {client ? (
        <ForPaper clientId={client} name="" what={null} label="" notYet={words('accountings.no-paper')}>
          {() => <Disclosures key={client} clientId={client} mayRecord={false} mayAccount />}
        </ForPaper>
      ) : (
        <FindRecord onFound={show} />
      )}
    </Screen>
  );
};

const FindRecord = ({ onFound }: { readonly onFound: (id: string) => void }) => {
  const words = useWords();
  const [number, setNumber] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const search = useSend<RecordFound, object>('POST', '/api/agency/records', {
    onDone: ({ items: [found] }) =>
      found ? onFound(found.id) : setErrors({ number: words('accountings.number.none', { number: number.trim() }) }),
  });
  const submit = () => {
    const isNumber = /^[1-9]\d{0,8}$/.test(number.trim());
    setErrors(isNumber ? {} : { number: words('accountings.number.missing') });
    if (isNumber) search.send({ number: Number(number) });
  };
  return (
    <Stack>
      <Card>
        <Form label={words('accountings.find')} errors={errors} problem={search.problem} onSubmit={submit}>
          <TextField
            label={words('accountings.number')}
            description={words('accountings.number.about')}
            name="number"
            isRequired
            inputMode="numeric"
            value={number}
            onChange={setNumber}
          />
          <FormActions>
            <Button look="primary" type="submit" isBusy={search.isBusy}>
              {words('accountings.find')}
            </Button>
          </FormActions>
        </Form>
      </Card>
    </Stack>
  );
};
