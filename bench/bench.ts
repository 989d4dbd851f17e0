import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { type Child, startFloor, startServer } from './machine/child.ts';
import { type Home, openDatabase, startScratch } from './machine/scratch.ts';
import type { Options } from './options.ts';
import { childOf, type Result, runRounds, type Site } from './rounds.ts';
import { differencesOf } from './subjects/comparing.ts';
import { subjectsOf } from './subjects/index.ts';
import { discover } from './subjects/world.ts';
import { measuredTable, verdictTable } from './table.ts';
import { verdictsOf } from './verdicts.ts';

const NETWORKS = 5;
const COALITIONS = 5_000;
const LEADS = 50;
/** Of each network take part in the rounds: few enough to sign in quickly. */
const WRITERS = 10;
const CACHE_MEGABYTES = 64;

/** One run, from the data to the table. Whatever it starts it stops. */
export class Bench {
  private postgres?: EmbeddedPostgres;
  private readonly children: Child[] = [];
  private readonly sites: Site[] = [];
  private stopping?: Promise<void>;

  constructor(
    private readonly home: Home,
    private readonly options: Options,
  ) {}

  async run(): Promise<void> {
    this.postgres = await startScratch(this.home);
    const scales = this.options.scale === 1 ? [1] : [1, this.options.scale];
    for (const scale of scales) this.sites.push(await this.openSite(scale));
    for (const site of this.sites) await this.compareAnswers(site);
    const results = await runRounds(this.sites, this.postgres.pid, this.options, say);
    this.print(results);
  }

  /** Once, whoever asks first. */
  stop(): Promise<void> {
    return (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    for (const { world } of this.sites) await world.admin.end();
    if (this.postgres && !this.postgres.adopted) await this.postgres.stop();
  }

  private async openSite(scale: number): Promise<Site> {
    const coalitions = Math.round(COALITIONS * scale);
    const data = { networks: NETWORKS, coalitions, leads: LEADS };
    const database = await openDatabase(this.postgres!, this.home, data, this.options.anew, say);
    const world = await discover(database.adminUrl, NETWORKS, WRITERS);
    const { only } = this.options;
    const subjects = (await subjectsOf(world)).filter(({ code }) => only.length === 0 || only.includes(code));
    const started = async (child: Promise<Child>): Promise<Child> => {
      this.children.push(await child);
      return child;
    };
    const site: Site = {
      ...{ scale, coalitions, database, world, subjects },
      server: await started(startServer(this.home, database)),
      floor: await started(startFloor(this.home, database)),
    };
    if (!subjects.some(({ runs }) => runs.cached)) return site;
    return {
      ...site,
      cached: await started(startServer(this.home, database, { cacheMegabytes: CACHE_MEGABYTES })),
    };
  }

  /** Before anything is measured: that all contenders say the same. */
  private async compareAnswers(site: Site): Promise<void> {
    const different = await differencesOf(site.subjects, (contender) => childOf(site, contender)!.port);
    if (different.length > 0) throw new Error(different.join('\n'));
  }

  private print(results: readonly Result[]): void {
    for (const { scale, coalitions } of this.sites) {
      const ofSite = results.filter(({ site }) => site.scale === scale);
      console.log(
        ['', `${coalitions.toLocaleString('en-US')} coalitions`, ...measuredTable(ofSite)].join('\n'),
      );
      console.log(['', ...verdictTable(ofSite.flatMap(verdictsOf))].join('\n'));
    }
    const date = new Date().toISOString().replace(/[:.]/g, '-');
    const file = join(this.home.directory, `${date}-scale-${this.options.scale}.json`);
    writeFileSync(file, JSON.stringify(results.map(reported), null, 1));
    console.log(`\n${file}`);
  }
}

const reported = (result: Result): object => ({
  ...{ code: result.subject.code, title: result.subject.title, coalitions: result.site.coalitions },
  ...{ rounds: result.rounds, verdicts: verdictsOf(result) },
});

const say = (line: string): void => console.error(line);
