import type { TestDatabase } from '../../support/database.ts';

/**
 * What is stored of a person and told to nobody else by the API, though to them in the file of their own data: rows by
 * table, and which are theirs, said by hand.
 */
const OWN_ROWS: Record<string, string> = {
  'access.imports': 't.account_id = $1',
  'access.account_tokens': 't.account_id = $1',
  'audit.events': '$1 in (t.account_id, t.about)',
};

/** The canaries in them, and the ids of the rows themselves. */
export async function ownWords(database: TestDatabase, account: string): Promise<string[]> {
  const words: string[] = [];
  for (const [table, theirs] of Object.entries(OWN_ROWS)) {
    const rows = await database.rows<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where ${theirs}`,
      [account],
    );
    for (const { row } of rows) {
      words.push(...[...JSON.stringify(row).matchAll(/cnry\d{6}yrnc/g)].map(([word]) => word));
      if (typeof row['id'] === 'string') words.push(row['id']);
    }
  }
  return words;
}
