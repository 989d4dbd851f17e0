import { recordOf, saveAsIs } from '../data/check.ts';
import type { Asker, Call } from '../machine/asking.ts';
import { differing } from './differing.ts';
import { PUBLISH } from './documents.ts';
import { type Lead, Leads } from './leads.ts';
import { graphql, type Run, type Subject } from './subject.ts';
import type { World } from './world.ts';

const publish = ({ coalitionId, token, revision, strategyRevision }: Lead): Call => {
  const expected = { expectedProfileRevision: revision, expectedStrategyRevision: strategyRevision };
  return graphql(PUBLISH, { input: { coalitionId, ...expected } }, token);
};

/**
 * The data were loaded, not published. One coalition of each network is published again, and nothing of the record may
 * become different. Returns the tables in which something did.
 */
export async function publishedAgain(world: World, asker: Asker): Promise<string[]> {
  const leads = new Leads(world);
  const different: string[] = [];
  for (const { id, slug } of world.networks) {
    const { coalitionId } = world.leads.find(({ networkId }) => networkId === id)!;
    const before = await recordOf(world.admin, id);
    await saveAsIs(world.admin, coalitionId);
    const lead = (await leads.ready(asker)).find(({ key }) => key === coalitionId)!;
    await asker.ask(publish(lead));
    const after = await recordOf(world.admin, id);
    for (const [table, digest] of after)
      if (before.get(table) !== digest) different.push(`published.${table} of ${slug}`);
  }
  return different;
}

export function publishingSubject(world: World, leads: Leads): Subject {
  let edited: Lead[] = [];
  const server: Run = {
    prepare: async (asker) => {
      await leads.editAll();
      edited = await leads.ready(asker);
    },
    // Everybody publishes once at most what was just edited.
    run: (asker, seconds) => {
      let place = 0;
      return asker.askFor({ next: () => publish(edited[place++]!) }, { seconds, requests: edited.length });
    },
  };
  return {
    ...{ code: 'W2', title: 'a profile and a strategy published', connections: 1, per: 'publication' },
    aims: [{ kind: 'milliseconds', most: 30 }],
    runs: { server },
    compare: async (ask, asker) => {
      await leads.editAll();
      const lead = (await leads.ready(asker))[0]!;
      await ask('server', publish(lead));
      const { rows } = await world.admin.query<{ profile: number; strategy: number }>(
        'select draft_revision as profile, strategy_revision as strategy from published.coalitions where id = $1',
        [lead.key],
      );
      return differing('W2', rows[0], { profile: lead.revision, strategy: lead.strategyRevision });
    },
  };
}
