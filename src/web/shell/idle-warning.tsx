import { Button } from '#web/ui/button.tsx';
import { Dialog, DialogActions } from '#web/ui/dialog.tsx';
import { useWords } from '#web/ui/words.ts';
import { useSignOut } from './session.ts';

export const IdleWarning = ({ secondsLeft, onStay }: { readonly secondsLeft: number; readonly onStay: () => void }) => {
  const words = useWords();
  const signOut = useSignOut();
  return (
    <Dialog title={words('shell.idle.title')} size="small" role="alertdialog" keepsOpenOutside onClose={onStay}>
      <p>{words('shell.idle.text', { minutes: Math.max(1, Math.round(secondsLeft / 60)) })}</p>
      <DialogActions>
        <Button look="primary" autoFocus onClick={onStay}>
          {words('shell.idle.stay')}
        </Button>
        <Button onClick={signOut}>{words('shell.signOut')}</Button>
      </DialogActions>
    </Dialog>
  );
};
