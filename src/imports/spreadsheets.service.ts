import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { NetworksService } from '../networks/networks.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import type { Viewer } from '../platform/viewer.ts';
import type { CountyHistory } from '../places/county-history.ts';
import type { UnderstoodRow } from './catalogue.types.ts';
import type { Knowledge } from './rows/interpretation.ts';
import { interpretRow } from './rows/interpret-row.ts';
import type { TableLimits } from './table/table-problem.ts';
import { readTable } from './table/table.ts';

/** Somebody's spreadsheet, row by row, as far as it can be understood. */
@Injectable()
export class Spreadsheets {
  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly counties: CountiesService,
  ) {}

  /** For `viewer`, who may have just changed the words. `network` tells whose vocabulary the words are of; without it those that every network has. */
  async understand(
    viewer: Viewer,
    source: Readable,
    name: string,
    limits: TableLimits,
    network: string | null,
  ): Promise<UnderstoodRow[]> {
    const table = await readTable(source, name, limits);
    const knowledge = await this.knowledge(viewer, network);
    const rows: UnderstoodRow[] = [];
    for await (const { line, values } of table.rows) {
      const { entry, state, remarks } = interpretRow(values, knowledge);
      rows.push({ line, name: entry?.name ?? values.name ?? '', state, entry, remarks });
    }
    return rows;
  }

  private knowledge(viewer: Viewer, slug: string | null): Promise<Knowledge> {
    return this.db.run(viewer, 'read', 'importCatalogue', async (ctx) => {
      const networks = await this.networks.all(ctx);
      const history = await this.counties.history(ctx);
      const retired = [...history.counties.values()]
        .filter(({ validTo }) => validTo !== null)
        .map((county) => ({ ...county, successors: [...presentCodesOf(history, county.fips)] }));
      const terms = new Map<string, Knowledge['terms'][number]>();
      for (const network of networks.filter((each) => slug === null || each.slug === slug)) {
        const dictionary = await this.networks.dictionaryOf(ctx, network.key);
        for (const term of dictionary.terms) terms.set(`${term.taxonomy} ${term.code}`, term);
      }
      const [state, ...others] = networks.find((each) => each.slug === slug)?.states ?? [];
      const homeState = others.length === 0 ? (state ?? null) : null;
      return { counties: history.inForce, retired, terms: [...terms.values()], homeState };
    });
  }
}

/** What a retired code became, over as many changes as there were. */
function presentCodesOf(history: CountyHistory, fips: string): Set<string> {
  const successors = history.successorsOf(fips).map(({ county }) => county);
  return new Set(
    successors.flatMap((county) =>
      county.validTo === null ? [county.fips] : [...presentCodesOf(history, county.fips)],
    ),
  );
}
