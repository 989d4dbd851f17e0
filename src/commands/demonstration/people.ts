import type pg from 'pg';
import { emailKey } from '../../identity/emails.ts';
import { hashPassword } from '../../identity/passwords.ts';
import { digestOf, newSecret } from '../../identity/tokens.ts';
import type { TenantDb } from '../../platform/database/tenant-db.ts';
import type { RequestContext } from '../../platform/graphql/ctx.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { newPassword, type PlannedAccount } from './accounts.ts';

/** The accounts of the demonstration, and acting as one of them: the history then shows who. */
export class DemonstrationPeople {
  readonly passwords = new Map<string, string>();

  constructor(
    private readonly db: TenantDb,
    private readonly client: pg.Client,
  ) {}

  async add({ email, displayName }: PlannedAccount): Promise<void> {
    const password = newPassword();
    this.passwords.set(email, password);
    await this.client.query(
      `insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $2, $3, $4)
       on conflict (email_key) do update set password_hash = excluded.password_hash`,
      [email, emailKey(email), displayName, await hashPassword(password)],
    );
  }

  async grant({ email, role, network, coalition, board }: PlannedAccount): Promise<void> {
    await this.client.query(
      `insert into access.memberships (account_id, role, coalition_id, network_id, board_id)
       select a.id, $2, c.id, case when coalesce($4::text, $5) is null then n.id end, b.id
       from access.accounts a
       left join reference.networks n on n.slug = $3
       left join access.coalitions c on c.network_id = n.id and c.slug = $4
       left join access.boards b on b.network_id = n.id and b.slug = $5
       where a.email_key = $1 on conflict do nothing`,
      [emailKey(email), role, network, coalition, board],
    );
  }

  async as<T>(
    account: PlannedAccount,
    action: string,
    work: (ctx: RequestContext) => Promise<T>,
  ): Promise<T> {
    const accountId = await this.accountId(account.email);
    const [session] = await this.db.record<{ id: string }>(
      'demonstration_session',
      `select access.open_session($1, $2, interval '1 hour', interval '1 hour') as id`,
      [accountId, digestOf(newSecret())],
    );
    const viewer: Viewer = { accountId, sessionId: session!.id };
    try {
      return await this.db.run(viewer, 'write', action, work);
    } finally {
      await this.db.record('end_session', 'select access.end_session($1) as ended', [viewer.sessionId]);
    }
  }

  private async accountId(email: string): Promise<string> {
    const { rows } = await this.client.query<{ id: string }>(
      'select id from access.accounts where email_key = $1',
      [emailKey(email)],
    );
    return rows[0]!.id;
  }
}
