import pg from 'pg';
import { brokenGates } from '../../src/platform/database/gates.ts';
import { inventory } from './inventory.ts';
import type { Landscape } from './landscape.ts';
import { MatrixRunner } from './matrix-runner.ts';
import type { Mutant } from './mutants.ts';

type Killer = 'the matrix' | 'the inventory' | 'the gates';

/** Makes each fault in a copied database and looks who notices it. */
export class Mutation {
  readonly killed = new Map<Killer, number>([
    ['the matrix', 0],
    ['the inventory', 0],
    ['the gates', 0],
  ]);
  readonly survivors: string[] = [];

  constructor(private readonly landscape: Landscape) {}

  /** `harmless` must survive, at the end: a test that calls everything a fault finds all of them. */
  async run(mutants: readonly Mutant[], harmless: Mutant): Promise<void> {
    await this.inCopy(async (admin, runner, server) => {
      for (const mutant of mutants) {
        if (mutant.undo === undefined) continue;
        await this.judge(mutant, admin, runner, server);
        await admin.query(mutant.undo);
      }
      await admin.query(harmless.sql);
      const killer = await this.killerOf(harmless, runner, server);
      if (killer) throw new Error(`${killer} takes what is harmless for a fault: ${harmless.name}`);
    });
    for (const mutant of mutants.filter(({ undo }) => undo === undefined)) {
      await this.inCopy((...connections) => this.judge(mutant, ...connections));
    }
  }

  get summary(): string {
    const killed = [...this.killed.values()].reduce((sum, n) => sum + n, 0);
    const by = [...this.killed].map(([killer, n]) => `${n} by ${killer}`).join(', ');
    return `killed ${killed} of ${killed + this.survivors.length} mutants (${by})`;
  }

  private async judge(
    mutant: Mutant,
    admin: pg.Client,
    runner: MatrixRunner,
    server: pg.Client,
  ): Promise<void> {
    await admin.query(mutant.sql);
    const killer = await this.killerOf(mutant, runner, server);
    if (killer) this.killed.set(killer, this.killed.get(killer)! + 1);
    else this.survivors.push(mutant.name);
  }

  private async killerOf(
    mutant: Mutant,
    runner: MatrixRunner,
    server: pg.Client,
  ): Promise<Killer | undefined> {
    const { mismatches } = await runner.run(mutant.at, mutant.cells, true);
    if (mismatches.length > 0) return 'the matrix';
    if ((await inventory(server)).mismatches.length > 0) return 'the inventory';
    if ((await brokenGates(server)).length > 0) return 'the gates';
    return undefined;
  }

  private async inCopy(
    work: (admin: pg.Client, runner: MatrixRunner, server: pg.Client) => Promise<void>,
  ): Promise<void> {
    const { database, census } = await this.landscape.copy();
    const admin = new pg.Client({ connectionString: database.adminUrl });
    const server = new pg.Client({ connectionString: database.serverUrl });
    const runner = await MatrixRunner.connect(database.serverUrl, census);
    try {
      await admin.connect();
      await server.connect();
      await work(admin, runner, server);
    } finally {
      await Promise.allSettled([admin.end(), server.end(), runner.end()]);
      await database.drop();
    }
  }
}
