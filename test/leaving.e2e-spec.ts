import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPlatformAdmin, aPublishedCoalition } from './support/fixtures.ts';
import { accept, codeOf, INVITE, invited } from './support/invitations.ts';

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const MINE = '{ viewer { memberships { id } } }';
const HISTORY =
  'query ($id: ID!) { workspace(coalitionId: $id) { history(first: 100) { nodes { subject before after } } } }';
const ARCHIVE =
  'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { coalitionId } }';
const MERGE = 'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';

describe('Whoever leaves', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const membershipId = async (person: Parameters<TestApp['data']>[0]): Promise<string> =>
    (await app.data(person, MINE)).viewer.memberships[0].id;

  it('leaves no open invitation behind', async () => {
    const coalition = await aCoalition(app);
    const [leaver, stays] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    const { token } = await invited(app, leaver, coalition, Role.LEAD);

    await app.data(stays, REMOVE, { input: { membershipId: await membershipId(leaver) } });

    expect(codeOf(await accept(app, token))).toBe('NOT_FOUND');
  });

  it('may do so as a researcher too, whose role opens no workspace', async () => {
    const network = await aNetwork(app);
    const researcher = await network.as(Role.RESEARCHER);
    await app.data(researcher, REMOVE, { input: { membershipId: await membershipId(researcher) } });
    expect((await app.data(researcher, MINE)).viewer.memberships).toEqual([]);
  });

  it('may be removed by the network when the coalition is archived, and nobody can join it any more', async () => {
    const coalition = await aCoalition(app);
    const [lead, admin] = [await coalition.as(Role.LEAD), await coalition.network.as(Role.NETWORK_ADMIN)];
    const { token } = await invited(app, lead, coalition);
    await app.data(admin, ARCHIVE, { input: { coalitionId: coalition.id, reason: 'x' } });

    expect(codeOf(await accept(app, token))).toBe('NOT_FOUND');
    await app.data(admin, REMOVE, { input: { membershipId: await membershipId(lead) } });
    expect((await app.data(lead, MINE)).viewer.memberships).toEqual([]);
  });

  it('has no role left in a coalition that was merged away', async () => {
    const network = await aNetwork(app);
    const [kept, gone] = [
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
    ];
    const admin = await network.as(Role.NETWORK_ADMIN);
    await app.data(admin, MERGE, { input: { keepId: kept.id, mergeId: gone.id, reason: 'x' } });
    expect((await app.data(gone.lead, MINE)).viewer.memberships).toEqual([]);
  });

  it('leaves no e-mail address in the history, which viewers read', async () => {
    const coalition = await aCoalition(app);
    const [lead, viewer] = [await coalition.as(Role.LEAD), await coalition.as(Role.VIEWER)];
    const { token } = await invited(app, lead, coalition);
    await accept(app, token);
    await app.data(viewer, REMOVE, { input: { membershipId: await membershipId(viewer) } });
    const reader = await coalition.as(Role.VIEWER);
    expect(JSON.stringify(await app.data(reader, HISTORY, { id: coalition.id }))).not.toContain('@');
  });

  it('a platform admin may be the one who invites the first admin of a network', async () => {
    const network = await aNetwork(app);
    const input = { email: 'first.admin@example.org', role: Role.NETWORK_ADMIN, network: network.slug };
    expect((await app.data(await aPlatformAdmin(app), INVITE, { input })).inviteMember.role).toBe(
      'NETWORK_ADMIN',
    );
  });
});
