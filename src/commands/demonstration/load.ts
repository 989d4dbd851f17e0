import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { ProfilesService } from '../../coalitions/profiles.service.ts';
import { WorkspacesService } from '../../coalitions/workspaces.service.ts';
import { emailKey } from '../../identity/emails.ts';
import { hashPassword } from '../../identity/passwords.ts';
import { digestOf, newSecret } from '../../identity/tokens.ts';
import { defaultTerms } from '../../networks/default-terms.ts';
import type { GoalInput } from '../../networks/goal.inputs.ts';
import { GoalsService } from '../../networks/goals.service.ts';
import { NetworkAdministration } from '../../networks/network-administration.service.ts';
import type { ReadyConfig } from '../../platform/config.ts';
import { TenantDb } from '../../platform/database/tenant-db.ts';
import type { RequestContext } from '../../platform/graphql/ctx.ts';
import { globalId } from '../../platform/graphql/ids.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { PublishingService } from '../../publishing/publishing.service.ts';
import {
  type DemonstrationAccount,
  newPassword,
  type PlannedAccount,
  plannedAccounts,
  readAccounts,
  writeAccounts,
} from './accounts.ts';
import type { DemonstrationCoalition, DemonstrationNetwork } from './demonstration.types.ts';
import { demonstrationNetworks } from './networks/index.ts';

/** Loads the demonstration once, through the same services as everybody, as accounts that the history shows. */
export async function loadDemonstration(
  app: INestApplicationContext,
  config: ReadyConfig,
  migratorUrl: string | undefined,
): Promise<void> {
  if (readAccounts(config.dataDir)) return;
  if (!migratorUrl)
    throw new Error('DEMO=on needs DATABASE_MIGRATOR_URL, to add the demonstration accounts.');
  const client = new pg.Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    await new Demonstration(app, config, client).load();
  } finally {
    await client.end();
  }
}

class Demonstration {
  private readonly db: TenantDb;
  private readonly passwords = new Map<string, string>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly config: ReadyConfig,
    private readonly client: pg.Client,
  ) {
    this.db = app.get(TenantDb);
  }

  async load(): Promise<void> {
    const accounts = plannedAccounts(demonstrationNetworks);
    for (const account of accounts) await this.addAccount(account);
    await this.grant(accounts[0]!);
    for (const network of demonstrationNetworks) {
      await this.addNetwork(
        network,
        accounts[0]!,
        accounts.filter((account) => account.network === network.slug),
      );
    }
    const written: DemonstrationAccount[] = [];
    for (const { email, role, network, coalition } of accounts) {
      const place = await this.coalitionPlace(network, coalition);
      const coalitionId = place ? globalId('Coalition', place.network_id, place.id) : null;
      written.push({ email, password: this.passwords.get(email)!, role, network, coalitionId });
    }
    writeAccounts(this.config.dataDir, written);
  }

  private async addNetwork(
    network: DemonstrationNetwork,
    platformAdmin: PlannedAccount,
    accounts: PlannedAccount[],
  ): Promise<void> {
    const { slug, name, states, description, contact, license, goals } = network;
    const administration = this.app.get(NetworkAdministration);
    const { rows: existing } = await this.client.query('select from reference.networks where slug = $1', [
      slug,
    ]);
    if (existing.length === 0) {
      await this.as(platformAdmin, 'createNetwork', (ctx) =>
        administration.create(ctx, { slug, name, states, description }),
      );
    }
    for (const account of accounts.filter(({ coalition }) => coalition === null)) await this.grant(account);
    const admin = accounts.find(({ role }) => role === 'NETWORK_ADMIN')!;
    await this.as(admin, 'updateNetwork', (ctx) =>
      administration.update(ctx, { network: slug, contact, license }),
    );
    const terms = defaultTerms(slug);
    for (const taxonomy of new Set(terms.map((term) => term.taxonomy))) {
      const list = terms.filter((term) => term.taxonomy === taxonomy);
      await this.as(admin, 'saveTerms', (ctx) =>
        administration.saveTerms(ctx, { network: slug, taxonomy, terms: list }),
      );
    }
    await this.saveGoals(slug, goals as GoalInput[], admin);
    for (const coalition of network.coalitions) {
      await this.addCoalition(
        slug,
        coalition,
        admin,
        accounts.filter((account) => account.coalition === coalition.slug),
      );
    }
  }

  private async saveGoals(network: string, goals: GoalInput[], admin: PlannedAccount): Promise<void> {
    const { rows: saved } = await this.client.query(
      'select from reference.networks where slug = $1 and framework_version > 0',
      [network],
    );
    if (saved.length > 0) return;
    const reason = 'First publication of the framework';
    await this.as(admin, 'saveGoals', (ctx) =>
      this.app.get(GoalsService).save(ctx, { network, expectedFrameworkVersion: 0, goals, reason }),
    );
  }

  private async addCoalition(
    network: string,
    { slug, name, kindCode, profile }: DemonstrationCoalition,
    admin: PlannedAccount,
    members: PlannedAccount[],
  ): Promise<void> {
    if (!(await this.coalitionPlace(network, slug))) {
      const input = { network, name, slug, kindCode };
      await this.as(admin, 'createCoalition', (ctx) =>
        this.app.get(WorkspacesService).create(ctx, input, true),
      );
    }
    for (const member of members) await this.grant(member);
    const place = (await this.coalitionPlace(network, slug))!;
    await this.client.query('update access.coalitions set claimed = true where id = $1', [place.id]);
    const lead = members.find(({ role }) => role === 'LEAD')!;
    const coalitionId = globalId('Coalition', place.network_id, place.id);
    const revision = await this.revision(place.id);
    if (revision > 1) return;
    await this.as(lead, 'updateProfile', (ctx) =>
      this.app
        .get(ProfilesService)
        .update(ctx, { coalitionId, expectedRevision: revision, ...(profile as object) }),
    );
    const publishing = this.app.get(PublishingService);
    await this.as(lead, 'verifyProfile', (ctx) =>
      publishing.verify(ctx, { coalitionId, expectedRevision: revision + 1 }),
    );
    await this.as(lead, 'publishCoalition', (ctx) =>
      publishing.publish(ctx, {
        coalitionId,
        expectedProfileRevision: revision + 1,
        rationale: 'First publication',
      }),
    );
  }

  private async as<T>(
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

  private async addAccount({ email, displayName }: PlannedAccount): Promise<void> {
    const password = newPassword();
    this.passwords.set(email, password);
    await this.client.query(
      `insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $2, $3, $4)
       on conflict (email_key) do update set password_hash = excluded.password_hash`,
      [email, emailKey(email), displayName, await hashPassword(password)],
    );
  }

  private async grant({ email, role, network, coalition }: PlannedAccount): Promise<void> {
    await this.client.query(
      `insert into access.memberships (account_id, role, coalition_id, network_id)
       select a.id, $2, c.id, case when $4::text is null then n.id end
       from access.accounts a
       left join reference.networks n on n.slug = $3
       left join access.coalitions c on c.network_id = n.id and c.slug = $4
       where a.email_key = $1 on conflict do nothing`,
      [emailKey(email), role, network, coalition],
    );
  }

  private async accountId(email: string): Promise<string> {
    const { rows } = await this.client.query<{ id: string }>(
      'select id from access.accounts where email_key = $1',
      [emailKey(email)],
    );
    return rows[0]!.id;
  }

  private async revision(coalitionId: string): Promise<number> {
    const { rows } = await this.client.query<{ revision: number }>(
      'select revision from private.profiles where coalition_id = $1',
      [coalitionId],
    );
    return rows[0]!.revision;
  }

  private async coalitionPlace(
    network: string | null,
    slug: string | null,
  ): Promise<{ id: string; network_id: string } | undefined> {
    const { rows } = await this.client.query<{ id: string; network_id: string }>(
      `select c.id, c.network_id from access.coalitions c join reference.networks n on n.id = c.network_id
       where n.slug = $1 and c.slug = $2`,
      [network, slug],
    );
    return rows[0];
  }
}
