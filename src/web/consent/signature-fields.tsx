// Signing on the screen by typing or drawing, or the paper that was signed, with its scan.

import { type PointerEvent, useRef, useState } from 'react';
import { type RecordConsentRequest, scanBytes, scanTypes } from '#contract/consent.ts';
import type { Day } from '#domain/basics/day.ts';
import { inBase64 } from '#web/shell/base64.ts';
import { Button } from '#web/ui/button.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { DayField } from '#web/ui/day-field.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './consents.module.css';

type Sent = NonNullable<RecordConsentRequest['signature']>;
type Scan = Extract<Sent, { how: 'paper' }>['scan'];

export type Signing = {
  readonly how: Sent['how'];
  readonly on: Day | null;
  readonly name: string;
  readonly drawing: string;
  readonly scan: Scan;
};

export const unsigned = (on: Day): Signing => ({ how: 'typed', on, name: '', drawing: '', scan: null });

/** What is sent of it; a day left out is sent as it is, for the rule to name. */
export const signatureFrom = ({ how, on, name, drawing, scan }: Signing) => ({
  ...{ how, on: on ?? '', name },
  ...(how === 'drawn' && { drawing }),
  ...(how === 'paper' && { scan: scan ?? null }),
});

/** Lines drawn with a finger, a pen or a mouse, as a path within 600 by 160. */
const Pad = ({ value, onChange }: { readonly value: string; readonly onChange: (path: string) => void }) => {
  const words = useWords();
  const isDown = useRef(false);
  const add = (event: PointerEvent<SVGSVGElement>, how: 'M' | 'L') => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = (value: number, from: number, size: number, of: number) => Math.round(((value - from) / size) * of);
    onChange(
      `${value}${how}${at(event.clientX, box.left, box.width, 600)} ${at(event.clientY, box.top, box.height, 160)}`,
    );
  };
  return (
    <div>
      <svg
        role="img"
        aria-label={words('consents.sign.pad')}
        viewBox="0 0 600 160"
        preserveAspectRatio="none"
        className={styles.pad}
        onPointerDown={(event) => {
          isDown.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          add(event, 'M');
        }}
        onPointerMove={(event) => isDown.current && add(event, 'L')}
        onPointerUp={() => {
          isDown.current = false;
        }}
      >
        <path d={value || undefined} />
      </svg>
      <Button size="small" onClick={() => onChange('')}>
        {words('consents.sign.clear')}
      </Button>
    </div>
  );
};

export const SignatureFields = ({
  value,
  onChange,
}: {
  readonly value: Signing;
  readonly onChange: (signing: Signing) => void;
}) => {
  const words = useWords();
  const [tooLarge, setTooLarge] = useState(false);
  const set = (change: Partial<Signing>) => onChange({ ...value, ...change });
  return (
    <>
      <Segmented
        label={words('consents.sign.how')}
        name="signature"
        options={(['typed', 'drawn', 'paper'] as const).map((how) => ({
          value: how,
          label: words(`consents.sign.${how}`),
        }))}
        value={value.how}
        onChange={(how) => set({ how })}
      />
      <TextField
        label={words('consents.sign.name')}
        name="signature/name"
        value={value.name}
        onChange={(name) => set({ name })}
      />
      {value.how === 'drawn' && <Pad value={value.drawing} onChange={(drawing) => set({ drawing })} />}
      {value.how === 'paper' && (
        <label>
          {words('consents.sign.scan')}{' '}
          <input
            type="file"
            accept={scanTypes.join(',')}
            onChange={async (event) => {
              const [file] = event.target.files ?? [];
              setTooLarge(file !== undefined && file.size > scanBytes);
              const mediaType = scanTypes.find((each) => each === file?.type);
              set({
                scan:
                  file && mediaType && file.size <= scanBytes
                    ? { mediaType, base64: inBase64(new Uint8Array(await file.arrayBuffer())) }
                    : null,
              });
            }}
          />
          {tooLarge && <span role="alert">{words('consents.sign.tooLarge')}</span>}
        </label>
      )}
      <DayField label={words('consents.sign.on')} name="signature/on" value={value.on} onChange={(on) => set({ on })} />
    </>
  );
};
