// A copy of the record is made while nobody waits: kind by kind, so that it can be called off between two of them. Only when it is
// whole is anything kept.
import { sql } from 'kysely';
import { asSystem, newId } from '#actions/pipeline/perform.ts';
import { found, notFound } from '#actions/pipeline/refused.ts';
import type { Actor } from '#domain/access/actor.ts';
import { segmentsSeen } from '#domain/access/segments.ts';
import type { Id } from '#domain/basics/id.ts';
import { dayIn } from '#domain/basics/instant.ts';
import { recordPaper } from '#paper/record.ts';
import { clientFacts } from '#store/access/client-facts.ts';
import { readAddenda } from '#store/addenda.ts';
import { readJobRun } from '#store/job-runs.ts';
import { insertPackage } from '#store/package/files.ts';
import { packageKinds } from '#store/package/kinds.ts';
import { readKind, readWhose } from '#store/package/rows.ts';
import type { Language } from '#words/catalogue.ts';
import { carryOut } from '../worker/carry-out.ts';
import type { Task } from '../worker/worker.ts';
import { inWords } from './in-words.ts';
import { chaptersOf, dataOf, type TakenKind, take } from './record-of.ts';
import { zipOf } from './zip.ts';

export type PackageAsked = {
  readonly clientId: Id;
  readonly requestId: Id;
  readonly by: Id;
  readonly maker: Actor;
  /** What the maker saw when they asked. */
  readonly segments: readonly string[];
  readonly agency: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly largePrint: boolean;
  readonly leaveOut: readonly Id[];
  readonly withSupportersWords: boolean;
};

export const makePackageTask: Task = async (payload, services) => {
  const run = payload as { readonly agencyId: Id; readonly id: Id };
  const { database, clock } = services;
  const within = <T>(work: Parameters<typeof asSystem<T>>[3]) => asSystem<T>(database, run.agencyId, clock(), work);
  const asked = (await within((tx) => readJobRun(tx, run.id)))?.params as PackageAsked | undefined;
  if (asked === undefined) return;
  // Read, drawn, kept: each kind is read and drawn once, and the whole is kept once.
  const steps = packageKinds.length * 2 + 1;
  await carryOut(services, run, async (progress) => {
    await progress(0, steps);
    const { clientId, language } = asked;
    let segments: readonly string[] = [];
    const taken: TakenKind[] = [];
    let leftOut = 0;
    // Whoever writes about this client waits until all is read: the copy is of one moment.
    const whose = await within(async (tx) => {
      const person = await readWhose(tx, clientId);
      if (!person) throw notFound();
      // A consent taken back since it was asked for counts: nothing of it is in a copy that was only waiting.
      const open = segmentsSeen(asked.maker, found(await tx.first(clientFacts('clients', clientId, clock(), false))));
      segments = asked.segments.filter((each) => open.includes(each));
      const taking = { segments, leaveOut: new Set(asked.leaveOut), withSupportersWords: asked.withSupportersWords };
      const seen = sql<boolean>`a.segment = any (${[...segments]}::text[])`;
      for (const kind of packageKinds) {
        const [rows, addenda] = await Promise.all([
          readKind(tx, clientId, kind),
          kind.entry ? readAddenda(tx, clientId, [kind.entry], seen) : [],
        ]);
        const part = take(kind, rows, addenda, taking);
        taken.push(part.taken);
        leftOut += part.leftOut;
      }
      return person;
    });
    await progress(packageKinds.length, steps);
    const madeAt = clock();
    const words = inWords(language, asked.timeZone);
    const { say, day } = words;
    const madeOn = day(dayIn(asked.timeZone, madeAt));
    const chapters = chaptersOf(taken, words, whose.name);
    const empty = chapters.filter(({ entries: given }) => given.length === 0).map(({ title }) => title);
    const entries = taken.reduce((sum, { rows }) => sum + rows.length, 0);
    const paper = await recordPaper(
      {
        title: say('record.title', { name: whose.name }),
        author: asked.agency,
        language,
        largePrint: asked.largePrint,
        madeAt,
        cover: {
          heading: say('record.heading'),
          whose: whose.name,
          lines: [
            ...(whose.birthDate ? [{ label: say('record.cover.born'), text: day(whose.birthDate) }] : []),
            { label: say('record.cover.number'), text: String(whose.number) },
            { label: say('record.cover.agency'), text: asked.agency },
            { label: say('record.cover.made'), text: madeOn },
          ],
          notes: [
            say('record.cover.about'),
            say('record.cover.without'),
            ...(leftOut > 0 ? [say('record.cover.left-out', { count: leftOut })] : []),
            say('record.cover.rights'),
            ...(empty.length > 0 ? [say('record.cover.nothing', { kinds: empty.join(', ') })] : []),
          ],
          gaps: say('record.cover.gaps'),
        },
        contents: say('record.contents'),
        chapters: chapters.filter(({ entries: given }) => given.length > 0),
        footer: (page, pages) => say('record.footer', { name: whose.name, on: madeOn, page, pages }),
      },
      (chapter) => progress(packageKinds.length + chapter, steps),
    );
    const data = zipOf(
      dataOf(taken, say('record.readme', { agency: asked.agency, on: madeOn, count: entries, left: leftOut })),
      madeAt,
    );
    await progress(steps - 1, steps);
    const id = newId(madeAt);
    // File names are kept in lists and logs: they say nothing of whom they are about.
    await within((tx) =>
      insertPackage(
        tx,
        { agencyId: run.agencyId, by: asked.by, at: madeAt },
        {
          id,
          requestId: asked.requestId,
          pdf: { id: newId(madeAt), clientId, mediaType: 'application/pdf', name: 'record.pdf', bytes: paper.bytes },
          data: { id: newId(madeAt), clientId, mediaType: 'application/zip', name: 'record.zip', bytes: data },
          segments,
          language,
          largePrint: asked.largePrint,
          entries,
          leftOut,
          pages: paper.pages,
        },
      ),
    );
    return { packageId: id, entries, leftOut, pages: paper.pages };
  });
};
