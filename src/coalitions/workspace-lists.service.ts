import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/network.type.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId, isUuid } from '../platform/graphql/ids.ts';
import {
  connectionOf,
  cursorOf,
  type ForwardPage,
  pageWindow,
  wrongCursor,
} from '../platform/graphql/page.ts';
import { organizationsIn, readable } from './history-names.ts';
import {
  COUNT_HISTORY,
  COUNT_WORKSPACES,
  HISTORY,
  type HistoryRow,
  ORGANIZATION_NAMES,
  WORKSPACES,
  type WorkspaceRow,
} from './workspaces.queries.ts';
import type {
  AuditConnection,
  AuditEvent,
  Workspace,
  WorkspaceCard,
  WorkspaceConnection,
} from './workspace.types.ts';

@Injectable()
export class WorkspaceLists {
  /** Newest first. */
  async history(ctx: RequestContext, workspace: Workspace, page: ForwardPage): Promise<AuditConnection> {
    const window = pageWindow(page, 'HISTORY');
    if (window.key && !/^\d{1,18}$/.test(window.key[0]!)) throw wrongCursor('after');
    const before = window.key?.[0] ?? null;
    const rows = await ctx.sql<HistoryRow>('history', HISTORY, [
      workspace.coalitionKey,
      before,
      window.size + 1,
    ]);
    const cursors = new Map<AuditEvent, string>();
    const names = await this.organizationNames(ctx, workspace.coalitionKey, rows);
    const events = rows.map(({ id, at, actor, action, subject, before: old, after }) => {
      const event = {
        ...{ at, actor, action, subject },
        before: readable(old, names),
        after: readable(after, names),
      };
      cursors.set(event, cursorOf('HISTORY', [id]));
      return event;
    });
    const count = async (): Promise<number> =>
      (await ctx.sql<{ total: number }>('history_count', COUNT_HISTORY, [workspace.coalitionKey]))[0]!.total;
    return { ...connectionOf(events, window, (event) => cursors.get(event)!), count };
  }

  private async organizationNames(
    ctx: RequestContext,
    coalitionId: string,
    rows: HistoryRow[],
  ): Promise<Map<string, string>> {
    const ids = organizationsIn(rows);
    if (ids.length === 0) return new Map();
    const found = await ctx.sql<{ id: string; name: string | null }>(
      'history_organizations',
      ORGANIZATION_NAMES,
      [coalitionId, ids],
    );
    return new Map(found.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  }

  /** For a network's staff: who is overdue, and who has not filled in everything. */
  async workspaces(
    ctx: RequestContext,
    network: Network,
    wishes: { staleSince?: string | null; incomplete?: boolean | null },
    page: ForwardPage,
  ): Promise<WorkspaceConnection> {
    await ctx.enterNetwork(network.key, 'read');
    const window = pageWindow(page, 'WORKSPACES');
    const [name, id] = window.key ?? [null, null];
    if (window.key && !isUuid(id ?? '')) throw wrongCursor('after');
    const values = [network.key, wishes.staleSince ?? null, wishes.incomplete ?? null];
    const rows = await ctx.sql<WorkspaceRow>('workspaces', WORKSPACES, [
      ...values,
      name,
      id,
      window.size + 1,
    ]);
    const cards = rows.map((row): WorkspaceCard & { key: string } => ({
      key: cursorOf('WORKSPACES', [row.name, row.coalition_id]),
      coalitionId: globalId('Coalition', network.key, row.coalition_id),
      name: row.name,
      verifiedOn: row.verified_on,
      updatedAt: row.changed_at,
      hasUnpublishedChanges: row.unpublished,
      completeness: { percent: row.completeness, missing: row.missing },
      leads: row.leads,
    }));
    const count = async (): Promise<number> =>
      (await ctx.sql<{ total: number }>('workspaces_count', COUNT_WORKSPACES, values))[0]!.total;
    const { nodes, pageInfo } = connectionOf(cards, window, ({ key }) => key);
    return { nodes, pageInfo, count };
  }
}
