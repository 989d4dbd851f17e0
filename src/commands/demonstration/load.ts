import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { BoardsService } from '../../boards/boards.service.ts';
import { ProfilesService } from '../../coalitions/profiles.service.ts';
import { WorkspacesService } from '../../coalitions/workspaces.service.ts';
import { defaultTerms } from '../../networks/default-terms.ts';
import type { GoalInput } from '../../networks/goal.inputs.ts';
import { GoalsService } from '../../networks/goals.service.ts';
import { NetworkAdministration } from '../../networks/network-administration.service.ts';
import type { ReadyConfig } from '../../platform/config.ts';
import { TenantDb } from '../../platform/database/tenant-db.ts';
import { globalId } from '../../platform/graphql/ids.ts';
import { PublishingService } from '../../publishing/publishing.service.ts';
import { StrategiesService } from '../../strategies/strategies.service.ts';
import type { SaveStrategyInput } from '../../strategies/strategy.inputs.ts';
import {
  type DemonstrationAccount,
  type PlannedAccount,
  plannedAccounts,
  readAccounts,
  writeAccounts,
} from './accounts.ts';
import type { DemonstrationCoalition, DemonstrationNetwork } from './demonstration.types.ts';
import { demonstrationNetworks } from './networks/index.ts';
import { DemonstrationPeople } from './people.ts';
import { addPublishedFrameworks } from './published-frameworks.ts';

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
    // Of several servers that start at once one loads it; the others find its accounts.
    await client.query(`select pg_advisory_lock(hashtext('registry demonstration'))`);
    if (readAccounts(config.dataDir)) return;
    await new Demonstration(app, config, client).load();
  } finally {
    await client.end();
  }
}

class Demonstration {
  private readonly people: DemonstrationPeople;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly config: ReadyConfig,
    private readonly client: pg.Client,
  ) {
    this.people = new DemonstrationPeople(app.get(TenantDb), client);
  }

  async load(): Promise<void> {
    const accounts = plannedAccounts(demonstrationNetworks);
    for (const account of accounts) await this.people.add(account);
    await this.people.grant(accounts[0]!);
    for (const network of demonstrationNetworks) {
      await this.addNetwork(
        network,
        accounts[0]!,
        accounts.filter((account) => account.network === network.slug),
      );
    }
    const admins = accounts.filter(({ role }) => role === 'NETWORK_ADMIN');
    await addPublishedFrameworks(this.app, this.people, accounts[0]!, admins);
    const written: DemonstrationAccount[] = [];
    for (const { email, role, network, coalition, board } of accounts) {
      const password = this.people.passwords.get(email)!;
      const [inCoalition, onBoard] = [
        await this.place('coalitions', network, coalition),
        await this.place('boards', network, board),
      ];
      written.push({
        ...{ email, password, role, network },
        coalitionId: inCoalition ? globalId('Coalition', inCoalition.network_id, inCoalition.id) : null,
        boardId: onBoard ? globalId('Board', onBoard.network_id, onBoard.id) : null,
      });
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
      await this.people.as(platformAdmin, 'createNetwork', (ctx) =>
        administration.create(ctx, { slug, name, states, description }),
      );
    }
    const ofTheNetwork = accounts.filter(({ coalition, board }) => coalition === null && board === null);
    for (const account of ofTheNetwork) await this.people.grant(account);
    const admin = accounts.find(({ role }) => role === 'NETWORK_ADMIN')!;
    await this.people.as(admin, 'updateNetwork', (ctx) =>
      administration.update(ctx, { network: slug, contact, license }),
    );
    const terms = defaultTerms(slug);
    for (const taxonomy of new Set(terms.map((term) => term.taxonomy))) {
      const list = terms.filter((term) => term.taxonomy === taxonomy);
      await this.people.as(admin, 'saveTerms', (ctx) =>
        administration.saveTerms(ctx, { network: slug, taxonomy, terms: list }),
      );
    }
    await this.saveGoals(slug, goals as GoalInput[], admin);
    await this.addBoard(network, admin, accounts);
    for (const coalition of network.coalitions) {
      await this.addCoalition(
        slug,
        coalition,
        admin,
        accounts.filter((account) => account.coalition === coalition.slug),
      );
    }
  }

  private async addBoard(
    { slug: network, board }: DemonstrationNetwork,
    admin: PlannedAccount,
    accounts: PlannedAccount[],
  ): Promise<void> {
    const { slug, name, description } = board;
    if (!(await this.place('boards', network, slug))) {
      await this.people.as(admin, 'createBoard', (ctx) =>
        this.app.get(BoardsService).create(ctx, { network, slug, name, description }),
      );
    }
    for (const account of accounts.filter((each) => each.board === slug)) await this.people.grant(account);
  }

  private async saveGoals(network: string, goals: GoalInput[], admin: PlannedAccount): Promise<void> {
    const { rows: saved } = await this.client.query(
      'select from reference.networks where slug = $1 and framework_version > 0',
      [network],
    );
    if (saved.length > 0) return;
    const reason = 'First publication of the framework';
    await this.people.as(admin, 'saveGoals', (ctx) =>
      this.app.get(GoalsService).save(ctx, { network, expectedFrameworkVersion: 0, goals, reason }),
    );
  }

  private async addCoalition(
    network: string,
    coalition: DemonstrationCoalition,
    admin: PlannedAccount,
    members: PlannedAccount[],
  ): Promise<void> {
    const { slug, name, kindCode } = coalition;
    if (!(await this.place('coalitions', network, slug))) {
      const input = { network, name, slug, kindCode };
      await this.people.as(admin, 'createCoalition', (ctx) =>
        this.app.get(WorkspacesService).create(ctx, input, true),
      );
    }
    for (const member of members) await this.people.grant(member);
    const place = (await this.place('coalitions', network, slug))!;
    await this.client.query('update access.coalitions set claimed = true where id = $1', [place.id]);
    await this.publish(globalId('Coalition', place.network_id, place.id), place.id, coalition, members);
  }

  /** Goes on where an earlier attempt was interrupted. */
  private async publish(
    coalitionId: string,
    key: string,
    { profile, strategy }: DemonstrationCoalition,
    members: PlannedAccount[],
  ): Promise<void> {
    const lead = members.find(({ role }) => role === 'LEAD')!;
    const { published, profiles, strategies } = await this.state(key);
    if (published) return;
    if (profiles === 1) {
      const input = { coalitionId, expectedRevision: 1, ...(profile as object) };
      await this.people.as(lead, 'updateProfile', (ctx) => this.app.get(ProfilesService).update(ctx, input));
    }
    if (strategies === null) {
      const input = { coalitionId, expectedRevision: 0, ...strategy } as SaveStrategyInput;
      await this.people.as(lead, 'saveStrategy', (ctx) => this.app.get(StrategiesService).save(ctx, input));
    }
    const publishing = this.app.get(PublishingService);
    const { profiles: revision } = await this.state(key);
    await this.people.as(lead, 'verifyProfile', (ctx) =>
      publishing.verify(ctx, { coalitionId, expectedRevision: revision }),
    );
    const { rationale } = strategy;
    await this.people.as(lead, 'publishCoalition', (ctx) =>
      publishing.publish(ctx, {
        ...{ coalitionId, expectedProfileRevision: revision, expectedStrategyRevision: 1, rationale },
      }),
    );
  }

  private async state(
    coalitionId: string,
  ): Promise<{ profiles: number; strategies: number | null; published: boolean }> {
    const { rows } = await this.client.query<{
      profiles: number;
      strategies: number | null;
      published: boolean;
    }>(
      `select p.revision as profiles, s.revision as strategies, c.id is not null as published
       from private.profiles p left join private.strategies s using (coalition_id)
       left join published.coalitions c on c.network_id = p.network_id and c.id = p.coalition_id
       where p.coalition_id = $1`,
      [coalitionId],
    );
    return rows[0]!;
  }

  private async place(
    kind: 'coalitions' | 'boards',
    network: string | null,
    slug: string | null,
  ): Promise<{ id: string; network_id: string } | undefined> {
    const { rows } = await this.client.query<{ id: string; network_id: string }>(
      `select c.id, c.network_id from access.${kind} c join reference.networks n on n.id = c.network_id
       where n.slug = $1 and c.slug = $2`,
      [network, slug],
    );
    return rows[0];
  }
}
