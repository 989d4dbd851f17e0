import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Attempts } from '../identity/attempts.ts';
import type { Network } from '../networks/network.type.ts';
import type { ReadyConfig } from '../platform/config.ts';
import { notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { CoalitionsService } from './coalitions.service.ts';
import {
  Correction,
  type CorrectionStatus,
  type SettleCorrectionInput,
  type SuggestCorrectionInput,
} from './correction.types.ts';
import { ProfilesService } from './profiles.service.ts';
import type { Workspace } from './workspace.types.ts';

interface CorrectionRow {
  id: string;
  created_at: Date;
  about: string | null;
  content: string;
  source_url: string | null;
  status: CorrectionStatus;
  coalition_id?: string;
}

/** In a quarter of an hour, from one address. */
const SUGGESTIONS = 10;

@Injectable()
export class CorrectionsService {
  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly profiles: ProfilesService,
    private readonly attempts: Attempts,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {}

  async suggest(ctx: RequestContext, input: SuggestCorrectionInput): Promise<boolean> {
    await this.attempts.count('correction by address', ctx.origin.address, SUGGESTIONS);
    const wanted = parseIdOf('Coalition', input.coalitionId);
    if (!wanted || !(await this.coalitions.byId(ctx, wanted.networkId, wanted.id)))
      throw notFound('coalition');
    const { idempotencyKey, ...request } = input;
    const put = async (): Promise<true> => {
      await ctx.sql('suggest_correction', 'select access.suggest_correction($1, $2, $3, $4)', [
        ...[wanted.id, input.about?.trim() ?? null, input.text.trim(), input.sourceUrl ?? null],
      ]);
      return true;
    };
    return onceUnderKey(ctx, idempotencyKey, request, put, { visitor: this.visitor(ctx) });
  }

  /** Whose key it is, in a form that tells neither the account nor the address: who suggests something is not noted. */
  private visitor({ viewer, origin }: RequestContext): string {
    const who = viewer ? `account ${viewer.accountId}` : `address ${origin.address}`;
    return createHmac('sha256', this.config.tokenSecret).update(`idempotency ${who}`).digest('base64url');
  }

  /** Newest first, settled ones too. */
  async ofWorkspace(
    ctx: RequestContext,
    { networkKey, coalitionKey }: Pick<Workspace, 'networkKey' | 'coalitionKey'>,
  ): Promise<Correction[]> {
    const rows = await ctx.sql<CorrectionRow & object>(
      'corrections_of_coalition',
      'select * from access.corrections_of_coalition()',
    );
    return rows.map((row) => toCorrection(row, networkKey, coalitionKey));
  }

  /** Open ones of entries that no lead has taken over, the oldest first. */
  async ofNetwork(ctx: RequestContext, network: Network): Promise<Correction[]> {
    await ctx.enterNetwork(network.key, 'read');
    const rows = await ctx.sql<CorrectionRow & object>(
      'corrections_of_network',
      'select * from access.corrections_of_network()',
    );
    return rows.map((row) => toCorrection(row, network.key, row.coalition_id!));
  }

  async settle(ctx: RequestContext, input: SettleCorrectionInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'write');
    const correction = parseIdOf('Correction', input.correctionId);
    if (!correction) throw notFound('correction');
    await ctx.sql('settle_correction', 'select access.settle_correction($1, $2)', [
      correction.id,
      input.status,
    ]);
    return coalitionId;
  }
}

const toCorrection = (row: CorrectionRow, networkKey: string, coalitionKey: string): Correction =>
  Object.assign(new Correction(), {
    ...{ id: globalId('Correction', networkKey, row.id), at: row.created_at, about: row.about },
    ...{ text: row.content, sourceUrl: row.source_url, status: row.status, networkKey, coalitionKey },
  });
