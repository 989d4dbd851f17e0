import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPublishedCoalition, PUBLISH, save } from './support/fixtures.ts';

const READ =
  'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { name slug } coalitionTombstone(network: $n, slug: $s) { name state movedTo { slug } } }';
const UNPUBLISH =
  'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { profile { publishedVersion hasUnpublishedChanges } } }';
const ARCHIVE =
  'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { profile { name } } }';
const MERGE =
  'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { profile { slug } } }';
const WORKSPACE =
  'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision publishedVersion backbone { id name } partners { organization { id name } } } } }';

describe('Publishing', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const read = async ({ network, slug }: { network: { slug: string }; slug: string }) =>
    app.data(null, READ, { n: network.slug, s: slug });
  const pageOf = ({ network, slug }: { network: { slug: string }; slug: string }) =>
    app.http.get(`/coalitions/${network.slug}/${slug}`).redirects(0);

  it('is taken back by the lead or the network, keeps the draft, and leaves a tombstone', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Ours' });
    const editor = await coalition.as(Role.EDITOR);
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    const input = { coalitionId: coalition.id, reason: 'Wrong county' };
    expect((await app.refusal(editor, UNPUBLISH, { input })).code).toBe('FORBIDDEN');
    expect((await pageOf(coalition)).status).toBe(200);

    await app.data(admin, UNPUBLISH, { input });

    expect(await read(coalition)).toEqual({
      coalition: null,
      coalitionTombstone: { name: coalition.name, state: 'UNPUBLISHED', movedTo: null },
    });
    expect((await pageOf(coalition)).status).toBe(410);
    expect(
      (await app.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id: coalition.id })).node,
    ).toBeNull();
    expect((await app.data(editor, WORKSPACE, { id: coalition.id })).workspace.profile).toMatchObject({
      revision: 2,
      publishedVersion: null,
    });
    expect((await app.refusal(coalition.lead, UNPUBLISH, { input })).code).toBe('CONFLICT');

    await app.data(coalition.lead, PUBLISH, {
      input: { coalitionId: coalition.id, expectedProfileRevision: 2 },
    });
    expect(await read(coalition)).toMatchObject({
      coalition: { name: coalition.name },
      coalitionTombstone: null,
    });
    expect((await app.data(editor, WORKSPACE, { id: coalition.id })).workspace.profile.publishedVersion).toBe(
      2,
    );
  });

  it('ends with the archive: the address says so, the workspace is only read', async () => {
    const coalition = await aPublishedCoalition(app);
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    const input = { coalitionId: coalition.id, reason: 'Dissolved' };
    expect((await app.refusal(coalition.lead, ARCHIVE, { input })).code).toBe('FORBIDDEN');

    await app.data(admin, ARCHIVE, { input });

    expect((await read(coalition)).coalitionTombstone).toMatchObject({ state: 'ARCHIVED' });
    expect((await app.data(coalition.lead, WORKSPACE, { id: coalition.id })).workspace.profile.revision).toBe(
      2,
    );
    const again = { input: { coalitionId: coalition.id, expectedProfileRevision: 2 } };
    expect((await app.refusal(coalition.lead, PUBLISH, again)).code).toBe('FORBIDDEN');
  });

  it('of a merged coalition redirects to the one that stays, however often it is merged again', async () => {
    const network = await aNetwork(app);
    const [first, second, third] = [
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
    ];
    const admin = await network.as(Role.NETWORK_ADMIN);
    const merge = (keepId: string, mergeId: string) => ({
      input: { keepId, mergeId, reason: 'One and the same' },
    });
    expect((await app.refusal(admin, MERGE, merge(first.id, first.id))).code).toBe('BAD_USER_INPUT');

    await app.data(admin, MERGE, merge(second.id, first.id));
    await app.data(admin, MERGE, merge(third.id, second.id));

    for (const gone of [first, second]) {
      expect(await read(gone)).toMatchObject({
        coalition: { slug: third.slug },
        coalitionTombstone: { state: 'MERGED', movedTo: { slug: third.slug } },
      });
      const page = await pageOf(gone);
      expect([page.status, page.headers['location']]).toEqual([
        301,
        `${app.config.publicUrl}/coalitions/${network.slug}/${third.slug}`,
      ]);
      expect((await app.data(gone.lead, WORKSPACE, { id: gone.id })).workspace).toBeNull();
    }
    const foreign = await aPublishedCoalition(app);
    expect((await app.refusal(admin, MERGE, merge(third.id, foreign.id))).code).toBe('NOT_FOUND');
    expect((await read(foreign)).coalition).not.toBeNull();
  });

  it('makes an organisation known: before, nobody else can find or guess it', async () => {
    const network = await aNetwork(app);
    const [mine, theirs] = [await aCoalition(app, network), await aCoalition(app, network)];
    const [lead, rival] = [await mine.as(Role.LEAD), await theirs.as(Role.LEAD)];
    const partners = [{ organization: { name: 'Quiet Donor Fund', url: 'https://example.org/quiet' } }];
    await save(app, lead, mine, { partners });
    const own = (await app.data(lead, WORKSPACE, { id: mine.id })).workspace.profile.partners[0].organization;

    const update = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { coalitionId } }';
    const guess = { coalitionId: theirs.id, expectedRevision: 1, backbone: { id: own.id } };
    expect((await app.refusal(rival, update, { input: guess })).fields).toHaveProperty(['input.backbone.id']);
    expect(
      (await app.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id: own.id })).node,
    ).toBeNull();
    await save(app, rival, theirs, { backbone: { name: 'quiet donor FUND' } });
    const separate = (await app.data(rival, WORKSPACE, { id: theirs.id })).workspace.profile.backbone;
    expect(separate.id).not.toBe(own.id);
    expect(JSON.stringify(await app.data(rival, WORKSPACE, { id: theirs.id }))).not.toContain(
      'example.org/quiet',
    );

    await app.data(lead, PUBLISH, { input: { coalitionId: mine.id, expectedProfileRevision: 2 } });
    await app.data(rival, PUBLISH, { input: { coalitionId: theirs.id, expectedProfileRevision: 2 } });

    const shared = (await app.data(rival, WORKSPACE, { id: theirs.id })).workspace.profile.backbone;
    expect(shared).toEqual({ id: own.id, name: 'Quiet Donor Fund' });
    await app.data(lead, UNPUBLISH, { input: { coalitionId: mine.id, reason: 'x' } });
    expect(
      (await app.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id: own.id })).node,
    ).not.toBeNull();
    await app.data(rival, UNPUBLISH, { input: { coalitionId: theirs.id, reason: 'x' } });
    expect(
      (await app.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id: own.id })).node,
    ).toBeNull();
  });

  it('does not let one coalition rewrite what others have published of an organisation', async () => {
    const network = await aNetwork(app);
    const first = await aPublishedCoalition(
      app,
      { backbone: { name: 'River House', url: 'https://example.org/river' } },
      network,
    );
    const { id } = (await app.data(first.lead, WORKSPACE, { id: first.id })).workspace.profile.backbone;
    const second = await aCoalition(app, network);
    const lead = await second.as(Role.LEAD);

    const update = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { coalitionId } }';
    const rewrite = {
      coalitionId: second.id,
      expectedRevision: 1,
      backbone: { id, url: 'https://example.com/mine' },
    };
    expect((await app.refusal(lead, update, { input: rewrite })).fields).toHaveProperty(['input.backbone']);
    await save(app, lead, second, { backbone: { id } });
    expect((await app.data(lead, WORKSPACE, { id: second.id })).workspace.profile.backbone.name).toBe(
      'River House',
    );
  });

  it('keeps its numbers when an act fails half way', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Ours' });
    const two = `mutation ($a: PublishCoalitionInput!, $b: PublishCoalitionInput!) { a: publishCoalition(input: $a) { id } b: publishCoalition(input: $b) { id } }`;
    const a = { coalitionId: coalition.id, expectedProfileRevision: 2 };
    const answer = await app.graphql(coalition.lead, two, { a, b: { ...a, expectedProfileRevision: 9 } });

    expect(answer.errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect(answer.data).toBeNull();
    expect(
      (await app.data(coalition.lead, WORKSPACE, { id: coalition.id })).workspace.profile.publishedVersion,
    ).toBe(1);
  });

  it("lists the workspaces to the network's staff, and to nobody else", async () => {
    const network = await aNetwork(app);
    const published = await aPublishedCoalition(app, {}, network, 'Aspen');
    await aCoalition(app, network, 'Birch');
    await aCoalition(app);
    const query = `query ($n: String!, $stale: Date) { network(slug: $n) { workspaces(staleSince: $stale, incomplete: true) {
      totalCount nodes { coalitionId name verifiedOn hasUnpublishedChanges completeness { percent } leads } } } }`;
    const analyst = await network.as(Role.NETWORK_ANALYST);

    const { workspaces } = (await app.data(analyst, query, { n: network.slug, stale: '2026-01-01' })).network;

    expect(workspaces).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          coalitionId: published.id,
          name: 'Aspen',
          hasUnpublishedChanges: false,
          leads: [published.lead.displayName],
        },
        { name: 'Birch', hasUnpublishedChanges: true, leads: [] },
      ],
    });
    expect((await app.refusal(published.lead, query, { n: network.slug })).code).toBe('NOT_FOUND');
    expect((await app.refusal(null, query, { n: network.slug })).code).toBe('UNAUTHENTICATED');
  });

  it('of ten coalitions at once, naming the same new organisation, is of one organisation', async () => {
    const network = await aNetwork(app);
    const drafts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const coalition = await aCoalition(app, network);
        const lead = await coalition.as(Role.LEAD);
        await save(app, lead, coalition, { partners: [{ organization: { name: 'Common Ground' } }] });
        return { coalition, lead };
      }),
    );
    const publish = ({ coalition, lead }: (typeof drafts)[number]) =>
      app.data(lead, PUBLISH, { input: { coalitionId: coalition.id, expectedProfileRevision: 2 } });
    await Promise.all(drafts.map(publish));
    const withdraw = drafts
      .slice(0, 5)
      .map(({ coalition, lead }) =>
        app.data(lead, UNPUBLISH, { input: { coalitionId: coalition.id, reason: 'x' } }),
      );
    await Promise.all([...withdraw, ...drafts.slice(5).map(publish)]);

    const rows = await app.database.rows('select name from published.organizations where network_id = $1', [
      network.key,
    ]);
    expect(rows).toEqual([{ name: 'Common Ground' }]);
  });
});
