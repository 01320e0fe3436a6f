// A sheet is filed once all its pages are there and every answer on them is sure: as a signed sitting from paper, in the transaction
// that made it so. The sitting has the sheet's own id, so that what was raised when it was read is known to be raised.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { answersAsked } from '#domain/instruments/asked.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import { type Scored, scorerOf } from '#domain/instruments/score.ts';
import type { ItemReading } from '#domain/sheets/marks.ts';
import { type Decided, markFiled, type ScannedPage, type SheetOfPage } from '#store/scans.ts';
import { insertSitting, writeScores } from '#store/sittings.ts';
import type { Context } from '../pipeline/define.ts';
import { raiseFlags, type SafetyKnown } from '../pipeline/safety-episodes.ts';

export type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'now' | 'today' | 'newId'> & {
  readonly agency: { readonly id: Id };
};

type Page = Pick<ScannedPage, 'page' | 'readings' | 'decided' | 'state'>;

/** What was answered on these pages: what a person decided before what was read. */
export const answersOn = (pages: readonly { readings: readonly ItemReading[]; decided: Decided }[]) => {
  const given = pages.flatMap(({ readings, decided }) =>
    readings.map(({ id, value, status }): readonly [string, Answer] => [
      id,
      Object.hasOwn(decided, id) ? (decided[id] ?? null) : status === 'accepted' ? value : null,
    ]),
  );
  return Object.fromEntries(given.filter((each): each is readonly [string, Exclude<Answer, null>] => each[1] !== null));
};

export const scoredFrom = (definition: InstrumentDefinition, answers: ReturnType<typeof answersOn>): Scored => {
  const counting = answersAsked(definition, answers);
  return scorerOf(definition)(definition.items.map(({ id }): Answer => counting[id] ?? null));
};

export const isWhole = ({ layout }: SheetOfPage, pages: readonly Page[]): boolean =>
  layout.pages.every(({ page }) => pages.some((each) => each.page === page && each.state === 'clear'));

export const fileSheet = async (
  acting: Acting,
  sheet: SheetOfPage,
  definition: InstrumentDefinition,
  pages: readonly Page[],
  by: { readonly staffId: Id; readonly day: Day; readonly segments: readonly string[]; readonly safety: SafetyKnown },
): Promise<Id> => {
  const { tx, actor, agency, now, newId } = acting;
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  const answers = answersOn(pages);
  const scored = scoredFrom(definition, answers);
  const sitting = {
    ...{ id: sheet.id, clientId: sheet.clientId, instrument: sheet.instrument, version: sheet.version, day: by.day },
    ...{ means: 'paper' as const, proxyName: null, language: sheet.language, answers, staffId: by.staffId },
    ...{ state: 'signed' as const, segment: sheet.segment },
  };
  // In this order: what is raised, and the sheet, name the sitting.
  const writing = [
    insertSitting(tx, stamp, sitting, by.segments),
    writeScores(tx, stamp, sitting, scored, newId),
    markFiled(tx, sheet.id, sitting.id, stamp),
    raiseFlags(acting, sitting, scored.flags, by.safety),
  ];
  await Promise.all(writing);
  return sitting.id;
};
