import { Dice } from '../data/dice.ts';
import { sentences } from '../data/words.ts';
import type { Call } from '../machine/asking.ts';
import { differing, said } from './differing.ts';
import { SAVE_PROFILE } from './documents.ts';
import type { Lead, Leads } from './leads.ts';
import { graphql, inTurn, type Run, statement, type Subject } from './subject.ts';
import type { World } from './world.ts';

const AT_ONCE = 4;

/** What is saved: the two longest texts of a profile. */
const texts = (dice: Dice): { summary: string; mission: string } => ({
  summary: sentences(dice, 3),
  mission: sentences(dice, 4),
});

const save = ({ coalitionId, revision, token }: Lead, content: object): Call =>
  graphql(SAVE_PROFILE, { input: { coalitionId, expectedRevision: revision, ...content } }, token);

const DRAFT = 'select summary, mission from private.profiles where coalition_id = $1';

export function savingSubject(world: World, leads: Leads): Subject {
  const dice = new Dice('savings');
  const connections = Math.min(AT_ONCE, world.leads.length);
  const drafts = world.networks.flatMap((network) => network.drafts);
  return {
    ...{ code: 'W1', title: 'a profile saved', aims: [], exponent: 0.1, connections, per: 'save' },
    runs: {
      server: savesInTurn(leads, connections, dice),
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
      const { rows } = await world.admin.query<{ summary: string; mission: string }>(DRAFT, [lead.key]);
      const revision: unknown = said(await ask('floor', statement('W1', [drafts[0], 'a', 'b'])));
      return [...differing('W1', rows[0], content), ...differing('W1 floor', typeof revision, 'number')];
    },
  };
}

/** Each connection has coalitions of its own, so that no two save the same at once. */
function savesInTurn(leads: Leads, connections: number, dice: Dice): Run {
  let all: Lead[] = [];
  const turns = Array.from({ length: connections }, () => 0);
  const leadOf = (connection: number): Lead => all[connection + connections * turns[connection]!]!;
  return {
    prepare: async (asker) => {
      all = await leads.ready(asker);
    },
    run: (asker, seconds) =>
      asker.askFor(
        {
          next: (connection) => save(leadOf(connection), texts(dice)),
          done: (connection) => {
            leadOf(connection).revision++;
            turns[connection] = (turns[connection]! + 1) % Math.floor(all.length / connections);
          },
        },
        { seconds },
      ),
  };
}
