// biome-ignore-all lint/suspicious/noTemplateCurlyInString: changes are quoted as they stand in the code
// The abuse cases of this field, each with the test that holds against it and the small change that would let it in. `npm run
// test:security` makes each change in a copy and expects that very test to fail: a test that nothing can fail holds nothing.

export type Edit = { readonly file: string; readonly from: string; readonly to: string };

export type AbuseCase = {
  readonly abuse: string;
  /** The file, and the beginning of the test's own name. */
  readonly test: readonly [file: string, name: string];
  /** Each `from` stands once in its file. */
  readonly mutant: readonly Edit[];
};

const abuse = 'src/api/proofs/abuse.test.ts';
const server = 'src/api/http/server.test.ts';
const sessions = 'src/api/proofs/sessions.test.ts';
const bounded = 'src/api/proofs/bounded.test.ts';
const othersIds = ['src/api/proofs/ids-of-others.test.ts', 'is answered like one that nobody has'] as const;
const policy = 'src/domain/access/policy.test.ts';
const headers = ['src/main/headers.test.ts', 'leave a page no room'] as const;
const allowing = 'src/domain/consent/allows.ts';
const disclosing = 'src/domain/disclosure/disclosing.ts';
const theDoor = 'src/actions/pipeline/disclose.ts';
const disclosed = 'src/jobs/exports/disclosed.test.ts';
const consents = 'src/actions/consent/consent.test.ts';
const glass = 'src/actions/privacy/glass.test.ts';
const openNow = 'src/store/access/open-now.ts';
const verify = 'src/store/audit-seal/verify.ts';
const sealed = 'src/jobs/audit-seal.test.ts';

/** One change in one file. */
const one = (file: string, from: string, to: string): readonly Edit[] => [{ file, from, to }];

export const abuseCases: readonly AbuseCase[] = [
  {
    abuse: 'ORDER BY injection through `sort`',
    test: [abuse, 'is refused by name on every list that can be ordered'],
    mutant: one(
      'src/contract/task.ts',
      "sort: z.enum(['due', 'title', 'client', 'recorded'])",
      "sort: (z.string() as unknown as z.ZodEnum<{ due: 'due'; title: 'title' }>)",
    ),
  },
  {
    abuse: 'a kind of record that is left out of whose it is',
    test: ['src/api/proofs/who-may-do-what.test.ts', 'is what the policy says, on every route'],
    mutant: one(
      'src/actions/people/key-events.ts',
      "output: KeyEventsView,\n  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),",
      'output: KeyEventsView,',
    ),
  },
  {
    abuse: 'an id in the body that redirects a change to another’s row',
    test: [abuse, 'never turns a change towards another record'],
    mutant: one(
      'src/api/http/server.ts',
      "input: { ...(method === 'GET' ? query : body), ...(request.params as object) }",
      "input: { ...(request.params as object), ...(method === 'GET' ? query : body) }",
    ),
  },
  {
    abuse: 'an id in the body that joins a record to another’s',
    test: othersIds,
    mutant: one(
      'src/actions/contacts/notes.ts',
      'contactId !== null && about?.clientId !== clientId',
      'false as boolean',
    ),
  },
  {
    abuse: 'an id tried at random tells who is there',
    test: othersIds,
    mutant: one(
      'src/actions/people/links.ts',
      "if (kind !== 'same-person' || !isAlike) throw notFound();",
      "if (kind !== 'same-person' || !isAlike) throw conflict('linked-already');",
    ),
  },
  {
    abuse: 'whoever may not know of somebody is told that they may not, instead of nothing',
    test: ['src/actions/pipeline/pipeline.test.ts', 'someone who is not on the care team does not learn'],
    mutant: one(
      'src/actions/pipeline/perform.ts',
      'if (!decision.allowed) throw new Refused(decision.hidden ? 404 : 403',
      'if (!decision.allowed) throw new Refused(403',
    ),
  },
  {
    abuse: 'a count that counts what the list hides',
    test: [abuse, 'a count counts what the list shows'],
    mutant: one(
      'src/store/tasks.ts',
      'select count(*) as total from tasks k ${where}',
      "select count(*) as total from tasks k where k.agency_id = ${agency} and k.state = 'open'",
    ),
  },
  {
    abuse: 'a search that finds whom one may not know',
    test: [abuse, 'whoever looks for somebody they may not know (blocked)'],
    mutant: one(
      'src/store/clients/search.ts',
      "from hit cross join lateral (${clientOf}) c where ${visible(actor, permission, 'c', today)}",
      'from hit cross join lateral (${clientOf}) c',
    ),
  },
  {
    abuse: 'somebody else’s drafts',
    test: [abuse, 'what somebody else has begun to write'],
    mutant: one(
      'src/store/drafts.ts',
      ".where('staff_id', '=', staffId)\n      .orderBy('updated_at', 'desc')",
      ".orderBy('updated_at', 'desc')",
    ),
  },
  {
    abuse: 'the results of somebody else’s long work',
    test: [abuse, 'what came of somebody else’s long work'],
    mutant: one('src/actions/jobs/read-job.ts', 'known.requested_by === actor.id', 'known.requested_by !== null'),
  },
  {
    abuse: 'an answer kept for another person’s request',
    test: [abuse, 'an answer kept for a repeated request'],
    mutant: one('src/store/idempotency-keys.ts', 'and actor_id = (select app.actor()) and key', 'and key'),
  },
  {
    abuse: 'an answer kept for somebody who has been shut out since',
    test: [abuse, 'an answer kept for a repeated request'],
    mutant: one(
      'src/actions/pipeline/perform.ts',
      'if (!decision.allowed) throw new Refused(decision',
      'if (!decision.allowed && !answer) throw new Refused(decision',
    ),
  },
  {
    abuse: 'a denial ignored where something allows, one client at a time',
    test: [policy, 'nobody who is kept away from a client'],
    mutant: one('src/domain/access/policy.ts', 'facts.blockedStaff.includes(actor.id)', 'false'),
  },
  {
    abuse: 'a denial ignored where something allows, in lists',
    test: ['src/store/access/visible.test.ts', 'a block takes a client from one person’s sight'],
    mutant: one('src/store/access/visible.ts', 'and b.staff_id = ${actor.id}::uuid', 'and false'),
  },
  {
    abuse: 'an administrator who reads charts',
    test: [policy, 'evaluators, privacy officers and administrators open no chart'],
    mutant: one(
      'src/domain/access/actor.ts',
      "careRoles = ['case-manager', 'team-lead', 'supervisor']",
      "careRoles = ['case-manager', 'team-lead', 'supervisor', 'administrator']",
    ),
  },
  {
    abuse: 'browsing charts without a trace',
    test: ['src/api/proofs/who-may-do-what.test.ts', 'is what the policy says, on every route'],
    mutant: one(
      'src/actions/pipeline/perform.ts',
      'writeAuditEntry(tx, {\n          id: newId(now),\n          at: now,\n          actor,',
      'if (isWrite) writeAuditEntry(tx, {\n          id: newId(now),\n          at: now,\n          actor,',
    ),
  },
  {
    abuse: 'author, signer, moment or agency set by the caller (mass assignment)',
    test: [abuse, 'and recordedBy, which is never the caller’s to say'],
    mutant: one('src/contract/contact.ts', 'WriteNoteRequest = z.strictObject({', 'WriteNoteRequest = z.looseObject({'),
  },
  {
    abuse: 'prototype pollution',
    test: [server, 'a way to the prototype as the body is refused'],
    mutant: one('src/api/http/server.ts', 'JSON.parse(text, reviver)', 'JSON.parse(text)'),
  },
  {
    abuse: 'a body of a million entries',
    test: [bounded, 'a million entries is refused'],
    mutant: one('src/api/http/server.ts', 'mostEntries = 20_000;', 'mostEntries = 20_000_000;'),
  },
  {
    abuse: 'JSON that is too deep',
    test: [server, 'a hundred levels as the body is refused'],
    mutant: one('src/api/http/server.ts', 'deepest = 40;', 'deepest = 4_000;'),
  },
  {
    abuse: 'a text without end',
    test: [bounded, 'has an end, in every field of every action'],
    mutant: one('src/contract/fields.ts', '.max(35)\n', '\n'),
  },
  {
    abuse: 'a request that another site makes (CSRF)',
    test: [server, 'another site’s form cannot act here'],
    mutant: one(
      'src/api/http/server.ts',
      'if (theirs === undefined || theirs !== request.headers.host)',
      'if (theirs === undefined)',
    ),
  },
  {
    abuse: 'a foreign script or style in a page (stored XSS)',
    test: headers,
    mutant: one('src/api/http/safe-headers.ts', "script-src 'self';", "script-src 'self' 'unsafe-inline';"),
  },
  {
    abuse: 'a page of ours in a frame of theirs',
    test: headers,
    mutant: one('src/api/http/safe-headers.ts', "frame-ancestors 'none'", "frame-ancestors 'self'"),
  },
  {
    abuse: 'clients’ records kept in a cache',
    test: headers,
    mutant: one('src/api/http/safe-headers.ts', "  'cache-control': 'no-store',\n", ''),
  },
  {
    abuse: 'a formula in a cell of an export (CSV injection)',
    test: ['src/main/commands/import-export.test.ts', 'with cells that begin like formulas'],
    mutant: one('src/contract/csv-cells.ts', "(runsAsFormula.test(text) ? `'${text}` : text)", 'text'),
  },
  {
    abuse: 'a cell that is not exact again after import',
    test: ['src/main/commands/import-export.test.ts', 'with cells that begin like formulas'],
    mutant: one('src/contract/csv-cells.ts', '(madeHarmless.test(cell) ? cell.slice(1) : cell)', 'cell'),
  },
  {
    abuse: 'a session that lives on after signing out (token replay)',
    test: [sessions, 'is a new one at each sign-in, and over once signed out'],
    mutant: one('src/actions/session/sign-in.ts', 'await endSession(tx, tokenHash, now);\n', ''),
  },
  {
    abuse: 'a one-time code used twice',
    test: [sessions, 'a one-time code opens one door, once'],
    mutant: one('src/actions/session/sign-in.ts', 'codeStep: step,', 'codeStep: null,'),
  },
  {
    abuse: 'guessing a password without end',
    test: [sessions, 'only failures count, and after eight'],
    mutant: one('src/actions/session/sign-in.ts', 'if (count >= most) {', 'if (count >= most * 100) {'),
  },
  {
    abuse: 'back-dating contacts to raise fidelity: the moment of writing follows the day',
    test: [abuse, 'a contact of last month is kept with the moment'],
    mutant: one(
      'src/actions/contacts/log-contact.ts',
      'recorded_at: now,\n      recorded_by: actor.id,\n    };',
      'recorded_at: input.start,\n      recorded_by: actor.id,\n    };',
    ),
  },
  {
    abuse: 'exceeding a cap by parallel requests',
    test: [abuse, 'eight requests at once give nobody more than full time'],
    mutant: one(
      'src/actions/administration/edit-house.ts',
      "lockHouseRow(context.tx, 'staff', staffId),\n      fte",
      'null,\n      fte',
    ),
  },
  {
    abuse: 'one request sent several times at once',
    test: ['src/api/proofs/sent-twice.test.ts', 'on every route that makes something'],
    mutant: one(
      'src/actions/pipeline/perform.ts',
      'idempotencyKey ? tx.rows(lockKey(idempotencyKey)) : undefined',
      'idempotencyKey ? Promise.resolve(lockKey) : undefined',
    ),
  },
  {
    abuse: 'editing a signed note',
    test: ['src/actions/contacts/notes.test.ts', 'once signed is never changed'],
    mutant: one(
      'src/actions/contacts/notes.ts',
      "if (note.state === 'signed') throw conflict('note-signed-already');",
      '',
    ),
  },
  {
    abuse: 'editing a signed note behind the product’s back',
    test: ['src/actions/contacts/notes.test.ts', 'once signed is never changed'],
    mutant: one(
      'src/store/migrations/0004_care.sql',
      'create trigger signed_stays before update on notes for each row execute function app.keep_signed();',
      '',
    ),
  },
  {
    abuse: 'agreeing to what one has asked for oneself',
    test: ['src/domain/access/approvals.test.ts', 'who asked cannot agree alone'],
    mutant: one(
      'src/domain/access/approvals.ts',
      "return isOwn ? [refusal('approval-needs-another')] : [];",
      'return [];',
    ),
  },
  {
    abuse: 'a consent taken back between the queue and the sending',
    test: ['src/jobs/packages/package.test.ts', 'asked for before a consent was taken back, and made after'],
    mutant: one(
      'src/jobs/packages/make-package.ts',
      'segments = asked.segments.filter((each) => open.includes(each));',
      'segments = asked.segments;',
    ),
  },
  {
    abuse: 'a consent taken back by telephone that goes on disclosing',
    test: [disclosed, 'a consent lets out what it covers'],
    mutant: one(
      allowing,
      'if (revocation !== null && revocation.on <= on)',
      "if (revocation !== null && revocation.how === 'written' && revocation.on <= on)",
    ),
  },
  {
    abuse: 'a consent taken back by telephone that goes on opening the chart',
    test: [consents, 'a revocation by phone closes too'],
    mutant: one(
      'src/domain/consent/openings.ts',
      '  if (revocation !== null) {\n    const narrowed',
      "  if (revocation !== null && revocation.how === 'written') {\n    const narrowed",
    ),
  },
  {
    abuse: 'of two contradicting consents the wider is chosen',
    test: ['src/domain/consent/allows.test.ts', 'disclose only what both say, and say so'],
    mutant: one(allowing, 'if (other) refusals.push(', 'if (other && consents.length > 99) refusals.push('),
  },
  {
    abuse: 'a consent signed by a proxy whose paper does not reach so far',
    test: [consents, 'signed by a proxy out of scope is refused'],
    mutant: one(
      'src/domain/consent/deficiency.ts',
      "const proxy = signer.as === 'proxy' ?",
      "const proxy = signer.as === 'proxy' && signer.name === '' ?",
    ),
  },
  {
    abuse: 'a consent that beats a restriction',
    test: ['src/domain/consent/allows.test.ts', 'beats a consent'],
    mutant: one(allowing, '  if (restriction)\n', '  if (restriction && consents.length === 0)\n'),
  },
  {
    abuse: 'the paper of a consent shown to somebody who knows but half of what it speaks of',
    test: [consents, 'is shown to nobody who sees but one of the segments'],
    mutant: one('src/actions/consent/read-consent-scan.ts', 'if (!isKnownTo(context, consent)) throw notFound();', ''),
  },
  {
    abuse: 'glass broken for one person that opens another',
    test: [glass, 'opens that one person'],
    mutant: one(
      'src/domain/access/policy.ts',
      'openForNow(actor).glass.includes(facts.clientId)',
      'openForNow(actor).glass.length > 0',
    ),
  },
  {
    abuse: 'broken glass that stays open after its hour',
    test: [glass, 'reads the record for an hour'],
    mutant: one(openNow, ' and g.ends_at > ${now}::timestamptz', ''),
  },
  {
    abuse: 'glass broken from a desk that was left open',
    test: [glass, 'is asked anew who they are'],
    mutant: one(
      'src/actions/privacy/glass.ts',
      '  stepUp: true,\n  input: BreakGlassRequest',
      '  input: BreakGlassRequest',
    ),
  },
  {
    abuse: 'broken glass that opens Part 2 records without a medical emergency',
    test: [glass, 'sees Part 2 records only in a medical emergency'],
    mutant: one(openNow, ' and g.emergency_nature is not null', ''),
  },
  {
    abuse: 'glass broken that nobody is told of',
    test: [glass, 'the privacy officer and the lead worker are told at once'],
    mutant: one(
      'src/actions/privacy/glass.ts',
      "tell(tx, stamp, { kind: 'glass-broken', clientId, subjectId: id }, told, newId);",
      '',
    ),
  },
  {
    abuse: 'a byte of the sealed audit changed',
    test: [sealed, 'a byte of an entry that was changed'],
    mutant: one(
      verify,
      "if (!Buffer.from(leafHash(sha256, row.entry.bytes)).equals(row.hash)) throw found('entry-changed', row);",
      '',
    ),
  },
  {
    abuse: 'the tail of the sealed audit cut',
    test: [sealed, 'a tail that was cut'],
    mutant: one(verify, "if (headAt < chain.length) throw found(isLast() ? 'tail-cut' : 'entry-deleted');", ''),
  },
  {
    abuse: 'the tail of the sealed audit cut together with its heads, or an older copy put in its place',
    test: [sealed, 'a tail that was cut'],
    mutant: one(verify, "if (kept && kept.size > tree.size) throw found('older-copy');", ''),
  },
  {
    abuse: 'entries of the sealed audit exchanged between two agencies',
    test: [sealed, 'an entry given to another agency, and two exchanged'],
    // Each of three looks finds it: all of them must be away.
    mutant: [
      {
        file: verify,
        from: "if (!Buffer.from(leafHash(sha256, row.entry.bytes)).equals(row.hash)) throw found('entry-changed', row);",
        to: '',
      },
      { file: verify, from: "if (before && !isAfter(row, before)) throw found('entries-reordered', row);", to: '' },
      {
        file: verify,
        from: "if (head.root !== root()) throw found('root-differs', first?.row, first?.position);",
        to: '',
      },
    ],
  },
  {
    abuse: 'a head of the audit written without the key',
    test: [sealed, 'a head that was written by somebody without the key'],
    mutant: one(verify, "if (!isGenuine(key, head)) throw found('head-forged');", ''),
  },
  {
    abuse: 'a file that leaves past the log of disclosures',
    test: ['src/api/proofs/ways-out.test.ts', 'passes the log, on every route the server has'],
    mutant: one(theDoor, '  if (clients.length > 0)\n', '  if (clients.length > 99)\n'),
  },
  {
    abuse: 'a disclosure whose basis rests on nothing',
    test: ['src/actions/disclosures/disclosures.test.ts', 'is refused without its grounds'],
    mutant: one(theDoor, '  allow(whyNotDisclose(asked, today));\n', ''),
  },
  {
    abuse: 'a disclosure on a consent that nobody gave',
    test: [disclosed, 'without a consent nothing goes'],
    mutant: [
      { file: theDoor, from: "if (basis !== 'consent') {", to: "if (basis !== 'mistake') {" },
      {
        file: disclosing,
        from: "if (carries === 'consented') return false;",
        to: "if (carries === 'consented') return true;",
      },
    ],
  },
  {
    abuse: 'Part 2 records that go out for treatment without a consent',
    test: [disclosed, 'for treatment the general record goes'],
    mutant: one(
      disclosing,
      "return segment === 'general' || (carries === 'part2' && segment === 'part2');",
      "return segment === 'general' || segment === 'part2';",
    ),
  },
  {
    abuse: 'Part 2 records that go out without the notice that must go along',
    test: [disclosed, 'a consent lets out what it covers'],
    mutant: one(theDoor, "isPart2: segments.includes('part2'),", 'isPart2: false,'),
  },
  {
    abuse: 'Part 2 records of many that one person alone lets out',
    test: [disclosed, 'stay out while one person alone wants it'],
    mutant: one(
      'src/domain/disclosure/bulk.ts',
      "const { state, decidedOn, hasBegun } = agreed;\n  if (state !== 'approved' || decidedOn === null)",
      "const { state, hasBegun, decidedOn: on } = agreed;\n  const decidedOn = on ?? today;\n  if (state === 'declined')",
    ),
  },
];
