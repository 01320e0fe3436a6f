// The accounting of disclosures as a person holds it: each entry says when, to whom, what and why (45 CFR 164.528(b)(2)).
import type { AccountedFor, AccountingLaw } from '#domain/disclosure/accounting.ts';
import { runningText } from './running-text.ts';

export type AccountingOnPaper = {
  readonly law: AccountingLaw;
  readonly language: string;
  readonly isLarge: boolean;
  readonly client: { readonly name: string; readonly number: number; readonly birthDate: string | null };
  readonly agency: string;
  /** False: it names what its maker may see, and must say so. */
  readonly isWhole: boolean;
  readonly madeOn: string;
  readonly from: string;
  readonly to: string;
  readonly entries: readonly (Omit<AccountedFor, 'first' | 'last'> & {
    readonly first: string;
    readonly last: string;
  })[];
};

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export const accountingPaper = async (accounting: AccountingOnPaper, say: Say): Promise<Uint8Array> => {
  const { law, client, agency, entries, madeOn, from, to } = accounting;
  const title = say(`accounting.title.${law}`);
  const paper = await runningText({
    ...{ title, language: accounting.language, isLarge: accounting.isLarge },
    madeAt: `${madeOn}T12:00:00Z`,
  });
  paper.paragraph(agency, { isFaint: true });
  paper.heading(title);
  paper.paragraph(say('accounting.about', { name: client.name, number: client.number }), { isBold: true });
  if (client.birthDate) paper.paragraph(say('accounting.born', { on: client.birthDate }));
  paper.paragraph(say('accounting.period', { from, to }));
  paper.paragraph(say(`accounting.law.${law}`));
  if (!accounting.isWhole) paper.paragraph(say('accounting.not-whole'), { isBold: true });
  paper.rule();
  if (entries.length === 0) paper.paragraph(say('accounting.none'), { isBold: true });
  for (const entry of entries) {
    const { first, last, times, recipient, address, via, purpose, purposeText, kinds, basis } = entry;
    const when = times === 1 ? say('accounting.once', { on: first }) : say('accounting.often', { first, last, times });
    const line = (label: string, text: string) => ({ label: say(`accounting.${label}`), text });
    paper.entry(when, [
      line('to', [recipient, address].filter((part) => part !== null).join(', ')),
      ...(via === null ? [] : [line('via', via)]),
      line('what', kinds.map((kind) => say(`disclosure.kind.${kind}`)).join(', ')),
      line('why', [say(`disclosure.purpose.${purpose}`), purposeText].filter((part) => part !== null).join(': ')),
      line('basis', say(`disclosure.basis.${basis}`)),
    ]);
  }
  paper.rule();
  paper.paragraph(say('accounting.rights'));
  return paper.finish((number, of) => say('accounting.footer', { on: madeOn, number, of }));
};
