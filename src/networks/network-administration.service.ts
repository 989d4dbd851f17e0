import { Injectable } from '@nestjs/common';
import { badInput } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import type { CreateNetworkInput, SaveTermsInput, UpdateNetworkInput } from './network.inputs.ts';
import type { Network } from './network.type.ts';
import { NetworksService } from './networks.service.ts';

@Injectable()
export class NetworkAdministration {
  constructor(private readonly networks: NetworksService) {}

  async create(ctx: RequestContext, { idempotencyKey, ...input }: CreateNetworkInput): Promise<Network> {
    await ctx.enterPlatform();
    await onceUnderKey(ctx, idempotencyKey, input, () =>
      ctx.sql('create_network', 'select reference.create_network($1, $2, $3, $4)', [
        input.slug,
        input.name.trim(),
        input.states,
        input.description ?? null,
      ]),
    );
    return this.networks.reread(ctx, input.slug);
  }

  async update(ctx: RequestContext, input: UpdateNetworkInput): Promise<Network> {
    await this.enter(ctx, input.network);
    const { network: _network, ...given } = input;
    // JSON leaves out what is undefined: absent is unchanged, null clears.
    await ctx.sql('update_network', 'select reference.update_network($1)', [JSON.stringify(given)]);
    return this.networks.reread(ctx, input.network);
  }

  async saveTerms(ctx: RequestContext, { idempotencyKey, ...input }: SaveTermsInput): Promise<Network> {
    const { network, taxonomy, terms } = input;
    const problems: Record<string, string> = {};
    terms.forEach((term, i) => {
      if (term.taxonomy !== taxonomy)
        problems[`input.terms.${i}.taxonomy`] = `Each term is of the taxonomy ${taxonomy}.`;
      if (terms.findIndex(({ code }) => code === term.code) !== i)
        problems[`input.terms.${i}.code`] = 'This code stands in the list already.';
    });
    if (Object.keys(problems).length > 0) throw badInput(problems);
    await this.enter(ctx, network);
    const list = JSON.stringify(terms.map(({ code, label }) => ({ code, label: label.trim() })));
    await onceUnderKey(ctx, idempotencyKey, input, () =>
      ctx.sql('save_terms', 'select reference.save_terms($1, $2)', [taxonomy, list]),
    );
    return this.networks.reread(ctx, network);
  }

  private async enter(ctx: RequestContext, slug: string): Promise<Network> {
    const network = await this.networks.require(ctx, slug);
    await ctx.enterNetwork(network.key, 'admin');
    return network;
  }
}
