import { Injectable } from '@nestjs/common';
import { NetworksService } from '../networks/networks.service.ts';
import type { Network } from '../networks/network.type.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { DomainError, type ErrorCode } from '../platform/errors.ts';
import { AnswerCache } from '../platform/graphql/answer-cache.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { Viewer } from '../platform/viewer.ts';
import { CatalogueEntries, isToDo } from './catalogue-entries.service.ts';
import { type Plan, planOf } from './catalogue-plan.ts';
import type { ImportReport, ReportRow, UnderstoodRow } from './catalogue.types.ts';

export interface ImportWish {
  /** Slug; null for each row's own, by its state. */
  network: string | null;
  file: string;
  dryRun: boolean;
  /** Slugs, by state, of networks that would be made before the rows are saved. */
  missing?: ReadonlyMap<string, string>;
  /** Told after each batch that was saved. */
  progress?: (done: number, all: number) => void;
  /** In the transaction of each batch, at its end: it is saved unless this fails. */
  hold?: (ctx: RequestContext) => Promise<void>;
}

/** The rows of each of some coalitions. */
type Batch = UnderstoodRow[][];

/**
 * Coalitions saved in one transaction: some tenths of a second of the network's turn, also where thousands are published.
 * Who else publishes waits for two seconds before they are told to try again.
 */
const BATCH = 10;
/** Of a batch that met somebody else who saves. */
const ATTEMPTS = 5;
const ACTION = 'importCatalogue';

/** Somebody else was there: it may well succeed the next time. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['CONFLICT', 'TIMEOUT']);
/** It is about the coalition itself, and the others may still be saved. */
const OWN: ReadonlySet<ErrorCode> = new Set(['CONFLICT', 'BAD_USER_INPUT']);

/** Adds published, unclaimed catalogue entries to networks, as an account that is their admin. */
@Injectable()
export class CatalogueImport {
  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly entries: CatalogueEntries,
    private readonly answers: AnswerCache,
  ) {}

  /** Batch by batch, each saved whole or not at all. The same file again goes on where an earlier run was stopped. */
  async run(viewer: Viewer, rows: UnderstoodRow[], wish: ImportWish): Promise<ImportReport> {
    const report: ImportReport = { file: wish.file, dryRun: wish.dryRun, rows: [], failures: {} };
    const byNetwork = await this.byNetwork(viewer, rows, wish);
    for (const [network, own] of byNetwork.found) {
      const { rows: done, failure } = byNetwork.notThere.has(network)
        ? { rows: planOf(own, network, []).rows }
        : await this.importInto(viewer, network, own, wish);
      report.rows.push(...done);
      if (failure !== undefined) report.failures[network] = failure;
    }
    report.rows.push(...byNetwork.refused);
    report.rows.sort((a, b) => a.line - b.line);
    return report;
  }

  /** One network, until something stops it. */
  private async importInto(
    viewer: Viewer,
    slug: string,
    rows: UnderstoodRow[],
    wish: ImportWish,
  ): Promise<{ rows: ReportRow[]; failure?: string }> {
    const report = new Map<number, ReportRow>();
    const said = (some: ReportRow[]): void => some.forEach((row) => report.set(row.line, row));
    let waiting: Batch[] = [[rows]];
    let [done, all] = [0, 0];
    try {
      const plan = await this.db.run(viewer, 'read', ACTION, (ctx) => this.entries.plan(ctx, slug, rows));
      said(plan.rows);
      waiting = wish.dryRun ? [] : batchesOf(plan, rows);
      all = waiting.flat().length;
      for (let batch = waiting[0]; batch; batch = waiting[0]) {
        const saved = await this.save(viewer, slug, batch, wish);
        waiting.splice(0, 1, ...(saved ? [] : batch.map((one) => [one])));
        if (!saved) continue;
        said(saved);
        this.answers.changed();
        done += batch.length;
        wish.progress?.(done, all);
      }
      return { rows: [...report.values()] };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [doubtful, ...others] = isInDoubt(error) ? waiting : [[], ...waiting];
      said(doubtful!.flat().map((row) => refused(row, slug, 'name', inDoubt('this was'))));
      said(others.flat(2).map((row) => refused(row, slug, 'name', `Not saved. ${reasonOf(error)}`)));
      return { rows: [...report.values()], failure: stopped(error, done, all) };
    }
  }

  /** All of the batch, or null where it is to be tried one by one, since one of its coalitions cannot be saved. */
  private async save(
    viewer: Viewer,
    slug: string,
    batch: Batch,
    { file, hold }: ImportWish,
  ): Promise<ReportRow[] | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.db.run(viewer, 'write', ACTION, async (ctx) => {
          const saved = await this.entries.write(ctx, slug, batch.flat(), file);
          await hold?.(ctx);
          return saved;
        });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const { code } = error.extensions;
        if (PASSING.has(code) && attempt < ATTEMPTS) continue;
        if (!OWN.has(code)) throw error;
        return batch.length > 1 ? null : batch.flat().map((row) => refused(row, slug, 'name', error.message));
      }
    }
  }

  private async byNetwork(
    viewer: Viewer,
    rows: UnderstoodRow[],
    { network: only, missing, dryRun }: ImportWish,
  ): Promise<{ found: Map<string, UnderstoodRow[]>; refused: ReportRow[]; notThere: Set<string> }> {
    const networks = await this.db.run(viewer, 'read', ACTION, (ctx) => this.networks.all(ctx));
    const found = new Map<string, UnderstoodRow[]>();
    const refusals: ReportRow[] = [];
    for (const row of rows) {
      const of = networks.filter(({ states }) => row.state !== null && states.includes(row.state));
      const wouldBe = dryRun && of.length === 0 ? missing?.get(row.state ?? '') : undefined;
      const problem =
        !row.entry || wouldBe ? null : only === null ? ambiguity(row, of) : mismatch(row, only, of);
      const network = only ?? of[0]?.slug ?? wouldBe;
      if (problem !== null || network === undefined) refusals.push(refused(row, null, 'state', problem));
      else if (!found.get(network)?.push(row)) found.set(network, [row]);
    }
    const there = new Set(networks.map(({ slug }) => slug));
    return {
      found,
      refused: refusals,
      notThere: new Set([...found.keys()].filter((slug) => !there.has(slug) && only === null)),
    };
  }
}

function ambiguity({ state }: UnderstoodRow, networks: Network[]): string | null {
  if (networks.length === 1) return null;
  return networks.length === 0
    ? `No network of the registry is of the state ${state}.`
    : `Several networks are of the state ${state}: ${networks.map(({ slug }) => slug).join(', ')}. Import into one of them by its slug.`;
}

const mismatch = ({ state }: UnderstoodRow, slug: string, networks: Network[]): string | null =>
  networks.some((network) => network.slug === slug)
    ? null
    : `The network ${slug} is not of the state ${state}.`;

/** Of the coalitions that are to be created or changed. */
function batchesOf(plan: Plan, rows: readonly UnderstoodRow[]): Batch[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const coalitions = plan.steps.filter(isToDo).map(({ lines }) => lines.map((line) => byLine.get(line)!));
  return Array.from({ length: Math.ceil(coalitions.length / BATCH) }, (_, i) =>
    coalitions.slice(i * BATCH, (i + 1) * BATCH),
  );
}

const isInDoubt = ({ extensions }: DomainError): boolean => extensions.code === 'OUTCOME_UNKNOWN';

/** The general words are of a call that is sent again; here it is a file, or its confirmation. */
const inDoubt = (what: string): string =>
  `The connection to the database broke while ${what} being saved, and it is not known whether it was. Import the same file again, or confirm the same report again: what is there stays, and what is not is saved.`;
const reasonOf = (error: DomainError): string =>
  isInDoubt(error) ? 'The connection to the database broke before.' : error.message;

function stopped(error: DomainError, done: number, all: number): string {
  const some = `${done} of ${all} coalitions were saved, then it stopped:`;
  if (isInDoubt(error)) return `${some} ${inDoubt('the next of them were')}`;
  return done === 0
    ? `Nothing was changed. ${error.message}`
    : `${some} ${error.message} Import the same file again to go on.`;
}

const refused = (
  { line, name, state, remarks }: UnderstoodRow,
  network: string | null,
  column: 'state' | 'name',
  message: string | null,
): ReportRow => ({
  ...{ line, name, state, network, outcome: 'REFUSED', coalition: null },
  remarks: message === null ? remarks : [...remarks, { column, severity: 'REFUSED', message }],
});
