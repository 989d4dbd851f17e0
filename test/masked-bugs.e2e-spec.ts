import pino, { type Logger } from 'pino';
import { Role } from '../src/platform/graphql/allow.ts';
import { LOGGER } from '../src/platform/settings.module.ts';
import { TestApp } from './support/app.ts';
import { aPublishedCoalition } from './support/fixtures.ts';

const MASK = 'Something went wrong on our side. It was logged; try again, and tell us if it stays.';
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** What the server logs at `error`, as the lines that it writes. */
function linesOf(app: TestApp): Record<string, any>[] {
  const lines: Record<string, any>[] = [];
  const logger = app.nest.get<Logger & Record<symbol, unknown>>(LOGGER);
  logger[pino.symbols.streamSym] = { write: (line: string) => lines.push(JSON.parse(line) as never) };
  return lines;
}

describe('A bug', () => {
  let app: TestApp;
  let lines: Record<string, any>[];

  beforeEach(async () => {
    app = await TestApp.start({ LOG_LEVEL: 'error' });
    lines = linesOf(app);
  });
  afterEach(() => app.stop());

  const post = async (query: string, variables: object = {}, token = '') => {
    const call = app.http.post('/graphql').send({ query, variables });
    const { body, headers, status } = await (token ? call.set('authorization', `Bearer ${token}`) : call);
    return { body, status, requestId: headers['x-request-id'] };
  };
  const internal = (requestId: string | undefined) => ({ code: 'INTERNAL', requestId: requestId ?? 'none' });

  it('of the database is masked, and logged under the id that the client reads', async () => {
    const { network, slug } = await aPublishedCoalition(app);
    await app.database.rows('alter table published.coalitions rename column card to card_of_old');

    const query =
      'query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) { name } }';
    const { body, requestId } = await post(query, { network: network.slug, slug });

    expect(requestId).toMatch(ID);
    expect(body.errors).toEqual([
      { message: MASK, locations: expect.any(Array), path: ['coalition'], extensions: internal(requestId) },
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 50,
      requestId,
      error: { message: 'column c.card does not exist', code: '42703' },
    });
    expect(lines[0]!['error'].stack).toMatch(/\n\s+at .*transaction/);
    expect(JSON.stringify(lines)).not.toContain(slug);
  });

  it('that holds what somebody wrote is logged without it', async () => {
    await app.database.rows('set role registry_authz');
    await app.database.rows(
      `create or replace function access.credentials(key text) returns table (account_id uuid, password_hash text)
       language sql stable security definer set search_path = '' as $$ select key::uuid, key $$`,
    );

    const { body, requestId } = await post(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      {
        input: { email: 'somebody.private@example.org', password: 'a password nobody knows' },
      },
    );

    expect(body.errors[0].extensions).toEqual(internal(requestId));
    expect(lines).toMatchObject([
      {
        requestId,
        error: { message: 'invalid input syntax for type uuid: …', stack: expect.stringContaining(' at ') },
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/somebody|private|nobody/);
  });

  it('in a mutation undoes all of it', async () => {
    const coalition = await aPublishedCoalition(app);
    await app.database.rows('alter table access.mails rename column body to body_of_old');

    const invite = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { id } }';
    const input = { email: 'new@example.org', role: Role.EDITOR, coalitionId: coalition.id };
    const { body, requestId } = await post(invite, { input }, coalition.lead.token);

    expect(body).toMatchObject({ data: null, errors: [{ message: MASK, extensions: internal(requestId) }] });
    expect(lines).toHaveLength(1);
    expect(await app.database.rows('select * from access.invitations')).toEqual([]);
  });

  it('behind a file is masked in the same words', async () => {
    const { network } = await aPublishedCoalition(app);
    await app.database.rows('alter table published.coalitions rename column card to card_of_old');

    const { body, status, headers } = await app.http.get(`/exports/${network.slug}/now/coalitions.csv`);

    expect(status).toBe(500);
    expect(body).toEqual({ message: MASK, ...internal(headers['x-request-id']) });
    expect(lines).toMatchObject([
      { requestId: headers['x-request-id'], error: { message: 'column c.card does not exist' } },
    ]);
  });

  it('is not what a client does wrong: of that nothing is logged as one', async () => {
    await post('{');
    await post('{ nothing }');
    await post('{ viewer { email } }', {}, 'no token');
    await post('mutation { signOut }');
    await post('query ($s: String!) { network(slug: $s) { name } }', { s: 7 });
    await post(`{ ${'networks { name } '.repeat(11)} }`);
    expect(lines).toEqual([]);
  });
});
