import { useState } from 'react';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './administration.module.css';
import { type Member, nameOf } from './house.ts';

/** An account is invited by a link that works once, disabled at once; nobody sets another's password. */
export const AccountActions = ({ member }: { readonly member: Member }) => {
  const words = useWords();
  const [link, setLink] = useState<string | null>(null);
  const change = useSend<{ link: string | null }, { change: string }>('POST', `/api/staff/${member.id}/account`, {
    onDone: ({ link: made }) => {
      if (made) setLink(new URL(made, window.location.origin).toString());
      else notify(words('house.saved', { name: nameOf(member) }));
    },
  });
  const { account } = member;
  return (
    <>
      {account?.disabled && <Tag tone="over">{words('house.account.disabled')}</Tag>}
      {account?.hasSecondFactor && <Tag tone="ok">{words('house.account.secondFactor')}</Tag>}
      <Button size="small" isBusy={change.isBusy} onClick={() => change.send({ change: 'invite' })}>
        {words(account?.hasPassword ? 'house.account.newLink' : 'house.account.invite')}
      </Button>
      {account && (
        <Button
          size="small"
          look={account.disabled ? 'secondary' : 'danger'}
          isBusy={change.isBusy}
          onClick={() => change.send({ change: account.disabled ? 'enable' : 'disable' })}
        >
          {words(account.disabled ? 'house.account.enable' : 'house.account.disable')}
        </Button>
      )}
      {link && (
        <p className={styles.link} role="status">
          {words('house.account.link', { name: nameOf(member) })} <code>{link}</code>
          <Button
            size="small"
            onClick={() => navigator.clipboard.writeText(link).then(() => notify(words('house.account.copied')))}
          >
            {words('house.account.copy')}
          </Button>
        </p>
      )}
      {change.problem && <ErrorState error={change.problem} />}
    </>
  );
};
