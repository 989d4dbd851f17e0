import { parseArgs } from 'node:util';
import { emailKey } from '../identity/emails.ts';
import { invitationUrl } from '../identity/invitation-mail.ts';
import { digestOf, INVITATION_DAYS, newSecret } from '../identity/tokens.ts';
import { loadConfig } from '../platform/config.ts';
import { Language } from '../platform/language.ts';
import { withDatabase } from './database.ts';
import type { Command } from './registry.ts';

/** The first of all invitations, which nobody is there to send. */
export const invitePlatformAdmin: Command = {
  name: 'invite-platform-admin',
  summary: 'invite the person who creates the networks',
  help: [
    'Usage: npm run registry -- invite-platform-admin <e-mail address>',
    '',
    'Prints a link that begins with PUBLIC_URL, and its token: single use, good for seven days. Uses',
    'DATABASE_MIGRATOR_URL, or the embedded database of DATA_DIR where that is not set.',
  ].join('\n'),
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [email] = positionals;
    if (positionals.length !== 1 || !email || !/^[^\s@]+@[^\s@]+$/.test(email)) {
      throw new Error('Give one e-mail address: npm run registry -- invite-platform-admin ada@example.org');
    }
    const token = newSecret();
    const config = loadConfig();
    await withDatabase(config, async ({ client }) => {
      await client.query(
        `insert into access.invitations (digest, email, email_key, role, expires_at)
         values ($1, $2, $3, 'PLATFORM_ADMIN', now() + make_interval(days => $4))`,
        [digestOf(token), email, emailKey(email), INVITATION_DAYS],
      );
    });
    console.log(
      `${email} accepts within ${INVITATION_DAYS} days, at ${invitationUrl(config.publicUrl, Language.EN, token)}\nor with the mutation acceptInvitation and this token:\n${token}`,
    );
  },
};
