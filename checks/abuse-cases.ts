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
];
