import { hashPassword } from '../../src/identity/passwords.ts';
import { Dice } from '../data/dice.ts';
import { recordOf, saveAsIs } from '../data/check.ts';
import { PASSWORD } from '../data/load.ts';
import { sentences } from '../data/words.ts';
import type { Asker, Call } from '../machine/asking.ts';
import { PUBLISH, SAVE_PROFILE, SIGN_IN } from './documents.ts';
import { type Lead, Leads } from './leads.ts';
import { graphql, inTurn, type Run, statement, type Subject } from './subject.ts';
import type { World } from './world.ts';

export async function writingSubjects(world: World): Promise<Subject[]> {
  const leads = new Leads(world);
  return [saving(world, leads), publishing(world, leads), await signingIn(world)];
}

const said = (body: Buffer): never => JSON.parse(String(body)) as never;
const differing = (code: string, found: unknown, wanted: unknown): string[] =>
  JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [`${code}: ${String(found)}, not ${String(wanted)}`];

/** What is saved: the two longest texts of a profile. */
const texts = (dice: Dice): { summary: string; mission: string } => ({
  summary: sentences(dice, 3),
  mission: sentences(dice, 4),
});

const SAVING_AT_ONCE = 4;

function saving(world: World, leads: Leads): Subject {
  const dice = new Dice('savings');
  const atOnce = Math.min(SAVING_AT_ONCE, world.leads.length);
  const drafts = world.networks.flatMap((network) => network.drafts);
  const save = ({ coalitionId, revision, token }: Lead, content: object): Call =>
    graphql(SAVE_PROFILE, { input: { coalitionId, expectedRevision: revision, ...content } }, token);
  return {
    ...{
      code: 'W1',
      title: 'a profile saved',
      aims: [],
      exponent: 0.1,
      connections: atOnce,
      per: 'save',
    },
    runs: {
      server: {
        prepare: async (asker) => void (await leads.ready(asker)),
        run: async (asker, seconds) => {
          const all = await leads.ready(asker);
          const turns = Array.from({ length: atOnce }, () => 0);
          // Each connection has coalitions of its own, so that no two save the same at once.
          const leadOf = (connection: number): Lead =>
            all[(connection + atOnce * turns[connection]!) % all.length]!;
          return asker.askFor(
            {
              next: (connection) => save(leadOf(connection), texts(dice)),
              done: (connection) => {
                leadOf(connection).revision++;
                const most = Math.floor(all.length / atOnce);
                turns[connection] = (turns[connection]! + 1) % most;
              },
            },
            { seconds },
          );
        },
      },
      floor: inTurn(
        drafts.map((id) => {
          const { summary, mission } = texts(dice);
          return statement('W1', [id, summary, mission]);
        }),
      ),
    },
    compare: async (ask, asker) => {
      const lead = (await leads.ready(asker))[0]!;
      const content = texts(dice);
      await ask('server', save(lead, content));
      const saved = await world.admin.query<{ summary: string }>(
        'select summary from private.profiles where coalition_id = $1',
        [lead.key],
      );
      const revision: unknown = said(await ask('floor', statement('W1', [drafts[0], 'a', 'b'])));
      return [
        ...differing('W1', saved.rows[0]?.summary, content.summary),
        ...differing('W1 floor', typeof revision, 'number'),
      ];
    },
  };
}

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

function publishing(world: World, leads: Leads): Subject {
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

async function signingIn(world: World): Promise<Subject> {
  const calls = world.leads.map(({ email }) => graphql(SIGN_IN, { input: { email, password: PASSWORD } }));
  const verify = statement('verify', [await hashPassword(PASSWORD), PASSWORD]);
  return {
    ...{ code: 'S1', title: 'a sign-in', aims: [], connections: 2, per: 'sign-in' },
    runs: { server: inTurn(calls), floor: inTurn([verify]) },
    compare: async (ask) => {
      const { data } = said(await ask('server', calls[0]!)) as { data: { signIn: { accessToken: string } } };
      return [
        ...differing('S1', data.signIn.accessToken.split('.').length, 3),
        ...differing('S1 floor', said(await ask('floor', verify)), true),
      ];
    },
  };
}
