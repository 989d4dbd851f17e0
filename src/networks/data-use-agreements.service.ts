import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { AcceptDataUseAgreementInput, SaveDataUseAgreementInput } from './data-use-agreement.inputs.ts';
import type { AgreementAcceptance, DataUseAgreement } from './data-use-agreement.types.ts';
import type { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

interface AgreementRow {
  version: number;
  text_en: string;
  text_es: string;
  published_at: Date;
}

interface AcceptanceRow {
  version: number;
  accepted_as: string;
  accepted_at: Date;
}

const IN_FORCE = `select version, text_en, text_es, published_at from reference.data_use_agreements
  where network_id = $1 order by version desc limit 1`;

@Injectable()
export class DataUseAgreements {
  constructor(private readonly networks: NetworksService) {}

  async inForce(ctx: RequestContext, network: Network): Promise<DataUseAgreement | null> {
    const [row] = await ctx.sql<AgreementRow>('data_use_agreement', IN_FORCE, [network.key]);
    return row
      ? { version: row.version, textEn: row.text_en, textEs: row.text_es, publishedAt: row.published_at }
      : null;
  }

  async save(ctx: RequestContext, input: SaveDataUseAgreementInput): Promise<DataUseAgreement> {
    const network = await this.networks.require(ctx, input.network);
    await ctx.enterNetwork(network.key, 'admin');
    await ctx.sql('save_data_use_agreement', 'select reference.save_data_use_agreement($1, $2)', [
      input.textEn.trim(),
      input.textEs.trim(),
    ]);
    return (await this.inForce(ctx, network))!;
  }

  async accept(
    ctx: RequestContext,
    { network: slug, version }: AcceptDataUseAgreementInput,
  ): Promise<AgreementAcceptance> {
    const network = await this.networks.require(ctx, slug);
    const agreement = await this.inForce(ctx, network);
    if (!agreement) throw notFound('data-use agreement');
    if (agreement.version !== version) {
      throw conflict(`Version ${agreement.version} is in force. Read that one, then accept it.`, {
        currentVersion: agreement.version,
      });
    }
    const [row] = await ctx.lookup<AcceptanceRow>(
      'accept_agreement',
      'select * from access.accept_agreement($1, $2, $3)',
      [ctx.viewer?.sessionId, network.key, version],
    );
    if (!row) throw notFound('network');
    return toAcceptance(row);
  }

  /** For the admin of the network. */
  async acceptances(ctx: RequestContext, network: Network): Promise<AgreementAcceptance[]> {
    await ctx.enterNetwork(network.key, 'admin');
    const rows = await ctx.sql<AcceptanceRow>(
      'agreement_acceptances',
      'select * from access.agreement_acceptances_of_network()',
    );
    return rows.map(toAcceptance);
  }
}

const toAcceptance = (row: AcceptanceRow): AgreementAcceptance => ({
  version: row.version,
  acceptedAs: row.accepted_as,
  acceptedAt: row.accepted_at,
});
