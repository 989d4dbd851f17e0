import type { Person, TestApp } from './app.ts';
import { PUBLISH, type TestCoalition } from './fixtures.ts';

export const SAVE_STRATEGY = `mutation ($input: SaveStrategyInput!) {
  saveStrategy(input: $input) { coalitionId strategy { revision findings { severity rule nodeKeys } } } }`;

export interface StrategyFields {
  title?: string;
  nodes: { key: string; kind: string; text: string; approachCode?: string | null; note?: string | null }[];
  links: { from: string; to: string; confidence?: number; rationale?: string; evidence?: string }[];
  alignments: { nodeKey?: string; goalCode?: string; intent: string; strength?: number; note?: string }[];
  [field: string]: unknown;
}

/** An activity that leads to an outcome, which is aligned with each of the goals. */
export const towards = (...goalCodes: string[]): StrategyFields => ({
  nodes: [
    { key: 'visits', kind: 'ACTIVITY', text: 'Visits at home', approachCode: 'cdc-strong-start' },
    { key: 'calm', kind: 'SHORT_TERM_OUTCOME', text: 'Parents are calm' },
  ],
  links: [{ from: 'visits', to: 'calm' }],
  alignments: goalCodes.map((goalCode) => ({ nodeKey: 'calm', goalCode, intent: 'CONTRIBUTES' })),
});

/** Saves on the revision that is there; the one that it made. */
export async function saveStrategy(
  app: TestApp,
  by: Person,
  coalition: TestCoalition,
  strategy: StrategyFields,
): Promise<number> {
  const [row] = await app.database.rows<{ revision: number }>(
    'select revision from private.strategies where coalition_id = $1',
    [coalition.key],
  );
  const input = {
    ...{ coalitionId: coalition.id, expectedRevision: row?.revision ?? 0, title: 'Our way' },
    ...strategy,
  };
  return (await app.data(by, SAVE_STRATEGY, { input })).saveStrategy.strategy.revision as number;
}

/** Saves it, and makes it the one in force. The coalition is published already. */
export async function publishStrategy(
  app: TestApp,
  lead: Person,
  coalition: TestCoalition,
  strategy: StrategyFields,
  rationale?: string,
): Promise<void> {
  const expectedStrategyRevision = await saveStrategy(app, lead, coalition, strategy);
  const input = {
    coalitionId: coalition.id,
    expectedProfileRevision: 0,
    expectedStrategyRevision,
    rationale,
  };
  await app.data(lead, PUBLISH, { input: { ...input, parts: ['STRATEGY'] } });
}

/** Every field and every intent once. */
export const WHOLE: StrategyFields = {
  ...{ title: 'Our way', vision: 'Every child is safe', reviewOn: '2027-05-01' },
  nodes: [
    { key: 'money', kind: 'INPUT', text: 'A grant', note: 'For two years' },
    { key: 'visits', kind: 'ACTIVITY', text: 'Visits at home', approachCode: 'cdc-strong-start' },
    { key: 'calm', kind: 'SHORT_TERM_OUTCOME', text: 'Parents are calm' },
    { key: 'trust', kind: 'ASSUMPTION', text: 'Families open the door' },
  ],
  links: [
    { from: 'money', to: 'visits', rationale: 'It pays for them' },
    { from: 'visits', to: 'calm', confidence: 70 },
  ],
  alignments: [
    { nodeKey: 'calm', goalCode: 'G2-O1', intent: 'PARTLY', strength: 2 },
    { nodeKey: 'visits', intent: 'LOCAL_ONLY' },
    { goalCode: 'G1', intent: 'INTENTIONALLY_NOT_ADDRESSED' },
  ],
};

/** All that a draft and a version have alike. */
export const STRATEGY = `title vision reviewOn
  nodes { key kind text approach { code label } note }
  links { from to rationale confidence evidence }
  alignments { nodeKey goal { code } intent strength note }
  findings { severity rule nodeKeys }`;
