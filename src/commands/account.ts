import type pg from 'pg';
import { emailKey } from '../identity/emails.ts';
import { digestOf, newSecret } from '../identity/tokens.ts';
import type { TenantDb } from '../platform/database/tenant-db.ts';
import type { Viewer } from '../platform/viewer.ts';

/** Somebody in whose name a command works, with their rights and no others. */
export class Account {
  private constructor(
    readonly id: string,
    private readonly db: TenantDb,
  ) {}

  static async find(client: pg.Client, db: TenantDb, email: string): Promise<Account> {
    const { rows } = await client.query<{ id: string }>(
      'select id from access.accounts where email_key = $1 and disabled_at is null',
      [emailKey(email)],
    );
    if (!rows[0]) throw new Error(`There is no account of ${email}.`);
    return new Account(rows[0].id, db);
  }

  /** A session for the time of the work. */
  async signedIn<T>(work: (viewer: Viewer) => Promise<T>): Promise<T> {
    const [session] = await this.db.record<{ id: string }>(
      'command_session',
      `select access.open_session($1, $2, interval '1 day', interval '1 day') as id`,
      [this.id, digestOf(newSecret())],
    );
    const viewer = { accountId: this.id, sessionId: session!.id };
    try {
      return await work(viewer);
    } finally {
      await this.db.record('end_session', 'select access.end_session($1) as ended', [viewer.sessionId]);
    }
  }
}
