import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  save,
  type TestCoalition,
  UPDATE,
} from './support/fixtures.ts';

const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) { completeness { percent missing } profile {
  ageFocus { minMonths maxMonths } hasUnpublishedChanges counties { county { fips } partial note }
  backbone { id name } partners { id role since organization { id name } } initiatives { id summary goals { code } website } } } }`;

const FIELDS = {
  ageFocus: { minMonths: 0, maxMonths: 36 },
  counties: [{ fips: '37011', partial: true, note: 'North' }],
  partners: [
    { organization: { name: 'Ant House' }, role: 'Host', since: '2020-01-01' },
    { organization: { name: 'Bee Library' }, role: 'Friend' },
  ],
  initiatives: [
    { name: 'Story hour', summary: 'Aloud.', goalCodes: ['G1'], website: 'https://example.org/s' },
  ],
};

describe('An item of a profile', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const aProfile = async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await save(app, lead, coalition, FIELDS);
    return { coalition, lead, profile: await read(lead, coalition) };
  };
  const read = async (lead: Parameters<TestApp['data']>[0], { id }: TestCoalition) =>
    (await app.data(lead, DRAFT, { id })).workspace.profile;

  it('keeps what is not said, and loses what is null', async () => {
    const { coalition, lead, profile } = await aProfile();
    const [ant] = profile.partners;
    await save(app, lead, coalition, {
      ageFocus: { minMonths: -9 },
      counties: [{ fips: '37011' }],
      partners: [{ id: ant.id, organization: { id: ant.organization.id }, since: null }],
      initiatives: [{ id: profile.initiatives[0].id, name: 'Story hour', website: null }],
    });

    expect(await read(lead, coalition)).toMatchObject({
      ageFocus: { minMonths: -9, maxMonths: 36 },
      counties: [{ partial: true, note: 'North' }],
      partners: [{ role: 'Host', since: null }],
      initiatives: [{ summary: 'Aloud.', goals: [{ code: 'G1' }], website: null }],
    });
  });

  it('cannot stand in its list twice', async () => {
    const { coalition, lead, profile } = await aProfile();
    const [ant] = profile.partners;
    const twice = { id: ant.id, organization: { id: ant.organization.id } };
    const initiative = { id: profile.initiatives[0].id, name: 'x' };
    const input = {
      coalitionId: coalition.id,
      expectedRevision: 2,
      partners: [twice, twice],
      initiatives: [initiative, initiative],
    };

    const { fields } = await app.refusal(lead, UPDATE, { input });

    expect(Object.keys(fields!)).toEqual(
      expect.arrayContaining([
        'input.partners.1.id',
        'input.partners.1.organization',
        'input.initiatives.1.id',
      ]),
    );
  });

  it('may change places with another', async () => {
    const { coalition, lead, profile } = await aProfile();
    const [ant, bee] = profile.partners;
    await save(app, lead, coalition, {
      partners: [
        { id: ant.id, organization: { id: bee.organization.id } },
        { id: bee.id, organization: { id: ant.organization.id } },
      ],
    });
    expect((await read(lead, coalition)).partners).toMatchObject([
      { id: ant.id, organization: { name: 'Bee Library' } },
      { id: bee.id, organization: { name: 'Ant House' } },
    ]);
  });

  it('that names an organisation never becomes another one by its publication', async () => {
    const network = await aNetwork(app);
    const first = await aPublishedCoalition(app, { backbone: { name: 'Foo Clinic' } }, network);
    const second = await aCoalition(app, network);
    const lead = await second.as(Role.LEAD);
    await save(app, lead, second, { backbone: { id: (await read(first.lead, first)).backbone.id } });
    const unpublish =
      'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }';
    await app.data(first.lead, unpublish, { input: { coalitionId: first.id, reason: 'x' } });
    const { id } = (await read(lead, second)).backbone;
    await save(app, lead, second, { backbone: { id, name: 'Hilltop Church' } });

    await app.data(first.lead, PUBLISH, { input: { coalitionId: first.id, expectedProfileRevision: 2 } });
    await app.data(lead, PUBLISH, { input: { coalitionId: second.id, expectedProfileRevision: 3 } });

    expect((await read(first.lead, first)).backbone.name).toBe('Foo Clinic');
    expect((await read(lead, second)).backbone.name).toBe('Hilltop Church');
  });

  it('shows in the answer of a mutation that saves and publishes at once', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const both = `mutation ($save: UpdateProfileInput!, $publish: PublishCoalitionInput!) {
      updateProfile(input: $save) { profile { name } }
      publishCoalition(input: $publish) { partners { organization { name } } } }`;
    const { publishCoalition } = await app.data(lead, both, {
      save: { coalitionId: coalition.id, expectedRevision: 1, partners: FIELDS.partners },
      publish: { coalitionId: coalition.id, expectedProfileRevision: 2 },
    });
    expect(publishCoalition.partners).toHaveLength(2);
    const history =
      'query ($id: ID!) { workspace(coalitionId: $id) { history(first: 1) { nodes { action subject } } } }';
    expect((await app.data(lead, history, { id: coalition.id })).workspace.history.nodes).toEqual([
      { action: 'publishCoalition', subject: 'version 1' },
    ]);
  });

  it('given up with the draft leaves nothing unpublished', async () => {
    const coalition = await aPublishedCoalition(app, FIELDS);
    await save(app, coalition.lead, coalition, { partners: [] });
    const discard =
      'mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { profile { hasUnpublishedChanges } } }';
    const { discardDraft } = await app.data(coalition.lead, discard, {
      input: { coalitionId: coalition.id, expectedRevision: 3 },
    });
    expect(discardDraft.profile.hasUnpublishedChanges).toBe(false);
  });

  it('is missing from the start in a profile that says nothing', async () => {
    const coalition = await aCoalition(app);
    const { completeness } = (await app.data(await coalition.as(Role.LEAD), DRAFT, { id: coalition.id }))
      .workspace;
    expect([completeness.percent, completeness.missing.length]).toEqual([0, 14]);
  });
});
