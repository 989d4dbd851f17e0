import { Injectable } from '@nestjs/common';
import { SessionsService, type MembershipRow } from '../identity/sessions.service.ts';
import { DomainError } from '../platform/errors.ts';
import { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import {
  DUTIES,
  type DutyRow,
  NETWORK,
  NETWORK_DUTIES,
  type NetworkDutyRow,
  NEWS,
  type NewsRow,
} from './digests.queries.ts';

export interface NetworkNews {
  network: { slug: string; name: string };
  news: NewsRow[];
}

/** What somebody could do, and since when; whether that has come up since the last mail. */
export interface Duty {
  kind: 'CORRECTIONS' | 'UNPUBLISHED_CHANGES' | 'VERIFICATION_DUE';
  /** Of the coalition or network. */
  name: string;
  count: number;
  since: Date;
  fresh: boolean;
}

export interface DigestFacts {
  duties: Duty[];
  networks: NetworkNews[];
}

const WEEK_MS = 7 * 24 * 3_600_000;
const STAFF: readonly Role[] = [Role.NETWORK_ADMIN, Role.NETWORK_ANALYST];

/** Gathered in the person's own session, so that row security decides what may be told. */
@Injectable()
export class DigestFactsService {
  constructor(private readonly sessions: SessionsService) {}

  async gather(ctx: RequestContext, since: Date, now: Date): Promise<DigestFacts> {
    const memberships = await this.sessions.membershipRows(ctx);
    const keys = memberships.map((row) => row.network_id ?? row.coalition_network_id ?? row.board_network_id);
    const networks: NetworkNews[] = [];
    for (const key of new Set(keys)) if (key !== null) networks.push(await this.news(ctx, key, since));
    const duties: Duty[] = [];
    for (const membership of memberships) duties.push(...(await this.duties(ctx, membership, since, now)));
    return { duties, networks: networks.filter(({ news }) => news.length > 0) };
  }

  private async news(ctx: RequestContext, networkKey: string, since: Date): Promise<NetworkNews> {
    const [network] = await ctx.sql<{ slug: string; name: string }>('digest_network', NETWORK, [networkKey]);
    const news = await ctx.sql<NewsRow>('digest_news', NEWS, [networkKey, since]);
    return { network: network!, news };
  }

  private async duties(ctx: RequestContext, of: MembershipRow, since: Date, now: Date): Promise<Duty[]> {
    ctx.moveOn();
    if (of.network_id !== null && STAFF.includes(of.role)) {
      await ctx.enterNetwork(of.network_id, 'read');
      const [network] = await ctx.sql<{ slug: string; name: string }>('digest_network', NETWORK, [
        of.network_id,
      ]);
      const [row] = await ctx.sql<NetworkDutyRow>('digest_network_duties', NETWORK_DUTIES);
      return corrections(network!.name, row!, since);
    }
    if (of.coalition_id === null || !(await mayWrite(ctx, of.coalition_id))) return [];
    const [row] = await ctx.sql<DutyRow>('digest_duties', DUTIES, [of.coalition_id]);
    return row ? dutiesOf(row, since, now) : [];
  }
}

/** Not for readers, who could do nothing about it, and not in a coalition that is closed. */
async function mayWrite(ctx: RequestContext, coalition: string): Promise<boolean> {
  try {
    await ctx.enter(coalition, 'write');
    return true;
  } catch (error) {
    if (error instanceof DomainError && ['FORBIDDEN', 'NOT_FOUND'].includes(error.extensions.code))
      return false;
    throw error;
  }
}

const corrections = (name: string, row: NetworkDutyRow, since: Date): Duty[] =>
  row.last_correction === null
    ? []
    : [
        {
          ...{ kind: 'CORRECTIONS', name, count: row.corrections },
          ...{ since: row.last_correction, fresh: row.last_correction > since },
        },
      ];

function dutiesOf(row: DutyRow, since: Date, now: Date): Duty[] {
  const { name, waits_since: waits, due } = row;
  const found = corrections(name, row, since);
  const aWeekOld = waits && new Date(waits.getTime() + WEEK_MS);
  if (aWeekOld && aWeekOld <= now)
    found.push({ kind: 'UNPUBLISHED_CHANGES', name, count: 1, since: waits, fresh: aWeekOld > since });
  if (due && due <= now)
    found.push({ kind: 'VERIFICATION_DUE', name, count: 1, since: due, fresh: due > since });
  return found;
}

/** What was told before is told again beside something new, and is no reason to write. */
export const isWorthAMail = ({ duties, networks }: DigestFacts): boolean =>
  networks.length > 0 || duties.some(({ fresh }) => fresh);
