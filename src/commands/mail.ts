import { parseArgs } from 'node:util';
import type pg from 'pg';
import { loadConfig } from '../platform/config.ts';
import { withDatabase } from './database.ts';
import type { Command } from './registry.ts';

const USAGE = 'npm run registry -- mail dead-letters, or npm run registry -- mail retry <id>';

/** For whoever runs the mail server, when it is mended. */
export const mail: Command = {
  name: 'mail',
  summary: 'list mails that could not be delivered, and try one again',
  help: [
    'Usage: npm run registry -- mail dead-letters',
    '       npm run registry -- mail retry <id>',
    '',
    'Lists each dead letter with the id that retry takes, never what is in it. One that is older than seven days has',
    'no text any more: whoever sent it sends it again. Uses DATABASE_MIGRATOR_URL, or the embedded database of',
    'DATA_DIR where that is not set.',
  ].join('\n'),
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [what, id, ...more] = positionals;
    if (what === 'dead-letters' && id === undefined)
      return withDatabase(loadConfig(), ({ client }) => list(client));
    if (what !== 'retry' || id === undefined || more.length > 0) throw new Error(`Give one of: ${USAGE}`);
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      throw new Error('Give the id of a dead letter, as npm run registry -- mail dead-letters shows it.');
    return withDatabase(loadConfig(), ({ client }) => retry(client, id));
  },
};

interface Row {
  id: string;
  recipient: string;
  subject: string;
  attempts: number;
  failure: string;
  dead_at: Date;
  kept: boolean;
}

async function list(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Row>(
    `select id, recipient, subject, attempts, failure, dead_at, body <> '' as kept from access.mails
     where dead_at is not null order by dead_at desc, id limit 200`,
  );
  if (rows.length === 0) console.log('There are no dead letters.');
  for (const row of rows) {
    console.log(
      [
        `${row.id}  ${row.dead_at.toISOString()}  ${row.recipient}`,
        `  ${row.subject}${row.kept ? '' : ' (its text is gone)'}`,
        `  after ${row.attempts} attempts: ${row.failure}`,
      ].join('\n'),
    );
  }
}

async function retry(client: pg.Client, id: string): Promise<void> {
  const { rows } = await client.query<{ recipient: string }>(
    `update access.mails set dead_at = null, attempts = 0, next_attempt_at = now()
     where id = $1 and dead_at is not null and body <> '' returning recipient`,
    [id],
  );
  if (!rows[0])
    throw new Error(
      'No dead letter with this id has its text still. If it is older than seven days, have it sent again by whoever sent it.',
    );
  console.log(`The mail to ${rows[0].recipient} is tried again within a second or two by a running server.`);
}
