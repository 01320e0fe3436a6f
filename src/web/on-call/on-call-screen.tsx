// Who is on call when; and for whoever is on call now, the people they answer for and each one's crisis sheet.
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import type { OnCallListed, ShiftsListed, ShiftView } from '#contract/on-call.ts';
import type { Day } from '#domain/basics/day.ts';
import { dayIn, type Instant } from '#domain/basics/instant.ts';
import { ask, read } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { useMomentText } from '#web/shell/moment-text.ts';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { EmptyState } from '#web/ui/states.tsx';
import { Avatar, Tag } from '#web/ui/tag.tsx';
import { SearchField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './on-call.module.css';

const ShiftForm = lazy(() => import('./shift-form.tsx').then((module) => ({ default: module.ShiftForm })));

export const OnCallScreen = () => {
  const words = useWords();
  const { staff } = useSession();
  const query = useQuery(read<ShiftsListed>('/api/on-call/shifts?limit=200'));
  const [isAdding, setAdding] = useState(false);
  return (
    <Screen
      title={words('on-call.title')}
      lede={words('on-call.lede')}
      actions={
        query.data &&
        query.data.programmes.length > 0 && (
          <Button icon={IconPlus} onClick={() => setAdding(true)}>
            {words('on-call.add')}
          </Button>
        )
      }
    >
      <Fetched query={query}>
        {({ items, programmes, staff: whoMay }) => {
          const own = items.filter((shift) => shift.isNow && shift.staff.id === staff.id);
          return (
            <Stack>
              {own.length > 0 && <NowCard shifts={own} />}
              <ShiftsCard shifts={items} />
              <Suspense>
                {isAdding && <ShiftForm programmes={programmes} staff={whoMay} onClose={() => setAdding(false)} />}
              </Suspense>
            </Stack>
          );
        }}
      </Fetched>
    </Screen>
  );
};

const NowCard = ({ shifts }: { readonly shifts: readonly ShiftView[] }) => {
  const words = useWords();
  const momentText = useMomentText();
  const birthText = useBirthText();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useQuery({
    ...ask<OnCallListed>('/api/on-call/search', { q: asked, limit: 20 }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <Card
      title={words('on-call.now')}
      aside={shifts.map(({ id, programme, to }) => (
        <Tag key={id} tone="info">
          {words('on-call.now.until', { programme: programme.name, to: momentText(to) })}
        </Tag>
      ))}
      padding="none"
    >
      <div className={styles.search}>
        <SearchField
          label={words('on-call.find')}
          value={typed}
          onChange={setTyped}
          onSettle={(text) => setAsked(text.trim())}
        />
      </div>
      {asked === '' ? (
        <p className={styles.about}>{words('on-call.find.about')}</p>
      ) : (
        <Fetched query={found} lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={words('on-call.find.none')}>{words('on-call.find.none.why')}</EmptyState>
            ) : (
              <RowList label={words('on-call.find.found')}>
                {items.map((client) => (
                  <Row
                    key={client.id}
                    leading={<Avatar name={client.name} size="small" />}
                    title={
                      <Link to="/clients/$clientId/crisis-sheet" params={{ clientId: client.id }}>
                        {client.name}
                      </Link>
                    }
                    detail={[words('on-call.number', { number: String(client.number) }), birthText(client.birthDate)]
                      .filter(Boolean)
                      .join(' · ')}
                  />
                ))}
              </RowList>
            )
          }
        </Fetched>
      )}
    </Card>
  );
};

const ShiftsCard = ({ shifts }: { readonly shifts: readonly ShiftView[] }) => {
  const words = useWords();
  const dayText = useDayText();
  const zone = useSession().staff.agency.timeZone;
  const days = [...Map.groupBy(shifts, ({ from }) => dayIn(zone, from as Instant))];
  return (
    <Card title={words('on-call.shifts')} padding="none">
      {days.length === 0 ? (
        <EmptyState title={words('on-call.shifts.none')}>{words('on-call.shifts.none.why')}</EmptyState>
      ) : (
        days.map(([day, ofDay]) => (
          <section key={day} className={styles.day}>
            <h3>{dayText(day as Day)}</h3>
            <RowList label={dayText(day as Day)}>
              {ofDay.map((shift) => (
                <ShiftRow key={shift.id} shift={shift} />
              ))}
            </RowList>
          </section>
        ))
      )}
    </Card>
  );
};

const ShiftRow = ({ shift }: { readonly shift: ShiftView }) => {
  const words = useWords();
  const intl = useIntl();
  const momentText = useMomentText();
  const { programme, staff, from, to } = shift;
  const again = useSend<unknown, object>('POST', '/api/on-call/shifts');
  const cancel = useSend<null, object>('POST', `/api/on-call/shifts/${shift.id}/cancel`, {
    onDone: () =>
      notify(words('on-call.cancelled'), {
        undo: () => again.send({ programmeId: programme.id, staffId: staff.id, from, to }),
      }),
  });
  return (
    <Row
      leading={<Avatar name={staff.name} size="small" />}
      title={staff.name}
      detail={
        <>
          {words('on-call.shift', {
            programme: programme.name,
            from: intl.formatTime(from, { hour: 'numeric', minute: '2-digit' }),
            to: momentText(to),
          })}
          {staff.phone && <a href={`tel:${staff.phone.replace(/[^+\d]/g, '')}`}>{staff.phone}</a>}
        </>
      }
      status={shift.isNow && <Tag tone="ok">{words('on-call.is-now')}</Tag>}
      action={
        shift.mayCancel && (
          <Button size="small" look="quiet" isBusy={cancel.isBusy} onClick={() => cancel.send({})}>
            {words('on-call.cancel')}
          </Button>
        )
      }
    />
  );
};
