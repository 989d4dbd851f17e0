import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { type KeyHolder, REVOKE_KEY, withKey } from './support/api-keys.ts';
import { lettersTo, tokenIn } from './support/account-letters.ts';
import { aNetwork, type TestNetwork } from './support/fixtures.ts';

const READ = 'query ($slug: String!) { network(slug: $slug) { name } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';

describe('An API key', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });
  afterAll(() => app.stop());

  const codeOf = async (holder: Person): Promise<string | undefined> =>
    (await app.graphql(holder, READ, { slug: network.slug })).errors?.[0]?.extensions.code;

  const setTo = (table: string, column: string, where: string) => (holder: KeyHolder) =>
    app.database.rows(`update access.${table} set ${column} = now() where ${where} = $1`, [holder.accountId]);

  it.each<[string, (holder: KeyHolder) => Promise<unknown>]>([
    ['it is revoked by its owner', ({ owner, keyId }) => app.data(owner, REVOKE_KEY, { id: keyId })],
    ['it is revoked by the admin', ({ keyId }) => app.data(admin, REVOKE_KEY, { id: keyId })],
    ['it ran out', (holder) => setTo('api_keys', 'expires_at', 'account_id')(holder)],
    ['its owner is disabled', (holder) => setTo('accounts', 'disabled_at', 'id')(holder)],
    ['its owner leaves', ({ owner }) => leave(owner)],
    ['its owner has forgotten the password', ({ owner }) => resetPassword(owner)],
  ])('is refused to the very next request once %s', async (_, end) => {
    const holder = await withKey(app, await network.as(Role.RESEARCHER), network);
    const file = () =>
      app.http.get(`/exports/${network.slug}/now/goals.csv`).set('authorization', `Bearer ${holder.token}`);
    expect([await codeOf(holder), (await file()).status]).toEqual([undefined, 200]);

    await end(holder);

    expect([await codeOf(holder), (await file()).status]).toEqual(['UNAUTHENTICATED', 401]);
  });

  const leave = async (person: Person): Promise<void> => {
    const { viewer } = await app.data(person, '{ viewer { memberships { id } } }');
    await app.data(person, REMOVE, { input: { membershipId: viewer.memberships[0].id } });
  };

  const resetPassword = async ({ email }: Person): Promise<void> => {
    const ask = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
    await app.data(null, ask, { input: { email } });
    const token = tokenIn((await lettersTo(app, email)).at(-1));
    const reset = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
    await app.data(null, reset, { input: { token, password: 'lampe tisch regen' } });
  };

  it('is revoked by nobody else, and what is not there is the same answer', async () => {
    const researcher = await network.as(Role.RESEARCHER);
    const holder = await withKey(app, researcher, network);
    const away = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    const others = [await network.as(Role.NETWORK_ANALYST), await network.as(Role.RESEARCHER), away];
    for (const person of others)
      for (const id of [holder.keyId, 'x', ''])
        expect((await app.refusal(person, REVOKE_KEY, { id })).code).toBe('NOT_FOUND');
    expect(await codeOf(holder)).toBeUndefined();
    await app.data(admin, REVOKE_KEY, { id: holder.keyId });
    expect((await app.refusal(researcher, REVOKE_KEY, { id: holder.keyId })).code).toBe('NOT_FOUND');
  });
});
