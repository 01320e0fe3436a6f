import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import { KindIcon } from '#web/contacts/kind-icon.tsx';
import { kindOf } from '#web/contacts/kinds.ts';
import { openLogContact } from '#web/shell/log-contact.ts';
import { NearDay } from '#web/shell/near-day.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

export const LatelyCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { lastContacts, unsignedNotes, client } = chart;
  const params = { clientId: client.id };
  if (lastContacts === null) return null;
  return (
    <Card
      title={words('chart.lately')}
      padding={lastContacts.length > 0 ? 'none' : 'normal'}
      aside={
        unsignedNotes && unsignedNotes.mine > 0 ? (
          <Tag tone="due">{words('chart.unsigned', { count: unsignedNotes.mine })}</Tag>
        ) : undefined
      }
      actions={
        lastContacts.length > 0 ? (
          <Link to="/clients/$clientId/contacts" params={params} className={buttonClass('quiet', 'small')}>
            {words('chart.lately.all')}
          </Link>
        ) : undefined
      }
    >
      {lastContacts.length === 0 ? (
        <EmptyState
          title={words('contacts.empty')}
          action={<Button onClick={() => openLogContact(client.id)}>{words('shell.logContact')}</Button>}
        >
          {words('contacts.empty.why')}
        </EmptyState>
      ) : (
        <RowList label={words('chart.lately')}>
          {lastContacts.map((contact) => {
            const kind = kindOf(contact);
            return (
              <Row
                key={contact.id}
                leading={<KindIcon kind={kind} />}
                title={
                  <Link to="/clients/$clientId/contacts" params={params} hash={contact.id}>
                    {words('chart.lately.line', {
                      kind: words(`contacts.kind.${kind}`),
                      minutes: contact.minutes,
                      who: contact.staff.name,
                    })}
                  </Link>
                }
                detail={
                  <>
                    <NearDay day={contact.day} />
                    {contact.withWhom !== 'client' && <span>· {words(`contacts.with.${contact.withWhom}`)}</span>}
                  </>
                }
                status={
                  <>
                    {contact.outcome === 'attempted' && <Tag>{words('contacts.outcome.attempted')}</Tag>}
                    {contact.note?.state === 'draft' && <Tag tone="due">{words('note.state.draft')}</Tag>}
                  </>
                }
              />
            );
          })}
        </RowList>
      )}
    </Card>
  );
};
