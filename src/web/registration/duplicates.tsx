import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PossibleDuplicates } from '#contract/client.ts';
import { announce } from '#web/shell/announce.ts';
import { send } from '#web/shell/api.ts';
import { useBirthText } from '#web/shell/birth-text.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './duplicates.module.css';

export type Decided = { readonly notDuplicateOf: readonly string[]; readonly samePersonAs: readonly string[] };

const settleMilliseconds = 350;
const shortestName = 2;

/** Who may be the person being typed, asked once the typing rests. */
export const useDuplicates = (identity: Readonly<Record<string, unknown>> | null): PossibleDuplicates | undefined => {
  const body = identity && {
    givenName: identity.givenName,
    familyName: identity.familyName,
    middleName: identity.middleName,
    chosenName: identity.chosenName,
    formerNames: identity.formerNames,
    birthDate: identity.birthDate,
    birthPrecision: identity.birthPrecision,
    identifiers: identity.identifiers,
  };
  const isEnough = body !== null && String(body.givenName).length + String(body.familyName).length >= shortestName;
  const typed = JSON.stringify(isEnough ? body : null);
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery({
    queryKey: ['duplicates', settled],
    queryFn: () => send<PossibleDuplicates>('POST', '/api/clients/duplicates', JSON.parse(settled), { isQuiet: true }),
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
  });
  return settled === 'null' ? undefined : data;
};

export const Duplicates = ({
  found,
  decided,
  onDecide,
}: {
  readonly found: PossibleDuplicates | undefined;
  readonly decided: Decided;
  readonly onDecide: (decided: Decided) => void;
}) => {
  const words = useWords();
  const birthText = useBirthText();
  const count = found?.items.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when the number changes
  useEffect(() => {
    if (count > 0) announce(words('duplicates.title'));
  }, [count]);
  if (!found || count === 0)
    return (
      <Card title={words('registration.duplicates')}>
        <p className="muted">{words(found ? 'registration.duplicates.none' : 'registration.duplicates.about')}</p>
      </Card>
    );
  const { notDuplicateOf, samePersonAs } = decided;
  const without = (id: string) => ({
    notDuplicateOf: notDuplicateOf.filter((each) => each !== id),
    samePersonAs: samePersonAs.filter((each) => each !== id),
  });
  return (
    <Card title={words('duplicates.title')} padding="none" footer={words('duplicates.nothing-merged')}>
      <p className={styles.lead}>{words('duplicates.lead', { count: found.total })}</p>
      <ul>
        {found.items.map((duplicate) => {
          const isOther = notDuplicateOf.includes(duplicate.id);
          const isSame = samePersonAs.includes(duplicate.id);
          return (
            <li key={duplicate.id} className={styles.duplicate} data-row>
              <p className={styles.head}>
                <b>{duplicate.name}</b>
                <span className="muted">
                  {[
                    birthText(duplicate.birthDate),
                    duplicate.number && words('client.number', { number: String(duplicate.number) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {isOther && <Tag>{words('registration.decided.other')}</Tag>}
                {isSame && <Tag tone="info">{words('registration.decided.same')}</Tag>}
              </p>
              <p className={styles.reasons}>
                {duplicate.reasons.map((reason) => words(`duplicates.reason.${reason}`)).join(' · ')}
              </p>
              <div className={styles.actions}>
                {isOther || isSame ? (
                  <Button size="small" look="quiet" onClick={() => onDecide(without(duplicate.id))}>
                    {words('ui.undo')}
                  </Button>
                ) : (
                  <>
                    {duplicate.offer === 'open' && (
                      <Link
                        to="/clients/$clientId"
                        params={{ clientId: duplicate.id }}
                        className={buttonClass('secondary', 'small')}
                      >
                        {words('duplicates.open')}
                      </Link>
                    )}
                    <Button
                      size="small"
                      onClick={() =>
                        onDecide({ ...without(duplicate.id), samePersonAs: [...samePersonAs, duplicate.id] })
                      }
                    >
                      {words('duplicates.link')}
                    </Button>
                    <Button
                      size="small"
                      look="quiet"
                      onClick={() =>
                        onDecide({ ...without(duplicate.id), notDuplicateOf: [...notDuplicateOf, duplicate.id] })
                      }
                    >
                      {words('duplicates.different')}
                    </Button>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
};
