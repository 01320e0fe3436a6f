// Scores answers to an instrument without any database: one set of answers, or one a line.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { answersFrom, type Scored, scorerOf } from '#domain/instruments/score.ts';
import { promptsMissing, writtenFrom } from '#domain/instruments/written.ts';
import { definitionOf, problemOf } from '../instrument-content.ts';
import { CommandRefused, cancellation, printJson, refuse, say } from '../terminal.ts';

type Flags = { answers?: string; lines?: boolean };

const readAnswers = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw refuse('answers-not-readable');
  }
};

/** As it stands · `@FILE` · `-` for stdin. */
const textFrom = (source: string): Promise<string> | string => {
  if (source === '-') return textOf(process.stdin);
  if (!source.startsWith('@')) return source;
  try {
    return readFileSync(source.slice(1), 'utf8');
  } catch {
    throw refuse('answers-file-not-readable', { path: source.slice(1) });
  }
};

const score = async (instrument: string, flags: Flags): Promise<void> => {
  const definition = definitionOf(instrument);
  const scorer = scorerOf(definition);
  const scored = (json: string): Scored => {
    const given = readAnswers(json);
    const answers = answersFrom(definition, given);
    if (!answers.ok) throw problemOf(answers.refusals);
    const made = scorer(answers.value);
    const unsaid = promptsMissing(definition, writtenFrom(definition, given));
    return { ...made, complete: made.complete && unsaid.length === 0, missing: [...made.missing, ...unsaid] };
  };
  if (!flags.lines) {
    if (flags.answers === undefined) throw refuse('answers-missing', {}, { exitCode: 2, status: 400 });
    await printJson(scored(await textFrom(flags.answers)));
    return;
  }
  if (flags.answers !== undefined) throw refuse('answers-twice', {}, { exitCode: 2, status: 400 });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (cancellation.aborted) return;
    if (line.trim() === '') continue;
    try {
      await printJson(scored(line));
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      process.exitCode = 1;
      await printJson(error.problem);
    }
  }
};

export const addScore = (program: Command): void => {
  program
    .command('score')
    .description(say('cli.score'))
    .argument('<instrument>', say('cli.argument.instrument'))
    .option('--answers <json>', say('cli.flag.answers'))
    .option('--lines', say('cli.flag.score-lines'))
    .option('--json', say('cli.flag.json'))
    .action(score);
};
