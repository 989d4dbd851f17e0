import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';
import { INVITE, REVOKE } from './support/invitations.ts';

const STAFF = `query ($slug: String!) { network(slug: $slug) {
  members { membershipId displayName role } invitations { id email role } } }`;

describe("A network's own members", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const seenBy = async (person: Person, { slug }: TestNetwork) =>
    (await app.data(person, STAFF, { slug })).network;

  it('are listed for its staff, who thereby can change and end their roles', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const analyst = await network.as(Role.NETWORK_ANALYST);
    const { members } = await seenBy(admin, network);
    expect(members.map(({ displayName, role }: Record<string, string>) => [displayName, role])).toEqual([
      [admin.displayName, 'NETWORK_ADMIN'],
      [analyst.displayName, 'NETWORK_ANALYST'],
    ]);

    const remove = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
    await app.data(admin, remove, { input: { membershipId: members[1].membershipId } });

    expect((await seenBy(admin, network)).members).toHaveLength(1);
  });

  it('are invited and uninvited by its admin; an analyst sees no address', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const input = { email: 'new@example.org', role: 'RESEARCHER', network: network.slug };
    await app.data(admin, INVITE, { input });

    const { invitations } = await seenBy(admin, network);
    expect(invitations).toEqual([{ id: expect.any(String), email: 'new@example.org', role: 'RESEARCHER' }]);
    expect((await seenBy(await network.as(Role.NETWORK_ANALYST), network)).invitations).toEqual([]);
    await app.data(admin, REVOKE, { id: invitations[0].id });
    expect((await seenBy(admin, network)).invitations).toEqual([]);
  });

  it('are not sent away by those who only read', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const analyst = await network.as(Role.NETWORK_ANALYST);
    const { members } = await seenBy(analyst, network);
    const remove = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';

    const refusal = await app.refusal(analyst, remove, { input: { membershipId: members[0].membershipId } });

    expect(refusal.code).toBe('FORBIDDEN');
    expect((await seenBy(admin, network)).members).toHaveLength(2);
  });

  it('are nobody else’s business', async () => {
    const network = await aNetwork(app);
    const foreign = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    for (const person of [foreign, await network.as(Role.RESEARCHER)]) {
      const { errors } = await app.graphql(person, STAFF, { slug: network.slug });
      expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['NOT_FOUND']));
    }
    const { errors } = await app.graphql(null, STAFF, { slug: network.slug });
    expect(new Set(errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['UNAUTHENTICATED']));
  });
});
