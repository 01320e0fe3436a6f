// What one says of one's own family, so that a look at a relative or a neighbour is noticed. Kept for this alone; nobody else reads it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KinshipView } from '#contract/privacy.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';

export const KinshipCard = () => {
  const words = useWords();
  const query = useQuery(read<KinshipView>('/api/account/kinship'));
  return (
    <Card title={words('kinship.title')}>
      <Fetched query={query}>{(kept) => <KinshipForm key={JSON.stringify(kept)} kept={kept} />}</Fetched>
    </Card>
  );
};

const KinshipForm = ({ kept }: { readonly kept: KinshipView }) => {
  const words = useWords();
  const [names, setNames] = useState(kept.familyNames.join(', '));
  const [address, setAddress] = useState(kept.address ?? '');
  const save = useSend<null, object>('PUT', '/api/account/kinship', { onDone: () => notify(words('kinship.saved')) });
  const submit = () => {
    const familyNames = names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    save.send({ familyNames, address: address.trim() || null });
  };
  return (
    <Form label={words('kinship.title')} problem={save.problem} onSubmit={submit}>
      <p className="muted">{words('kinship.about')}</p>
      <TextField
        label={words('kinship.names')}
        description={words('kinship.names.about')}
        name="familyNames"
        value={names}
        onChange={setNames}
      />
      <TextField label={words('kinship.address')} name="address" value={address} onChange={setAddress} />
      <FormActions>
        <Button type="submit" isBusy={save.isBusy}>
          {words('kinship.save')}
        </Button>
      </FormActions>
    </Form>
  );
};
