// What a copy of the record says by code has its words: asked of the rules the database keeps for its codes.
import pg from 'pg';
import { expect, test } from 'vitest';
import { packageKinds } from '#store/package/kinds.ts';
import { testDatabase } from '#store/postgres/test-database.ts';
import { languages, sentence } from '#words/catalogue.ts';

test('the copy of the record has a word in both languages for every kind, column and code in it', async () => {
  const database = await testDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const missing: string[] = [];
  const ask = (key: string) => {
    for (const language of languages) if (sentence(language, key) === key) missing.push(`${language} ${key}`);
  };
  for (const { name, table, fields } of packageKinds) {
    ask(`record.kind.${name}`);
    ask(`record.one.${name}`);
    const { rows } = await owner.query<{ rule: string }>(
      `select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [table],
    );
    for (const [column, shown] of Object.entries(fields)) {
      ask(`record.field.${column.replaceAll('_', '-')}`);
      const [how, prefix] = shown.split(':');
      if (how !== 'code') continue;
      const rule = rows.find((each) => each.rule.startsWith(`CHECK ((${column} = ANY`))?.rule ?? '';
      for (const [, value] of rule.matchAll(/'([^']+)'::text/g)) ask(`${prefix}.${value}`);
    }
  }
  await owner.end();
  await database.close();
  expect(missing).toEqual([]);
});
