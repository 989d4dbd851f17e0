import { join } from 'node:path';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { AlreadyRunning, SingleInstance } from '../src/platform/single-instance.ts';
import { Asker } from './machine/asking.ts';
import { type Child, startFloor, startServer } from './machine/child.ts';
import { type Home, openDatabase, type ScratchDatabase, startScratch } from './machine/scratch.ts';
import { type Memory, memoryOfFiles } from './memory.ts';
import type { Options } from './options.ts';
import { profileSubject } from './profiling.ts';
import { report } from './report.ts';
import { childOf, runRounds, type Site } from './rounds.ts';
import { differencesOf } from './subjects/comparing.ts';
import { subjectsOf } from './subjects/index.ts';
import type { Subject } from './subjects/subject.ts';
import { publishedAgain } from './subjects/publishing.ts';
import { discover, type World } from './subjects/world.ts';

const NETWORKS = 5;
const COALITIONS = 5_000;
const LEADS = 50;
/** Of each network take part in the rounds: few enough to sign in quickly. */
const WRITERS = 10;

/** One run, from the data to the table. Whatever it starts it stops. */
export class Bench {
  private starting?: Promise<EmbeddedPostgres>;
  private alone?: SingleInstance;
  private readonly children: Child[] = [];
  private readonly worlds: World[] = [];
  private stopping?: Promise<void>;

  constructor(
    private readonly home: Home,
    private readonly options: Options,
  ) {}

  async run(): Promise<void> {
    const postgres = await (this.starting = startScratch(this.home));
    this.alone = await SingleInstance.take({
      url: postgres.url('postgres'),
      file: join(this.home.directory, 'bench.json'),
      revive: () => postgres.revive(),
    }).catch((error: unknown) => {
      if (!(error instanceof AlreadyRunning)) throw error;
      throw new Error('Another run measures at this moment; two at once would measure each other.');
    });
    return this.options.profile.length > 0 ? this.profile(postgres) : this.measure(postgres);
  }

  /** Once, whoever asks first. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  private async measure(postgres: EmbeddedPostgres): Promise<void> {
    const { scale } = this.options;
    const sites: Site[] = [];
    for (const size of scale === 1 ? [1] : [1, scale]) sites.push(await this.openSite(postgres, size));
    for (const site of sites) {
      if (site.database.fresh) await this.checkData(site);
      const different = await differencesOf(site.subjects, (contender) => childOf(site, contender)!.port);
      if (different.length > 0) throw new Error(different.join('\n'));
    }
    const memories = new Map<Site, Memory>();
    for (const site of sites.filter(({ subjects }) => subjects.some(({ code }) => code === 'E1'))) {
      const server = await this.started(startServer(this.home, site.database));
      memories.set(site, await memoryOfFiles(server, site.world));
      await server.stop();
    }
    // Reading the files once has warmed them up too.
    const results = await runRounds(sites, postgres.pid, this.options, say);
    report(this.home, this.options, sites, results, memories);
  }

  private async checkData({ server, world, coalitions }: Site): Promise<void> {
    const asker = new Asker(server.port, 1);
    const different = await publishedAgain(world, asker).finally(() => asker.close());
    if (different.length > 0)
      throw new Error(`The data of ${coalitions} are not what publishing writes: ${different.join(', ')}.`);
    say('Published again, they are the same.');
  }

  private async profile(postgres: EmbeddedPostgres): Promise<void> {
    const { database, subjects } = await this.openData(postgres, this.options.scale);
    for (const subject of subjects.filter(({ code }) => this.options.profile.includes(code))) {
      const lines = await profileSubject(this.home, database, subject, (child) => this.started(child));
      console.log(`\n${lines.join('\n')}`);
    }
  }

  private async openSite(postgres: EmbeddedPostgres, scale: number): Promise<Site> {
    const data = await this.openData(postgres, scale);
    const { database, subjects } = data;
    const keeps = subjects.some(({ runs }) => runs.cached);
    const [server, floor, uncached, cached] = await Promise.all([
      this.started(startServer(this.home, database)),
      this.started(startFloor(this.home, database)),
      keeps && this.started(startServer(this.home, database, { keeps: 'nothing' })),
      keeps && this.started(startServer(this.home, database, { keeps: 'answers' })),
    ]);
    return { ...data, server, floor, ...(uncached && cached ? { uncached, cached } : {}) };
  }

  private async openData(
    postgres: EmbeddedPostgres,
    scale: number,
  ): Promise<{
    scale: number;
    coalitions: number;
    database: ScratchDatabase;
    world: World;
    subjects: Subject[];
  }> {
    const { anew, only } = this.options;
    const coalitions = Math.round(COALITIONS * scale);
    const data = { networks: NETWORKS, coalitions, leads: LEADS };
    const database = await openDatabase(postgres, this.home, data, anew, say);
    const world = await discover(database.adminUrl, NETWORKS, WRITERS);
    this.worlds.push(world);
    const subjects = await subjectsOf(world);
    return {
      ...{ scale, coalitions, database, world },
      subjects: subjects.filter(({ code }) => only.length === 0 || only.includes(code)),
    };
  }

  private async started(starting: Promise<Child>): Promise<Child> {
    const child = await starting;
    this.children.push(child);
    return child;
  }

  private async end(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    for (const { admin } of this.worlds) await admin.end();
    const postgres = await this.starting?.catch(() => undefined);
    if (this.alone) await this.alone.release(() => postgres!.stop());
    else if (postgres && !postgres.adopted) await postgres.stop();
  }
}

const say = (line: string): void => console.error(line);
