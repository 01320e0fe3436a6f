import { useId } from 'react';
import { browserLanguage } from '#web/shell/language.ts';
import { type Preferences, setPreferences, usePreferences } from '#web/shell/preferences.ts';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSession, useSignOut } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips, Switch } from '#web/ui/choices.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './settings-screen.module.css';

/** Every choice takes effect at once and holds on this device. */
export const SettingsScreen = () => {
  const words = useWords();
  const preferences = usePreferences();
  const { staff } = useSession();
  const signOut = useSignOut();
  const switchId = useId();
  const languages = { en: 'English', es: 'Español' } as const;
  return (
    <Screen title={words('settings.title')} lede={words('settings.lede')} width="reading">
      <Stack>
        <Card title={words('settings.look')}>
          <div className={styles.fields}>
            <RadioChips
              label={words('settings.theme')}
              value={preferences.theme}
              onChange={(theme) => setPreferences({ theme })}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: words(`settings.theme.${value}`),
              }))}
            />
            <RadioChips
              label={words('settings.density')}
              description={words('settings.density.about')}
              value={preferences.density}
              onChange={(density) => setPreferences({ density })}
              options={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: words(`settings.density.${value}`),
              }))}
            />
          </div>
        </Card>
        <Card title={words('settings.language')}>
          <RadioChips
            label={words('settings.language')}
            isLabelHidden
            description={words('settings.language.about')}
            value={preferences.language ?? 'browser'}
            onChange={(chosen) =>
              setPreferences({ language: chosen === 'browser' ? null : (chosen as Preferences['language']) })
            }
            options={[
              {
                value: 'browser',
                label: words('settings.language.browser', { language: languages[browserLanguage()] }),
              },
              { value: 'en', label: languages.en },
              { value: 'es', label: languages.es },
            ]}
          />
        </Card>
        <Card title={words('settings.keyboard')}>
          <Switch
            id={switchId}
            label={words('settings.singleKeys')}
            description={words('settings.singleKeys.about')}
            isSelected={preferences.hasSingleKeys}
            onChange={(hasSingleKeys) => setPreferences({ hasSingleKeys })}
          />
        </Card>
        <Card title={words('settings.you')} actions={<Button onClick={signOut}>{words('shell.signOut')}</Button>}>
          <DefinitionList
            items={[
              { term: words('settings.you.name'), value: staff.name },
              { term: words('settings.you.agency'), value: staff.agency.name },
              {
                term: words('settings.you.roles'),
                value: staff.roles.map((role) => words(`settings.role.${role}`)).join(', '),
              },
              { term: words('settings.you.timeZone'), value: staff.agency.timeZone.replaceAll('_', ' ') },
            ]}
          />
        </Card>
      </Stack>
    </Screen>
  );
};
