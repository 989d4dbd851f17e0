import pg from 'pg';
import { watched, WATCHED_SCHEMAS } from './watched.ts';
import * as declared from './declared.ts';
import { apiKeyOf, principalNamed, principals } from './principals.ts';
import { documentOf, givenTo } from './mutating.ts';
import { Run, tell } from './run.ts';
import { targetAt } from './target.ts';
import { World } from './world.ts';
import { accountTokenOf, invitationTokenOf, refreshTokenOf } from './world-rows.ts';

let world: World;
let run: Run;
let client: pg.Client;

beforeAll(async () => {
  world = await World.create();
  run = await Run.start(world);
  client = new pg.Client({ connectionString: run.database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await run?.end();
  await world?.drop();
});

/** Whoever a key belongs to, the program that calls with it is no person. */
const AS_BEARER: Record<string, string> = { 'access.api_keys': 'FORBIDDEN' };
/** The whole is in api.long-spec.ts. */
const SHARE = 0.03;
const some = [
  ...['nobody', 'the lead of A1', 'the admin of network B', 'a platform admin', 'a researcher of network A'],
  ...['the lead of A1 in an ended session', 'a former lead of A1', 'an analyst of network A who leads B2'],
  ...['a key of a researcher of network A', 'a revoked key of a researcher', 'a key that reads E1'],
].map(principalNamed);

describe('What is declared for the API', () => {
  it('is every field, argument, mutation, input and id of the running schema', () => {
    const { schema } = run;
    expect(declared.undeclaredFields(schema)).toEqual([]);
    expect(declared.undeclaredReadArguments(schema)).toEqual([]);
    expect(declared.undeclaredMutations(schema)).toEqual([]);
    expect(declared.undeclaredInputs(schema)).toEqual([]);
    expect(declared.undeclaredIds(schema)).toEqual([]);
  });

  it('is every role, table and kind of token', async () => {
    expect(declared.undeclaredRoles(run.schema)).toEqual([]);
    expect(await declared.undeclaredTables(client)).toEqual([]);
    expect(await declared.undeclaredTokens(client)).toEqual([]);
  });

  it('has rows in every table, so that a leak would be seen', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind in ('r', 'p')
         and (xpath('//n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text = '0'`,
      [WATCHED_SCHEMAS],
    );
    expect(rows.filter(({ name }) => !watched[name]?.emptied)).toEqual([]);
    tell(`canaries: ${world.canaries.size}`);
    expect(world.canaries.size).toBeGreaterThan(1_000);
  });
});

describe('The API, to some of all who ask', () => {
  it('tells nobody what is not theirs, along some of the ways there are', async () => {
    const findings = run.findings();
    await run.reads(findings, SHARE, some);
    await run.variants(findings, SHARE, some);
    await run.cursors(findings, SHARE, some);
    tell(`reads: ${findings.summary}`);
    expect(findings.faults.slice(0, 60)).toEqual([]);
  });

  it('answers what is hidden as what is not there', async () => {
    const findings = run.findings();
    await run.ids(findings, some.slice(0, 3));
    tell(`ids: ${findings.summary}`);
    expect(findings.faults.slice(0, 60)).toEqual([]);
  });

  it('changes nothing for those who may not', async () => {
    const findings = run.findings();
    await run.mutations(findings, some, ({ may, place }) => !may && ['A1', 'A', null].includes(place));
    tell(`mutations: ${findings.summary}`);
    expect(findings.faults.slice(0, 60)).toEqual([]);
  });

  it('takes a credential for what it was made for, and for nothing else', async () => {
    const lead = principalNamed('the lead of A1');
    const access = lead.caller(run.app)!.token;
    const kinds = {
      access,
      'access.refresh_tokens': refreshTokenOf(lead),
      'access.invitations': invitationTokenOf('A1'),
      'access.account_tokens': accountTokenOf(lead, 'PASSWORD_RESET'),
      'access.api_keys': apiKeyOf('a key of a researcher of network A'),
    };
    expect(declared.differences(Object.keys(kinds), ['access', ...Object.keys(declared.tokenKinds)])).toEqual(
      [],
    );
    const uses = Object.entries({
      ...{ refreshSession: 'refreshToken', acceptInvitation: 'token' },
      ...{ resetPassword: 'token', confirmEmailChange: 'token' },
    });
    for (const [kind, secret] of Object.entries(kinds)) {
      const asBearer = await run.calling.send(JSON.stringify({ query: '{ viewer { id } }' }), secret);
      expect([kind, asBearer.code]).toEqual([
        kind,
        AS_BEARER[kind] ?? (kind === 'access' ? undefined : 'UNAUTHENTICATED'),
      ]);
      for (const [mutation, field] of uses.filter(([name]) => declared.tokenKinds[kind] !== name)) {
        const taker = run.schema.getMutationType()!.getFields()[mutation]!;
        const sound = givenTo(taker, targetAt('A1', lead, run.before)) as object;
        const variables = { given: { ...sound, [field]: secret } };
        const { code } = await run.calling.send(
          JSON.stringify({ query: documentOf(taker), variables }),
          null,
        );
        expect([kind, mutation, code]).toEqual([
          kind,
          mutation,
          expect.stringMatching(/UNAUTHENTICATED|NOT_FOUND|BAD_USER_INPUT/),
        ]);
      }
    }
    expect(principals.length).toBeGreaterThan(20);
  });
});
