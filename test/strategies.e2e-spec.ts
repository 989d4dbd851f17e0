import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, type TestCoalition } from './support/fixtures.ts';
import { SAVE_STRATEGY, saveStrategy, STRATEGY, WHOLE } from './support/strategies.ts';

const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) { strategy { revision ${STRATEGY}
  changesSincePublished { change path before after } } } }`;
describe('A strategy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const draftOf = async (person: Person, { id }: TestCoalition) =>
    (await app.data(person, DRAFT, { id })).workspace.strategy;
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
});
