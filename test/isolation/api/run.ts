import type { GraphQLSchema } from 'graphql';
import { TestApp } from '../../support/app.ts';
import type { TestDatabase } from '../../support/database.ts';
import { Calling } from './calling.ts';
import { Checksums } from './checksums.ts';
import { Cursors } from './cursors.ts';
import { Findings } from './findings.ts';
import { Ids } from './ids.ts';
import { Mutating } from './mutating.ts';
import { runningSchema } from './paths.ts';
import { Positions } from './positions.ts';
import { type Principal, principals } from './principals.ts';
import { Reading } from './reads.ts';
import { Routing } from './routing.ts';
import { type Beforehand, lookBeforehand } from './target.ts';
import { Variants } from './variants.ts';
import type { World } from './world.ts';

/** A server on a copy of the world, and everything that is asked of it. */
export class Run {
  private constructor(
    readonly database: TestDatabase,
    readonly app: TestApp,
    readonly calling: Calling,
    readonly schema: GraphQLSchema,
    readonly checksums: Checksums,
    readonly before: Beforehand,
    private readonly world: World,
  ) {}

  static async start(world: World): Promise<Run> {
    const database = await world.copy();
    const app = await TestApp.start({}, database);
    const calling = await Calling.at(app);
    const [schema, before] = [await runningSchema(app), await lookBeforehand(database)];
    const checksums = await Checksums.over(database.adminUrl);
    return new Run(database, app, calling, schema, checksums, before, world);
  }

  async end(): Promise<void> {
    this.calling.end();
    await this.checksums.end();
    await this.app.stop();
    await this.database.drop();
  }

  findings(): Findings {
    return new Findings(this.world.canaries);
  }

  async reads(
    findings: Findings,
    share?: number,
    people: readonly Principal[] = principals,
    wanted?: Parameters<Reading['run']>[3],
  ): Promise<Reading> {
    const reading = new Reading(this.calling, findings);
    await reading.run(this.schema, people, share, wanted);
    return reading;
  }

  async variants(
    findings: Findings,
    share?: number,
    people: readonly Principal[] = principals,
  ): Promise<Variants> {
    const variants = new Variants(this.calling, this.world.canaries, findings);
    await variants.run(this.schema, people, share);
    return variants;
  }

  async cursors(
    findings: Findings,
    share?: number,
    people: readonly Principal[] = principals,
  ): Promise<Cursors> {
    const cursors = new Cursors(this.calling, findings);
    await cursors.run(this.schema, people, share);
    return cursors;
  }

  async ids(findings: Findings, people: readonly Principal[] = principals): Promise<void> {
    await new Ids(this.calling, this.database, findings).run(people);
  }

  async mutations(
    findings: Findings,
    people: readonly Principal[] = principals,
    wanted?: Parameters<Mutating['run']>[2],
  ): Promise<Mutating> {
    const mutating = new Mutating(this.calling, this.checksums, this.before, findings);
    await mutating.run(this.schema, people, wanted);
    return mutating;
  }

  async routes(
    findings: Findings,
    people: readonly Principal[] = principals,
    wanted?: (route: string) => boolean,
  ): Promise<void> {
    await new Routing(this.app, this.checksums, this.before, findings).run(people, wanted);
  }

  async positions(findings: Findings, only?: string): Promise<void> {
    await new Positions(this.calling, this.database, this.checksums, this.before, findings).run(
      this.schema,
      only,
    );
  }
}

export const tell = (line: string): boolean => process.stdout.write(`${line}\n`);
