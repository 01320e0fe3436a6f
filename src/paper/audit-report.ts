// A month's audit on paper. What is sealed is written out whole: held beside what the machine says later, it shows whether anything
// was changed or cut meanwhile, also by whoever owns the machine.
import { runningText } from './running-text.ts';

export type HeadOnPaper = {
  readonly agency: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly previous: string;
  readonly era: number;
  readonly reached: string;
  readonly signature: string;
};

export type AuditReport = {
  /** YYYY-MM, and its first and last day. */
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly agency: string;
  readonly madeAt: string;
  readonly madeOn: string;
  readonly sealed: { readonly before: HeadOnPaper | null; readonly last: HeadOnPaper | null; readonly heads: number };
  /** By part of the record. */
  readonly counts: readonly {
    readonly part: string;
    readonly reads: number;
    readonly writes: number;
    readonly refused: number;
  }[];
  readonly people: { readonly staff: number; readonly clients: number };
  readonly findings: readonly { readonly kind: string; readonly n: number }[];
  readonly glass: readonly {
    readonly staff: string;
    readonly n: number;
    readonly open: number;
    readonly notJustified: number;
  }[];
  /** Broken glass of any month that nobody has answered for yet. */
  readonly openGlass: number;
  readonly disclosures: readonly { readonly basis: string; readonly n: number; readonly part2: number }[];
};

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export const auditReportPaper = async (report: AuditReport, language: string, say: Say): Promise<Uint8Array> => {
  const { month, from, to, sealed, people, madeOn } = report;
  const title = say('audit-report.title', { from, to });
  const paper = await runningText({ title, language, isLarge: false, madeAt: report.madeAt });
  const line = (label: string, text: string | number) => ({ label: say(`audit-report.${label}`), text: String(text) });
  const headOf = (name: 'before' | 'last') => {
    const head = sealed[name];
    if (head === null) return paper.paragraph(say(`audit-report.${name}.none`));
    paper.entry(say(`audit-report.${name}`), [
      line('size', head.size),
      line('root', head.root),
      line('at', head.at),
      ...(name === 'last'
        ? [
            line('previous', head.previous || '-'),
            line('era', head.era),
            line('reached', head.reached),
            line('signature-of', head.signature),
          ]
        : []),
    ]);
  };
  paper.paragraph(report.agency, { isFaint: true });
  paper.heading(title);
  paper.paragraph(say('audit-report.about', { month }));

  paper.subheading(say('audit-report.sealed'));
  paper.paragraph(say('audit-report.sealed.about'));
  headOf('before');
  headOf('last');
  const added = (sealed.last?.size ?? 0) - (sealed.before?.size ?? 0);
  paper.paragraph(say('audit-report.added', { entries: added, heads: sealed.heads }));

  paper.subheading(say('audit-report.counts'));
  paper.entry(
    say('audit-report.people', people),
    report.counts.map(({ part, reads, writes, refused }) => ({
      label: say(`looked.part.${part}`),
      text: say('audit-report.count', { reads, writes, refused }),
    })),
  );

  paper.subheading(say('audit-report.exceptions'));
  paper.entry(
    say('audit-report.findings'),
    report.findings.map(({ kind, n }) => ({ label: say(`privacy.finding.${kind}`), text: String(n) })),
  );
  paper.paragraph(say('audit-report.open-glass', { count: report.openGlass }), { isBold: report.openGlass > 0 });
  if (report.glass.length > 0)
    paper.entry(
      say('audit-report.glass'),
      report.glass.map(({ staff, n, open, notJustified }) => ({
        label: staff,
        text: say('audit-report.glass.count', { n, open, notJustified }),
      })),
    );

  paper.subheading(say('audit-report.disclosures'));
  if (report.disclosures.length === 0) paper.paragraph(say('audit-report.disclosures.none'));
  else
    paper.entry(
      say('audit-report.disclosed'),
      report.disclosures.map(({ basis, n, part2 }) => ({
        label: say(`disclosure.basis.${basis}`),
        text: say('audit-report.disclosed.count', { n, part2 }),
      })),
    );

  paper.rule();
  paper.paragraph(say('audit-report.signature'));
  return paper.finish((number, of) => say('audit-report.footer', { on: madeOn, number, of }));
};
