import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  type TestCoalition,
} from './support/fixtures.ts';
import { publishStrategy, saveStrategy, STRATEGY, towards, WHOLE } from './support/strategies.ts';

const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) { strategy { revision ${STRATEGY}
  changesSincePublished { change path before after } } } }`;
const RECORD = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) {
  strategy { id version rationale frameworkVersion ${STRATEGY} basedOn { coalitionName version coalition { name } } }
  strategyVersions { totalCount nodes { id version } } } }`;
const START = `mutation ($input: StartStrategyInput!) { startStrategy(input: $input) {
  strategy { revision ${STRATEGY} basedOn { coalitionName version } } } }`;

describe('A published strategy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const draftOf = async (person: Person, { id }: TestCoalition) =>
    (await app.data(person, DRAFT, { id })).workspace.strategy;
  const recordOf = async ({ network, slug }: TestCoalition) =>
    (await app.data(null, RECORD, { network: network.slug, slug })).coalition;

  it('becomes a version that shows in the record, and keeps what it was when the draft goes on', async () => {
    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, WHOLE, 'First thoughts');
    const { strategy: first } = await recordOf(coalition);
    expect(first).toMatchObject({ version: 1, rationale: 'First thoughts', title: 'Our way', findings: [] });
    expect((await draftOf(coalition.lead, coalition)).changesSincePublished).toEqual([]);

    const nodes = WHOLE.nodes.map((node) =>
      node.key === 'calm' ? { ...node, text: 'Parents keep calm' } : node,
    );
    const changed = { ...WHOLE, nodes: nodes.toReversed(), rationale: 'Clearer' };
    await saveStrategy(app, coalition.lead, coalition, changed);
    expect((await recordOf(coalition)).strategy).toEqual(first);
    const reworded = [
      { change: 'REWORDED', path: 'nodes.calm.text', before: 'Parents are calm', after: 'Parents keep calm' },
    ];
    expect((await draftOf(coalition.lead, coalition)).changesSincePublished).toEqual(reworded);

    await publishStrategy(app, coalition.lead, coalition, changed);
    const { strategy: second, strategyVersions } = await recordOf(coalition);
    expect(second).toMatchObject({ version: 2, rationale: 'Clearer' });
    expect(strategyVersions).toEqual({
      totalCount: 2,
      nodes: [
        { id: second.id, version: 2 },
        { id: first.id, version: 1 },
      ],
    });
    const since = `query ($id: ID!, $version: Int!) { node(id: $id) { ... on StrategyVersion {
      coalition { slug } changesSince(version: $version) { change path before after } } } }`;
    const { node } = await app.data(null, since, { id: second.id, version: 1 });
    expect(node).toEqual({ coalition: { slug: coalition.slug }, changesSince: reworded });
    expect((await app.refusal(null, since, { id: second.id, version: 9 })).fields).toHaveProperty('version');
  });

  it('with an error is not published, and never holds the profile back', async () => {
    const coalition = await aPublishedCoalition(app);
    const circle = { ...WHOLE, links: [...WHOLE.links, { from: 'calm', to: 'visits' }] };
    const expectedStrategyRevision = await saveStrategy(app, coalition.lead, coalition, circle);
    const publish = { coalitionId: coalition.id, expectedProfileRevision: 2 };

    for (const wish of [{ expectedStrategyRevision }, { parts: ['STRATEGY'] }]) {
      const { code, findings } = await app.refusal(coalition.lead, PUBLISH, {
        input: { ...publish, ...wish },
      });
      expect(code).toBe('CONFLICT');
      expect(findings).toContainEqual(expect.objectContaining({ rule: 'cycle' }));
    }
    await app.data(coalition.lead, PUBLISH, { input: publish });
    await app.data(coalition.lead, PUBLISH, { input: { ...publish, parts: ['PROFILE'] } });
    expect((await recordOf(coalition)).strategy).toBeNull();
  });

  it('is published together with the profile when nothing is wrong, once', async () => {
    const coalition = await aPublishedCoalition(app);
    await saveStrategy(app, coalition.lead, coalition, WHOLE);
    const input = { coalitionId: coalition.id, expectedProfileRevision: 2 };
    await app.data(coalition.lead, PUBLISH, { input });
    await app.data(coalition.lead, PUBLISH, { input });

    expect((await recordOf(coalition)).strategyVersions.totalCount).toBe(1);
    const alone = { input: { ...input, parts: ['STRATEGY'] } };
    expect((await app.refusal(coalition.lead, PUBLISH, alone)).code).toBe('CONFLICT');
    const stale = { input: { ...input, expectedStrategyRevision: 7 } };
    expect(await app.refusal(coalition.lead, PUBLISH, stale)).toMatchObject({
      code: 'CONFLICT',
      currentRevision: 1,
    });
  });

  it('is not public before the profile is, nor after the record was taken back', async () => {
    const unpublished = await aCoalition(app);
    const lead = await unpublished.as(Role.LEAD);
    await saveStrategy(app, lead, unpublished, WHOLE);
    const input = { coalitionId: unpublished.id, expectedProfileRevision: 1, parts: ['STRATEGY'] };
    expect((await app.refusal(lead, PUBLISH, { input })).code).toBe('CONFLICT');

    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, WHOLE);
    const { id } = (await recordOf(coalition)).strategy;
    const unpublish =
      'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }';
    await app.data(coalition.lead, unpublish, { input: { coalitionId: coalition.id, reason: 'x' } });
    expect((await app.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id })).node).toBeNull();

    const again = { coalitionId: coalition.id, expectedProfileRevision: 2, parts: ['PROFILE'] };
    await app.data(coalition.lead, PUBLISH, { input: again });
    expect((await recordOf(coalition)).strategyVersions).toEqual({ totalCount: 0, nodes: [] });
    await app.data(coalition.lead, PUBLISH, { input: { ...again, parts: ['STRATEGY'] } });
    expect((await recordOf(coalition)).strategyVersions.nodes).toMatchObject([{ version: 2 }]);
  });

  it('goes back to an earlier version, also after the record was taken back', async () => {
    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, WHOLE);
    await publishStrategy(app, coalition.lead, coalition, { ...WHOLE, title: 'Another way' });
    const discard = `mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { strategy { title revision } } }`;
    const back = (expectedRevision: number, strategyVersion: number) => ({
      input: { coalitionId: coalition.id, expectedRevision, strategyVersion },
    });
    expect((await app.data(coalition.lead, discard, back(2, 1))).discardDraft.strategy).toEqual({
      ...{ title: 'Our way', revision: 3 },
    });
    expect((await app.refusal(coalition.lead, discard, back(2, 1))).code).toBe('CONFLICT');
    expect((await app.refusal(coalition.lead, discard, back(3, 9))).code).toBe('CONFLICT');
  });

  it('starts from the framework, from nothing, or as a copy that says whose it was', async () => {
    const network = await aNetwork(app);
    const origin = await aPublishedCoalition(app, {}, network, 'Origin');
    await publishStrategy(app, origin.lead, origin, WHOLE);
    const copyOf = (await recordOf(origin)).strategy.id;
    const coalition = await aPublishedCoalition(app, {}, network, 'Copy');
    const start = async (expectedRevision: number, from: object) =>
      (
        await app.data(coalition.lead, START, {
          input: { coalitionId: coalition.id, expectedRevision, ...from },
        })
      ).startStrategy.strategy;

    const framework = await start(0, { template: 'FRAMEWORK' });
    expect(framework.alignments.map(({ goal }: { goal: { code: string } }) => goal.code)).toEqual([
      'G1',
      'G2-O1',
    ]);
    expect(framework.nodes.map(({ text }: { text: string }) => text)).toEqual([
      'Fewer adversities',
      'Parents know whom to ask',
    ]);
    expect((await start(1, { template: 'BLANK' })).nodes).toEqual([]);
    const copy = await start(2, { copyOf });
    expect(copy).toMatchObject({ basedOn: { coalitionName: 'Origin', version: 1 }, title: 'Our way' });
    expect(copy.alignments).toHaveLength(3);

    const { nodes, links, alignments } = WHOLE;
    await publishStrategy(app, coalition.lead, coalition, { title: 'Ours by now', nodes, links, alignments });
    expect((await recordOf(coalition)).strategy.basedOn).toEqual({
      ...{ coalitionName: 'Origin', version: 1, coalition: { name: 'Origin' } },
    });
    const both = { input: { coalitionId: coalition.id, expectedRevision: 4, template: 'BLANK', copyOf } };
    expect((await app.refusal(coalition.lead, START, both)).code).toBe('BAD_USER_INPUT');
    const draftId = { input: { coalitionId: coalition.id, expectedRevision: 4, copyOf: origin.id } };
    expect((await app.refusal(coalition.lead, START, draftId)).code).toBe('NOT_FOUND');
  });

  it('copied into another network leaves that network’s goals behind', async () => {
    const origin = await aPublishedCoalition(app);
    await publishStrategy(app, origin.lead, origin, towards('G1'));
    const copyOf = (await recordOf(origin)).strategy.id;
    const coalition = await aCoalition(app);
    const input = { coalitionId: coalition.id, expectedRevision: 0, copyOf };
    const { strategy } = (await app.data(await coalition.as(Role.LEAD), START, { input })).startStrategy;
    expect(strategy.alignments).toEqual([]);
    expect(strategy.nodes[0].approach.code).toBe('cdc-strong-start');
  });
});
