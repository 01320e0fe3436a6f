import IconX from '@tabler/icons-react/icons/IconX';
import { lifeDomains } from '#domain/cycle/life-domains.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { useArrangement } from '#web/shell/owner-field.tsx';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { NewNeed } from './form.ts';
import styles from './review.module.css';

/** What is needed now that was not before: it opens the next cycle. */
export const NewNeeds = ({
  needs,
  called,
  onChange,
}: {
  readonly needs: readonly NewNeed[];
  readonly called: string;
  readonly onChange: (needs: readonly NewNeed[]) => void;
}) => {
  const words = useWords();
  const domainLabel = useDomainLabel();
  const { data: agency } = useArrangement();
  const domains = [...Object.keys(lifeDomains), ...(agency?.ownDomains.map(({ key }) => key) ?? [])];
  const change = (key: string, next: Partial<NewNeed>) =>
    onChange(needs.map((each) => (each.key === key ? { ...each, ...next } : each)));
  return (
    <Card title={words('review-screen.newNeeds')}>
      <div className={styles.fields}>
        {needs.length === 0 && <p className="muted">{words('review-screen.newNeeds.none', { name: called })}</p>}
        {needs.map((need) => (
          <div key={need.key} className={styles.need}>
            <div className={styles.pair}>
              <Select
                label={words('review-screen.need.domain')}
                value={need.domain}
                onChange={(domain) => change(need.key, { domain })}
                options={domains.map((code) => ({ value: code, label: domainLabel(code) }))}
              />
              <TextField
                label={words('review-screen.need.label')}
                value={need.label}
                onChange={(label) => change(need.key, { label })}
                maxLength={300}
              />
            </div>
            <Segmented
              label={words('review-screen.need.priority')}
              options={(['1', '2', '3'] as const).map((each) => ({
                value: each,
                label: words(`need.priority.${each}`),
              }))}
              value={need.priority === null ? null : `${need.priority}`}
              onChange={(each) => change(need.key, { priority: Number(each) as 1 | 2 | 3 })}
            />
            <TextField
              label={words('review-screen.need.words', { name: called })}
              value={need.words}
              onChange={(text) => change(need.key, { words: text })}
              maxLength={5000}
            />
            <span className={styles.remove}>
              <IconButton
                icon={IconX}
                size="small"
                label={words('review-screen.need.remove', { label: need.label })}
                onClick={() => onChange(needs.filter((each) => each !== need))}
              />
            </span>
          </div>
        ))}
        <div>
          <Button
            size="small"
            onClick={() =>
              onChange([
                ...needs,
                { key: crypto.randomUUID(), domain: 'housing', label: '', priority: null, words: '' },
              ])
            }
          >
            {words('review-screen.need.add')}
          </Button>
        </div>
      </div>
    </Card>
  );
};
