import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/network.type.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { isUuid } from '../platform/graphql/ids.ts';
import { connectionOf, cursorOf, pageWindow, wrongCursor } from '../platform/graphql/page.ts';
import type { TieArgs } from './landscape.inputs.ts';
import { COUNT_TIES, type TieRow, TIES } from './landscape.queries.ts';
import { Tie, type TieConnection } from './landscape.types.ts';

/** What coalitions have in common. */
@Injectable()
export class TiesService {
  async list(ctx: RequestContext, network: Network, args: TieArgs): Promise<TieConnection> {
    const { minShared, includeDemo, ...page } = args;
    const window = pageWindow(page, 'TIES');
    const [shared, a, b, ...rest] = window.key ?? [];
    if (
      window.key &&
      !(/^\d{1,6}$/.test(shared!) && isUuid(a ?? '') && isUuid(b ?? '') && rest.length === 0)
    ) {
      throw wrongCursor('after');
    }
    const values = [network.key, minShared ?? 1, includeDemo ?? false];
    const rows = await ctx.sql<TieRow>('ties', TIES, [
      ...values,
      ...[shared ?? null, a ?? null, b ?? null, window.size + 1],
    ]);
    const cursors = new Map<Tie, string>();
    const ties = rows.map((row) => {
      const tie = Object.assign(new Tie(), {
        ...{ networkKey: network.key, aKey: row.a, bKey: row.b },
        ...{ sharedPartners: row.partners, sharedCounties: row.counties, sharedGoals: row.goals },
      });
      cursors.set(tie, cursorOf('TIES', [String(row.shared), row.a, row.b]));
      return tie;
    });
    const count = async (): Promise<number> =>
      (await ctx.sql<{ total: number }>('ties_count', COUNT_TIES, values))[0]!.total;
    const { nodes, pageInfo } = connectionOf(ties, window, (tie) => cursors.get(tie)!);
    return { nodes, pageInfo, count };
  }
}
