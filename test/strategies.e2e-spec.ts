import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  type TestCoalition,
} from './support/fixtures.ts';
import {
  publishStrategy,
  SAVE_STRATEGY,
  saveStrategy,
  type StrategyFields,
  towards,
} from './support/strategies.ts';

const STRATEGY = `title vision reviewOn
  nodes { key kind text approach { code label } note }
  links { from to rationale confidence evidence }
  alignments { nodeKey goal { code } intent strength note }
  findings { severity rule nodeKeys }`;
const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) { strategy { revision ${STRATEGY}
  changesSincePublished { change path before after } } } }`;
const RECORD = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) {
  strategy { id version rationale frameworkVersion ${STRATEGY} basedOn { coalitionName version coalition { name } } }
  strategyVersions { totalCount nodes { id version } } } }`;
const START = `mutation ($input: StartStrategyInput!) { startStrategy(input: $input) {
  strategy { revision ${STRATEGY} basedOn { coalitionName version } } } }`;

const WHOLE: StrategyFields = {
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

describe('A strategy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const draftOf = async (person: Person, { id }: TestCoalition) =>
    (await app.data(person, DRAFT, { id })).workspace.strategy;
  const recordOf = async ({ network, slug }: TestCoalition) =>
    (await app.data(null, RECORD, { network: network.slug, slug })).coalition;
  const inputOf = (coalition: TestCoalition, expectedRevision: number, fields: object) => ({
    input: {
      coalitionId: coalition.id,
      expectedRevision,
      title: 'x',
      nodes: [],
      links: [],
      alignments: [],
      ...fields,
    },
  });

  it('begins with nothing, and is saved whole by an editor', async () => {
    const coalition = await aCoalition(app);
    const editor = await coalition.as(Role.EDITOR);
    expect(await draftOf(editor, coalition)).toMatchObject({
      revision: 0,
      nodes: [],
      changesSincePublished: [],
    });

    expect(await saveStrategy(app, editor, coalition, WHOLE)).toBe(1);

    const draft = await draftOf(editor, coalition);
    expect(draft).toMatchObject({
      ...{ revision: 1, title: 'Our way', vision: 'Every child is safe', reviewOn: '2027-05-01' },
      links: [
        { from: 'money', to: 'visits', rationale: 'It pays for them', confidence: null, evidence: null },
        { from: 'visits', to: 'calm', rationale: null, confidence: 70 },
      ],
      alignments: [
        { nodeKey: 'calm', goal: { code: 'G2-O1' }, intent: 'PARTLY', strength: 2 },
        { nodeKey: 'visits', goal: null, intent: 'LOCAL_ONLY', strength: null },
        { nodeKey: null, goal: { code: 'G1' }, intent: 'INTENTIONALLY_NOT_ADDRESSED' },
      ],
      findings: [],
    });
    expect(draft.nodes[1]).toEqual({
      ...{ key: 'visits', kind: 'ACTIVITY', text: 'Visits at home', note: null },
      approach: { code: 'cdc-strong-start', label: 'Ensure a strong start for children' },
    });
    expect(draft.changesSincePublished.map(({ change }: { change: string }) => change)).toContain('ADDED');
  });

  it('is refused to a viewer, and to everybody without a role there', async () => {
    const coalition = await aCoalition(app);
    const input = inputOf(coalition, 0, {});
    expect((await app.refusal(await coalition.as(Role.VIEWER), SAVE_STRATEGY, input)).code).toBe('FORBIDDEN');
    const stranger = await (await aCoalition(app, coalition.network)).as(Role.LEAD);
    expect((await app.refusal(stranger, SAVE_STRATEGY, input)).code).toBe('NOT_FOUND');
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    expect((await app.refusal(admin, SAVE_STRATEGY, input)).code).toBe('FORBIDDEN');
  });

  it('of two who save at once is saved for one, and the other learns who it was', async () => {
    const coalition = await aCoalition(app);
    const [ann, bo] = [await coalition.as(Role.LEAD), await coalition.as(Role.EDITOR)];
    for (const revision of [0, 1]) {
      const answers = await Promise.all(
        [ann, bo].map((person) =>
          app.graphql(person, SAVE_STRATEGY, inputOf(coalition, revision, { title: person.displayName })),
        ),
      );
      const refused = answers.findIndex(({ errors }) => errors);
      const winner = refused === 0 ? bo : ann;
      expect(answers[1 - refused]!.errors).toBeUndefined();
      expect(answers[refused]!.errors![0]!.extensions).toMatchObject({
        ...{ code: 'CONFLICT', currentRevision: revision + 1, changedBy: winner.displayName },
        changedAt: expect.stringMatching(/^\d{4}-/),
      });
      expect((await draftOf(ann, coalition)).title).toBe(winner.displayName);
    }
    expect((await app.refusal(ann, SAVE_STRATEGY, inputOf(await aNew(ann), 5, {}))).currentRevision).toBe(0);
  });
  const aNew = async (lead: Person): Promise<TestCoalition> => {
    const coalition = await aCoalition(app);
    await app.database.rows(
      `insert into access.memberships (account_id, role, coalition_id) values ($1, 'LEAD', $2)`,
      [lead.accountId, coalition.key],
    );
    return coalition;
  };

  it('with anything wrong in it is refused with each path, and nothing of it is saved', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await saveStrategy(app, lead, coalition, WHOLE);
    const before = await draftOf(lead, coalition);
    const node = { key: 'a', kind: 'IMPACT', text: 'x' };
    const wrong = [
      [{ nodes: [node, node] }, 'input.nodes.1.key'],
      [{ nodes: [{ ...node, key: 'a b' }] }, 'input.nodes.0.key'],
      [{ nodes: [{ ...node, text: 'x'.repeat(501) }] }, 'input.nodes.0.text'],
      [{ nodes: [{ ...node, approachCode: 'no-such' }] }, 'input.nodes.0.approachCode'],
      [{ nodes: [node], links: [{ from: 'a', to: 'b' }] }, 'input.links.0.to'],
      [{ nodes: [node], links: [{ from: 'a', to: 'a' }] }, 'input.links.0.to'],
      [
        { alignments: [{ goalCode: 'G9', intent: 'INTENTIONALLY_NOT_ADDRESSED' }] },
        'input.alignments.0.goalCode',
      ],
      [{ alignments: [{ goalCode: 'G1', intent: 'CONTRIBUTES' }] }, 'input.alignments.0.nodeKey'],
      [
        { nodes: [node], alignments: [{ nodeKey: 'a', goalCode: 'G1', intent: 'LOCAL_ONLY' }] },
        'input.alignments.0.goalCode',
      ],
      [
        { nodes: [node], alignments: [{ nodeKey: 'a', goalCode: 'G1', intent: 'PARTLY', strength: 4 }] },
        'input.alignments.0.strength',
      ],
      [{ title: ' ' }, 'input.title'],
      [{ nodes: Array.from({ length: 501 }, (_, i) => ({ ...node, key: `k${i}` })) }, 'input.nodes'],
    ] as const;
    for (const [fields, path] of wrong) {
      const { code, fields: problems } = await app.refusal(
        lead,
        SAVE_STRATEGY,
        inputOf(coalition, 1, fields),
      );
      expect([path, code, Object.keys(problems!)]).toEqual([
        path,
        'BAD_USER_INPUT',
        expect.arrayContaining([path]),
      ]);
    }
    expect(await draftOf(lead, coalition)).toEqual(before);
  });

  it('of 300 nodes and 600 links is saved and read', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const nodes = Array.from({ length: 300 }, (_, i) => ({
      key: `k${i}`,
      kind: 'ACTIVITY',
      text: `Node ${i}`,
    }));
    const links = nodes.flatMap((_, i) => [1, 2].map((by) => ({ from: `k${i}`, to: `k${(i + by) % 300}` })));
    await saveStrategy(app, lead, coalition, { nodes, links, alignments: [] });
    const draft = await draftOf(lead, coalition);
    expect([draft.nodes.length, draft.links.length]).toEqual([300, 600]);
    expect(draft.findings).toContainEqual(expect.objectContaining({ rule: 'cycle', severity: 'ERROR' }));
  });

  it('shows in the history only where it differs', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await saveStrategy(app, lead, coalition, WHOLE);
    const nodes = WHOLE.nodes.map((node) =>
      node.key === 'calm' ? { ...node, text: 'Parents keep calm' } : node,
    );
    await saveStrategy(app, lead, coalition, { ...WHOLE, nodes: nodes.toReversed() });

    const query = `query ($id: ID!) { workspace(coalitionId: $id) { history(first: 3) { nodes { action subject before after } } } }`;
    const { history } = (await app.data(lead, query, { id: coalition.id })).workspace;
    expect(history.nodes[0]).toEqual({
      ...{ action: 'saveStrategy', subject: 'strategy node calm' },
      ...{ before: '{"text":"Parents are calm"}', after: '{"text":"Parents keep calm"}' },
    });
    expect(history.nodes[1].after).not.toContain('keep calm');
  });

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
