import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  save,
  type TestCoalition,
  UPDATE,
} from './support/fixtures.ts';

const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) { profile {
  hasUnpublishedChanges backbone { id name url sector { code } } } } }`;
const RECORD = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) {
  backbone { id name url sector { code } } } }`;
const UNPUBLISH = `mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }`;
const BACKBONE = { name: 'Fern Clinc', url: 'https://example.org/fern', sectorCode: 'school' };

describe('A published organisation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const draftOf = async (lead: Person, { id }: TestCoalition) =>
    (await app.data(lead, DRAFT, { id })).workspace.profile;
  const recordOf = async ({ network, slug }: TestCoalition) =>
    (await app.data(null, RECORD, { network: network.slug, slug })).coalition;
  const publish = (lead: Person, coalition: TestCoalition, expectedProfileRevision: number) =>
    app.data(lead, PUBLISH, { input: { coalitionId: coalition.id, expectedProfileRevision } });

  it('is corrected by the one coalition that names it, first in its draft, then for all', async () => {
    const coalition = await aPublishedCoalition(app, { backbone: BACKBONE });
    const { id } = (await draftOf(coalition.lead, coalition)).backbone;
    const corrected = {
      id,
      name: 'Fern Clinic',
      url: 'https://example.org/clinic',
      sectorCode: 'healthcare',
    };

    const revision = await save(app, coalition.lead, coalition, { backbone: corrected });

    const shown = { ...corrected, sectorCode: undefined, sector: { code: 'healthcare' } };
    expect((await draftOf(coalition.lead, coalition)).backbone).toMatchObject({ id, name: 'Fern Clinic' });
    expect((await recordOf(coalition)).backbone.name).toBe('Fern Clinc');
    await publish(coalition.lead, coalition, revision);
    expect((await recordOf(coalition)).backbone).toEqual(JSON.parse(JSON.stringify(shown)));
    expect((await draftOf(coalition.lead, coalition)).backbone.id).toBe(id);
  });

  it('is not changed by one coalition once another has published it too', async () => {
    const network = await aNetwork(app);
    const first = await aPublishedCoalition(app, { backbone: BACKBONE }, network);
    await aPublishedCoalition(app, { backbone: { name: 'Fern Clinc' } }, network);
    const { id } = (await draftOf(first.lead, first)).backbone;
    const input = { coalitionId: first.id, expectedRevision: 2, backbone: { id, name: 'Fern Clinic' } };

    const { fields } = await app.refusal(first.lead, UPDATE, { input });

    expect(fields).toEqual({ 'input.backbone': expect.stringContaining('Other coalitions') });
  });

  it('that another coalition publishes before the correction stays as it is; the correction becomes another', async () => {
    const network = await aNetwork(app);
    const first = await aPublishedCoalition(app, { backbone: BACKBONE }, network);
    const { id } = (await draftOf(first.lead, first)).backbone;
    const revision = await save(app, first.lead, first, { backbone: { id, name: 'Fern Clinic' } });
    const second = await aPublishedCoalition(app, { backbone: { name: 'Fern Clinc' } }, network);

    await publish(first.lead, first, revision);

    expect((await recordOf(second)).backbone).toMatchObject({ id, name: 'Fern Clinc' });
    const mine = (await recordOf(first)).backbone;
    expect(mine.name).toBe('Fern Clinic');
    expect(mine.id).not.toBe(id);
  });

  it('that was corrected meanwhile is shown so by those who only repeat it, and published so', async () => {
    const network = await aNetwork(app);
    const first = await aPublishedCoalition(app, { backbone: BACKBONE }, network);
    const second = await aCoalition(app, network);
    const lead = await second.as(Role.LEAD);
    const { id } = (await draftOf(first.lead, first)).backbone;
    await save(app, lead, second, { backbone: { id } });
    await publish(
      first.lead,
      first,
      await save(app, first.lead, first, { backbone: { id, name: 'Fern Clinic' } }),
    );

    expect((await draftOf(lead, second)).backbone.name).toBe('Fern Clinic');
    await publish(lead, second, 2);

    expect((await recordOf(second)).backbone).toMatchObject({ id, name: 'Fern Clinic' });
    expect((await recordOf(first)).backbone).toMatchObject({ id, name: 'Fern Clinic' });
  });

  it('leaves the record with the last coalition that names it, and when nobody came to name it', async () => {
    const network = await aNetwork(app);
    const named = async () => {
      const text = 'select name from published.organizations where network_id = $1 order by name';
      return (await app.database.rows<{ name: string }>(text, [network.key])).map(({ name }) => name);
    };
    const [first, second] = [
      await aPublishedCoalition(app, { backbone: { name: 'Fern Clinic' } }, network),
      await aPublishedCoalition(app, { partners: [{ organization: { name: 'Fern Clinic' } }] }, network),
    ];
    await publish(
      first.lead,
      first,
      await save(app, first.lead, first, { backbone: { name: 'Moss House' } }),
    );
    expect(await named()).toEqual(['Fern Clinic', 'Moss House']);
    await shareOnly(second, 'Nobody’s Office');
    expect(await named()).toEqual(['Fern Clinic', 'Moss House', 'Nobody’s Office']);

    await publish(second.lead, second, await save(app, second.lead, second, { partners: [] }));

    expect(await named()).toEqual(['Moss House']);
    const input = { coalitionId: first.id, reason: 'x' };
    await app.data(first.lead, UNPUBLISH, { input });
    expect(await named()).toEqual([]);
  });

  /** The first step of a publication without the second, which the server never does. */
  const shareOnly = async ({ key, lead }: { key: string; lead: Person }, name: string): Promise<void> => {
    const client = new pg.Client({ connectionString: app.database.serverUrl });
    await client.connect();
    const wanted = [{ id: randomUUID(), name, nameKey: name, url: null, sectorCode: null, ownWording: true }];
    await client.query('begin; set local role registry_member');
    await client.query(
      `select set_config('app.session_id', $1, true), set_config('app.coalition_id', $2, true)`,
      [...[lead.sessionId, key]],
    );
    await client.query('select published.put_organizations($1)', [JSON.stringify(wanted)]);
    await client.query('commit');
    await client.end();
  };
});
