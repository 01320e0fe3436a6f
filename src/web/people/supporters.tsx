// Who supports the person, and who may decide for them: in what, from when to when, and on which paper it rests.
import type { SupporterView } from '#contract/people.ts';
import type { Day } from '#domain/basics/day.ts';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import type { OnEdit } from './kept-entry.ts';
import { Line, Lines } from './line.tsx';
import styles from './people.module.css';

export const Supporters = ({
  supporters,
  today,
  onEdit,
}: {
  readonly supporters: readonly SupporterView[];
  readonly today: string;
  readonly onEdit: OnEdit;
}) => {
  const words = useWords();
  return (
    <Lines>
      {supporters.map((supporter) => {
        const isPast = supporter.endedOn !== null && supporter.endedOn < today;
        return (
          <Line
            key={supporter.id}
            isPast={isPast}
            title={supporter.name}
            tags={
              <>
                <Tag>{supporter.relationship}</Tag>
                {supporter.isEmergencyContact && <Tag tone="due">{words('people.emergency-contact')}</Tag>}
                {supporter.authority && <Tag tone="info">{words(`authority.${supporter.authority}`)}</Tag>}
              </>
            }
            detail={[
              words(`supporter-kind.${supporter.kind}`),
              supporter.organization,
              supporter.phone,
              supporter.email,
            ]
              .filter(Boolean)
              .join(' · ')}
            onEdit={onEdit && (() => onEdit(supporter))}
          >
            <Authority supporter={supporter} />
          </Line>
        );
      })}
    </Lines>
  );
};

const Authority = ({ supporter }: { readonly supporter: SupporterView }) => {
  const words = useWords();
  const dayText = useDayText();
  const scopes = (list: readonly string[]) => list.map((scope) => words(`decision-scope.${scope}`)).join(', ');
  const sentences = [
    supporter.mayBeTold && words('people-page.mayBeTold', { what: supporter.mayBeTold }),
    supporter.authority &&
      (supporter.mayDecide.length > 0
        ? words('people.may-decide', { matters: scopes(supporter.mayDecide) })
        : words('people-page.mayNotDecide', { matters: scopes(supporter.scopes) })),
    supporter.authorityFrom &&
      [
        words('people.since', { from: dayText(supporter.authorityFrom as Day, 'short') }),
        supporter.authorityTo && words('people.until', { to: dayText(supporter.authorityTo as Day, 'short') }),
      ]
        .filter(Boolean)
        .join(' '),
    supporter.authorityBasis && words('people-page.paper', { paper: supporter.authorityBasis }),
  ].filter((each): each is string => Boolean(each));
  return sentences.length > 0 ? (
    <ul className={styles.sentences}>
      {sentences.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  ) : null;
};
