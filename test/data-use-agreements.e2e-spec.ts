import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { ACCEPT_AGREEMENT, SAVE_AGREEMENT, withKey } from './support/api-keys.ts';
import { aNetwork, aPerson, type TestNetwork } from './support/fixtures.ts';

const READ =
  'query ($slug: String!) { network(slug: $slug) { dataUseAgreement { version textEn textEs } revision } }';
const ACCEPTANCES =
  'query ($slug: String!) { network(slug: $slug) { agreementAcceptances { version acceptedAs acceptedAt } } }';

describe('A data-use agreement', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const save = (admin: Person, { slug }: TestNetwork, text: string) =>
    app.graphql(admin, SAVE_AGREEMENT, { input: { network: slug, textEn: text, textEs: `${text} (es)` } });
  const accept = (person: Person | null, { slug }: TestNetwork, version: number) =>
    app.graphql(person, ACCEPT_AGREEMENT, { input: { network: slug, version } });
  const read = (person: Person | null, { slug }: TestNetwork) => app.graphql(person, READ, { slug });
  const codeOf = async (answer: ReturnType<typeof read>): Promise<string | undefined> =>
    (await answer).errors?.[0]?.extensions.code;

  it('is read by anybody, in its newest version, as soon as it is in force', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const before = (await read(null, network)).data!.network;
    expect(before.dataUseAgreement).toBeNull();

    for (const [text, version] of [
      ['Cite us.', 1],
      ['Cite us, and tell us.', 2],
      ['Cite us, and tell us.', 2],
    ] as const) {
      expect((await save(admin, network, text)).data!.saveDataUseAgreement.version).toBe(version);
      const { dataUseAgreement } = (await read(null, network)).data!.network;
      expect(dataUseAgreement).toEqual({ version, textEn: text, textEs: `${text} (es)` });
    }
    expect((await read(null, network)).data!.network.revision).toBeGreaterThan(before.revision as number);
  });

  it('stops keys until their owner has accepted the version in force, with a sentence that says so', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const researcher = await network.as(Role.RESEARCHER);
    const other = await network.as(Role.RESEARCHER);
    const [holder, others] = [await withKey(app, researcher, network), await withKey(app, other, network)];
    const file = () =>
      app.http.get(`/exports/${network.slug}/now/goals.csv`).set('authorization', `Bearer ${holder.token}`);
    expect(await codeOf(read(holder, network))).toBeUndefined();

    for (const version of [1, 2]) {
      await save(admin, network, `Version ${version}`);
      const { errors } = await read(holder, network);
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining(`Accept version ${version} of`),
          extensions: { code: 'FORBIDDEN' },
        },
      ]);
      expect(errors![0]!.message).toContain('acceptDataUseAgreement');
      expect((await file()).status).toBe(403);

      expect((await accept(researcher, network, version)).data!.acceptDataUseAgreement).toMatchObject({
        ...{ version, acceptedAs: researcher.displayName },
      });
      expect([await codeOf(read(holder, network)), (await file()).status]).toEqual([undefined, 200]);
      expect(await codeOf(read(others, network))).toBe('FORBIDDEN');
    }
  });

  it('is accepted in person, in the version in force, by those with a role in the network', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const researcher = await network.as(Role.RESEARCHER);
    const holder = await withKey(app, researcher, network);
    expect(await codeOf(accept(researcher, network, 1))).toBe('NOT_FOUND');
    await save(admin, network, 'One');
    await save(admin, network, 'Two');

    const stale = (await accept(researcher, network, 1)).errors!;
    expect(stale[0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    expect(await codeOf(accept(holder, network, 2))).toBe('FORBIDDEN');
    expect(await codeOf(accept(null, network, 2))).toBe('UNAUTHENTICATED');
    expect(await codeOf(accept(await aPerson(app), network, 2))).toBe('FORBIDDEN');
    const elsewhere = await (await aNetwork(app)).as(Role.RESEARCHER);
    expect(await codeOf(accept(elsewhere, network, 2))).toBe('NOT_FOUND');
    expect(await codeOf(read(holder, network))).toBe('FORBIDDEN');

    const first = (await accept(researcher, network, 2)).data!;
    expect((await accept(researcher, network, 2)).data).toEqual(first);
    const { network: seen } = await app.data(admin, ACCEPTANCES, { slug: network.slug });
    expect(seen.agreementAcceptances).toEqual([first.acceptDataUseAgreement]);
    expect((await app.refusal(researcher, ACCEPTANCES, { slug: network.slug })).code).toBe('NOT_FOUND');
  });

  it('is saved by an admin of that network alone', async () => {
    const network = await aNetwork(app);
    const others: [Person, string][] = [
      [await network.as(Role.NETWORK_ANALYST), 'FORBIDDEN'],
      [await network.as(Role.RESEARCHER), 'FORBIDDEN'],
      [await (await aNetwork(app)).as(Role.NETWORK_ADMIN), 'NOT_FOUND'],
    ];
    for (const [person, code] of others) expect(await codeOf(save(person, network, 'Mine'))).toBe(code);
    expect((await read(null, network)).data!.network.dataUseAgreement).toBeNull();
  });

  it('and that it was accepted are never changed', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    await save(admin, network, 'One');
    await accept(admin, network, 1);
    for (const statement of [
      'update reference.data_use_agreements set version = version',
      'delete from reference.data_use_agreements',
      'update access.agreement_acceptances set accepted_at = now()',
      'delete from access.agreement_acceptances',
      'truncate access.agreement_acceptances',
    ]) {
      await expect(app.database.rows(statement)).rejects.toMatchObject({ constraint: 'agreements_are_kept' });
    }
  });
});
