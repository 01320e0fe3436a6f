// A form whose record somebody else changed meanwhile: both sides stand beside each other, and what is chosen goes back into the
// form, to be looked at and saved. The form goes on naming the version it was opened with: a record read anew behind it must not
// make it look as if the other side had been seen.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Problem } from './api.ts';
import type { Part } from './autosave.ts';
import { BothSides } from './both-sides.tsx';

export type FormSides<Fields> = {
  /** The version the form was opened with; none for something new. */
  readonly version: string | undefined;
  /** What the record said then. */
  readonly base: Fields;
  readonly mine: Fields;
  /** What the record says now, as the refusal brings it. */
  readonly theirs: (current: never) => Fields;
  readonly parts: readonly Part<Fields>[];
  readonly onSettle: (fields: Fields) => void;
};

export type WhenBehind = {
  readonly version: string | undefined;
  /** The choice between both sides; null where the refusal is about something else. */
  readonly choice: (problem: Problem | null, onSettled: () => void) => ReactNode | null;
};

export const useFormSides = <Fields,>({
  version,
  base,
  mine,
  theirs,
  parts,
  onSettle,
}: FormSides<Fields>): WhenBehind => {
  const [from, setFrom] = useState({ version, base });
  return {
    version: from.version,
    choice: (problem, onSettled) => {
      if (problem?.status !== 412) return null;
      const { current, version: newer } = problem.document as unknown as { current: never; version: string };
      const other = theirs(current);
      return (
        <Choice>
          <BothSides
            mine={mine}
            both={{ base: from.base, theirs: other }}
            parts={parts}
            isIntoForm
            onSettle={(fields) => {
              setFrom({ version: newer, base: other });
              onSettle(fields);
              onSettled();
            }}
          />
        </Choice>
      );
    },
  };
};

/** Takes the focus from the button that has gone. */
const Choice = ({ children }: { readonly children: ReactNode }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} data-focus-quietly>
      {children}
    </div>
  );
};
