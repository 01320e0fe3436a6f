import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { type Role, roles } from '#domain/access/actor.ts';
import { actsOf } from '#domain/access/acts-of-role.ts';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './permissions.module.css';

/** What each role may do, and with whom, from the table the product decides by. */
export const PermissionsScreen = () => {
  const words = useWords();
  const [role, setRole] = useState<Role | 'all'>('all');
  return (
    <Screen
      title={words('permissions.title')}
      lede={words('permissions.lede')}
      actions={
        <Button icon={IconPrinter} onClick={() => window.print()}>
          {words('permissions.print')}
        </Button>
      }
    >
      <Stack>
        <div className="no-print">
          <RadioChips
            label={words('permissions.role')}
            value={role}
            onChange={setRole}
            options={[
              { value: 'all', label: words('permissions.role.all') },
              ...roles.map((value) => ({ value, label: words(`settings.role.${value}`) })),
            ]}
          />
        </div>
        <p className={styles.always}>{words('permissions.always')}</p>
        {(role === 'all' ? roles : [role]).map((each) => (
          <RoleCard key={each} role={each} />
        ))}
      </Stack>
    </Screen>
  );
};

const RoleCard = ({ role }: { readonly role: Role }) => {
  const words = useWords();
  const intl = useIntl();
  const within = actsOf(role);
  const inOrder = new Intl.Collator(intl.locale);
  return (
    <Card
      title={words(`settings.role.${role}`)}
      aside={words('permissions.count', { count: within.reduce((sum, { acts }) => sum + acts.length, 0) })}
    >
      {within.map(({ reach, acts }) => (
        <section key={reach.join(' ')} className={styles.within}>
          <h3 className={styles.reach}>
            {intl.formatList(
              reach.map((relation) => words(`permissions.reach.${relation}`)),
              { type: 'conjunction' },
            )}
          </h3>
          <ul className={styles.acts}>
            {acts
              .map((act) => ({ act, text: words(`permissions.act.${act}`) }))
              .toSorted((a, b) => inOrder.compare(a.text, b.text))
              .map(({ act, text }) => (
                <li key={act}>{text}</li>
              ))}
          </ul>
        </section>
      ))}
    </Card>
  );
};
