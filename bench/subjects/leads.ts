import { globalId } from '../../src/platform/graphql/ids.ts';
import { PASSWORD } from '../data/load.ts';
import type { Asker } from '../machine/asking.ts';
import { SIGN_IN } from './documents.ts';
import { graphql } from './subject.ts';
import type { World } from './world.ts';

/** Somebody who leads a coalition, signed in, and the draft as it was read last. */
export interface Lead {
  key: string;
  coalitionId: string;
  token: string;
  revision: number;
  strategyRevision: number;
}

/** Access tokens end after ten minutes. */
const SIGNED_IN_FOR = 5 * 60_000;

const REVISIONS = `
  select p.coalition_id as key, p.revision, s.revision as "strategyRevision" from private.profiles p
  join private.strategies s using (coalition_id) where p.coalition_id = any ($1)`;

/** Something in the profile and in the strategy is worded otherwise. */
const EDIT = `
  with edited as (
    update private.profiles set summary = summary || ' Edited.', revision = revision + 1
    where coalition_id = any ($1) and length(summary) < 3000
  ), saved as (
    update private.strategies set revision = revision + 1 where coalition_id = any ($1)
  )
  update private.strategy_nodes set text = 'Worded for the time ' || $2 where coalition_id = any ($1) and key = 'act-1'`;

export class Leads {
  private readonly signedIn: Lead[] = [];
  private signedInAt = 0;
  private edits = 0;

  constructor(private readonly world: World) {}

  /** With tokens that hold for a while, and the revisions of now. */
  async ready(asker: Asker): Promise<Lead[]> {
    if (Date.now() - this.signedInAt > SIGNED_IN_FOR) await this.signIn(asker);
    const keys = this.signedIn.map(({ key }) => key);
    const { rows } = await this.world.admin.query<Lead>(REVISIONS, [keys]);
    const found = new Map(rows.map((row) => [row.key, row]));
    for (const lead of this.signedIn) Object.assign(lead, found.get(lead.key));
    return this.signedIn;
  }

  /** Everybody's draft then differs from what is published. */
  async editAll(): Promise<void> {
    const keys = this.world.leads.map(({ coalitionId }) => coalitionId);
    await this.world.admin.query(EDIT, [keys, String(++this.edits)]);
  }

  private async signIn(asker: Asker): Promise<void> {
    this.signedIn.length = 0;
    for (const { networkId, coalitionId, email } of this.world.leads) {
      const { body } = await asker.ask(graphql(SIGN_IN, { input: { email, password: PASSWORD } }));
      const { data } = JSON.parse(String(body)) as { data: { signIn: { accessToken: string } } };
      this.signedIn.push({
        ...{ key: coalitionId, coalitionId: globalId('Coalition', networkId, coalitionId) },
        ...{ token: data.signIn.accessToken, revision: 0, strategyRevision: 0 },
      });
    }
    this.signedInAt = Date.now();
  }
}
