import pg from 'pg';
import { brokenGates } from '../../src/platform/database/gates.ts';
import type { Cell } from './cells.ts';
import { inventory } from './inventory.ts';
import type { Landscape } from './landscape.ts';
import { MatrixRunner, type Standpoint } from './matrix-runner.ts';
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
  /** Where a fault was noticed, the last place last: a fault like it is most often noticed there too. */
  private readonly noticedAt = new Set<string>();

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
    if (await this.isMismatched(mutant, runner)) return 'the matrix';
    if ((await inventory(server)).mismatches.length > 0) return 'the inventory';
    if ((await brokenGates(server)).length > 0) return 'the gates';
    return undefined;
  }

  /** The doors of the faulty function itself are tried everywhere before anything else is. */
  private async isMismatched({ at, cells, subject }: Mutant, runner: MatrixRunner): Promise<boolean> {
    const recency = new Map([...this.noticedAt].map((place, nth) => [place, nth + 1]));
    const rank = (place: Standpoint): number => recency.get(nameOf(place)) ?? 0;
    const promising = [...at].sort((a, b) => rank(b) - rank(a));
    const itsOwn = (place: Standpoint): Cell[] => cells(place).filter(({ table }) => table === subject);
    const hasDoors = subject !== undefined && itsOwn(promising[0]!).length > 0;
    for (const looked of hasDoors ? [itsOwn, cells] : [cells]) {
      const { mismatches, last } = await runner.run(promising, looked, true);
      if (mismatches.length === 0) continue;
      this.noticedAt.delete(nameOf(last!));
      this.noticedAt.add(nameOf(last!));
      return true;
    }
    return false;
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

const nameOf = ({ person, place, role }: Standpoint): string =>
  [person.name, role, place.coalition, place.network, place.board].join('|');
