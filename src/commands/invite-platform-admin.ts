import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { emailKey } from '../identity/emails.ts';
import { digestOf, INVITATION_DAYS, newSecret } from '../identity/tokens.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts';
import type { Command } from './registry.ts';

/** The first of all invitations, which nobody is there to send. */
export const invitePlatformAdmin: Command = {
  name: 'invite-platform-admin',
  summary: 'invite the person who creates the networks',
  help: [
    'Usage: npm run registry -- invite-platform-admin <e-mail address>',
    '',
    'Prints a token for the mutation acceptInvitation: single use, good for seven days. Uses DATABASE_MIGRATOR_URL,',
    'or the embedded database of DATA_DIR where that is not set.',
  ].join('\n'),
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [email] = positionals;
    if (positionals.length !== 1 || !email || !/^[^\s@]+@[^\s@]+$/.test(email)) {
      throw new Error('Give one e-mail address: npm run registry -- invite-platform-admin ada@example.org');
    }
    const token = newSecret();
    await withMigrator(loadConfig(), (client) =>
      client.query(
        `insert into access.invitations (digest, email, email_key, role, expires_at)
         values ($1, $2, $3, 'PLATFORM_ADMIN', now() + make_interval(days => $4))`,
        [digestOf(token), email, emailKey(email), INVITATION_DAYS],
      ),
    );
    console.log(
      `${email} accepts with the mutation acceptInvitation and this token, within ${INVITATION_DAYS} days:\n${token}`,
    );
  },
};

async function withMigrator(config: Config, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const directory = join(config.dataDir, 'postgres');
  const embedded = config.databaseMigratorUrl ? undefined : await startEmbeddedPostgres(directory);
  const url =
    config.databaseMigratorUrl ??
    embedded!.url(
      'registry',
      'registry_migrator',
      readFileSync(join(directory, 'migrator.secret'), 'utf8').trim(),
    );
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
    // One that was running already is in use by a server.
    if (embedded && !embedded.adopted) await embedded.stop();
  }
}
