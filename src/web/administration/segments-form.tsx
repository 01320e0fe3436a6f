// The segments an agency adds: what each is called in both languages, and who of the care team sees it without a consent.
import { useState } from 'react';
import type { AgencyView } from '#contract/administration.ts';
import { segmentRules } from '#domain/consent/segments.ts';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { Button } from '#web/ui/button.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './administration.module.css';
import { EditForm, inBoth } from './edit-form.tsx';

type Segment = AgencyView['segments'][number];

type Fields = { readonly segments: AgencyView['segments']; readonly rest: AgencyView };

const fresh: Segment = { code: '', labels: { en: '', es: '' }, openTo: 'named' };

/** A code is made once, from the first name, and stays with the records. */
const codeOf = (segment: Segment, index: number): string =>
  segment.code ||
  `${
    segment.labels.en
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-$/g, '')
      .slice(0, 30) || 'segment'
  }-${index + 1}`;

export const SegmentsForm = ({ agency, onClose }: { readonly agency: AgencyView; readonly onClose: () => void }) => {
  const words = useWords();
  const [segments, setSegments] = useState(agency.segments.length > 0 ? agency.segments : [fresh]);
  // What else is sent is as the newest version has it.
  const [{ name, timeZone, language, ownDomains }, setRest] = useState(agency);
  const whenBehind = useFormSides<Fields>({
    version: agency.version,
    base: { segments: agency.segments, rest: agency },
    mine: { segments, rest: agency },
    theirs: (current: AgencyView) => ({ segments: current.segments, rest: current }),
    parts: [
      {
        key: 'segments',
        label: words('house.segments'),
        text: (fields) =>
          fields.segments
            .map(({ labels, openTo }) => `${inBoth(labels)}: ${words(`house.segments.openTo.${openTo}`)}`)
            .join(', '),
        take: (from, into) => ({ ...into, segments: from.segments }),
      },
    ],
    onSettle: (chosen) => {
      setSegments(chosen.segments);
      setRest(chosen.rest);
    },
  });
  return (
    <EditForm
      title={words('house.segments')}
      path="/api/agency"
      method="PUT"
      whenBehind={whenBehind}
      saved={words('house.segments.saved')}
      onClose={onClose}
      body={() => ({
        ...{ name, timeZone, language, ownDomains },
        segments: segments.map((each, index) => ({ ...each, code: codeOf(each, index) })),
      })}
    >
      <p className="muted">{words('house.segments.about')}</p>
      {segments.map((segment, index) => {
        const set = (part: Partial<Segment>) => setSegments(segments.with(index, { ...segment, ...part }));
        const { labels } = segment;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have no other identity until they are saved
          <div key={index} className={styles.fields}>
            <FieldRow>
              <TextField
                label={words('house.criterion.en', { number: index + 1 })}
                name={`segments/${index}/labels/en`}
                value={labels.en}
                onChange={(en) => set({ labels: { ...labels, en } })}
                isRequired
              />
              <TextField
                label={words('house.criterion.es', { number: index + 1 })}
                name={`segments/${index}/labels/es`}
                lang="es"
                value={labels.es}
                onChange={(es) => set({ labels: { ...labels, es } })}
                isRequired
              />
            </FieldRow>
            <Select
              label={words('house.segments.openTo')}
              name={`segments/${index}/openTo`}
              options={segmentRules.map((value) => ({ value, label: words(`house.segments.openTo.${value}`) }))}
              value={segment.openTo}
              onChange={(openTo) => set({ openTo })}
            />
            {segment.code === '' && (
              <Button size="small" look="quiet" onClick={() => setSegments(segments.toSpliced(index, 1))}>
                {words('house.segments.remove', { number: index + 1 })}
              </Button>
            )}
          </div>
        );
      })}
      <Button size="small" onClick={() => setSegments([...segments, fresh])}>
        {words('house.segments.add')}
      </Button>
    </EditForm>
  );
};
