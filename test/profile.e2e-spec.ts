import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aPublishedCoalition, save, UPDATE } from './support/fixtures.ts';

const DRAFT = `query ($id: ID!) { workspace(coalitionId: $id) {
  completeness { percent missing }
  profile {
    revision name aliases slug kind { code } scope summary mission foundedYear website contactUrl familyVoice verifiedOn
    backbone { id name sector { code } } ageFocus { minMonths maxMonths } sources { url title retrievedOn }
    counties { county { fips } partial basis note } sectors { code } populations { code } frameworks { code }
    partners { id organization { id name url sector { code } } role since until }
    initiatives { id name summary kind { code } counties { fips } goals { code } leadOrganization { name } website coalition { name } }
    publishedVersion hasUnpublishedChanges
  } } }`;

const WHOLE = {
  name: 'Blue Ridge Families Together',
  aliases: ['BRFT'],
  kindCode: 'regional-coalition',
  scope: 'REGIONAL',
  summary: 'Home visiting and a family council.',
  mission: 'Every young child grows up safe.',
  foundedYear: 2019,
  website: 'https://example.org/brft',
  contactUrl: 'https://example.org/brft/contact',
  backbone: { name: 'Avery Health Alliance', sectorCode: 'early-childhood' },
  ageFocus: { minMonths: -9, maxMonths: 60 },
  familyVoice: 'Two parents chair the board.',
  sources: [{ url: 'https://example.org/report', title: 'Yearly report', retrievedOn: '2026-01-31' }],
  counties: [{ fips: '37011' }, { fips: '37121', partial: true, basis: 'INFERRED', note: 'Spruce Pine' }],
  sectorCodes: ['parents', 'school'],
  populationCodes: [] as string[],
  frameworkCodes: [] as string[],
  partners: [
    { organization: { name: 'Avery Health Alliance' }, role: 'Host', since: '2019-03-01' },
    { organization: { name: 'Toe River Library', url: 'https://example.org/library' }, until: '2025-12-31' },
  ],
  initiatives: [
    {
      name: 'Story hour',
      summary: 'Reading aloud in four towns.',
      countyFips: ['37011'],
      goalCodes: ['G2', 'G2-O1'],
      leadOrganization: { name: 'Toe River Library' },
      website: 'https://example.org/story',
    },
  ],
};

describe('A profile', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const draft = async (person: Parameters<TestApp['data']>[0], id: string) =>
    (await app.data(person, DRAFT, { id })).workspace;

  it('keeps every field as it was saved', async () => {
    const coalition = await aCoalition(app);
    const editor = await coalition.as(Role.EDITOR);

    await save(app, editor, coalition, WHOLE);

    const { profile, completeness } = await draft(editor, coalition.id);
    expect(profile).toMatchObject({
      revision: 2,
      ...{
        name: WHOLE.name,
        aliases: ['BRFT'],
        slug: coalition.slug,
        kind: { code: 'regional-coalition' },
        scope: 'REGIONAL',
      },
      ...{
        summary: WHOLE.summary,
        mission: WHOLE.mission,
        foundedYear: 2019,
        website: WHOLE.website,
        contactUrl: WHOLE.contactUrl,
      },
      ...{
        familyVoice: WHOLE.familyVoice,
        verifiedOn: null,
        ageFocus: WHOLE.ageFocus,
        sources: WHOLE.sources,
      },
      backbone: { name: 'Avery Health Alliance', sector: { code: 'early-childhood' } },
      counties: [
        { county: { fips: '37011' }, partial: false, basis: 'STATED', note: null },
        { county: { fips: '37121' }, partial: true, basis: 'INFERRED', note: 'Spruce Pine' },
      ],
      sectors: [{ code: 'parents' }, { code: 'school' }],
      partners: [
        {
          organization: { id: profile.backbone.id, name: 'Avery Health Alliance' },
          role: 'Host',
          since: '2019-03-01',
          until: null,
        },
        {
          organization: { name: 'Toe River Library', url: 'https://example.org/library' },
          role: null,
          until: '2025-12-31',
        },
      ],
      initiatives: [
        {
          ...{
            name: 'Story hour',
            summary: 'Reading aloud in four towns.',
            counties: [{ fips: '37011' }],
            coalition: null,
          },
          ...{ goals: [{ code: 'G2' }, { code: 'G2-O1' }], leadOrganization: { name: 'Toe River Library' } },
        },
      ],
      ...{ publishedVersion: null, hasUnpublishedChanges: true },
    });
    expect(completeness).toEqual({ percent: 85, missing: ['populationCodes', 'frameworkCodes'] });
  });

  it('leaves absent fields alone, clears with null, empties with []', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await save(app, lead, coalition, WHOLE);

    await save(app, lead, coalition, { mission: null, backbone: null, scope: null, counties: [] });

    const { profile } = await draft(lead, coalition.id);
    expect(profile).toMatchObject({
      mission: null,
      backbone: null,
      scope: 'UNSTATED',
      counties: [],
      summary: WHOLE.summary,
    });
    expect(profile.partners).toHaveLength(2);
  });

  it('keeps the row of an item that keeps its id, in the order given', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await save(app, lead, coalition, WHOLE);
    const [host, library] = (await draft(lead, coalition.id)).profile.partners;

    await save(app, lead, coalition, {
      partners: [
        { id: library.id, organization: { id: library.organization.id }, role: 'Friend' },
        { organization: { name: 'Little Fox Preschool' } },
        { id: host.id, organization: { id: host.organization.id } },
      ],
    });

    const { partners } = (await draft(lead, coalition.id)).profile;
    expect(partners.map(({ id }: { id: string }) => id)).toEqual([library.id, expect.any(String), host.id]);
    expect(partners[0]).toMatchObject({ role: 'Friend', organization: { name: 'Toe River Library' } });
  });

  it('keeps how a county is known until somebody says otherwise', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await save(app, lead, coalition, { counties: [{ fips: '37011', basis: 'INFERRED' }] });
    await save(app, lead, coalition, { counties: [{ fips: '37011', note: 'North of the river' }] });

    expect((await draft(lead, coalition.id)).profile.counties).toMatchObject([
      { basis: 'INFERRED', note: 'North of the river' },
    ]);
  });

  it('saved by two leads at once keeps one and tells the other who was first', async () => {
    const coalition = await aCoalition(app);
    const [ann, bo] = [await coalition.as(Role.LEAD), await coalition.as(Role.LEAD)];
    const input = (mission: string) => ({
      input: { coalitionId: coalition.id, expectedRevision: 1, mission },
    });

    const answers = await Promise.all([
      app.graphql(ann, UPDATE, input('Of Ann')),
      app.graphql(bo, UPDATE, input('Of Bo')),
    ]);

    const winner = answers[0].errors ? bo : ann;
    const lost = answers.find(({ errors }) => errors)!.errors![0]!;
    expect(answers.filter(({ errors }) => errors)).toHaveLength(1);
    expect(lost.extensions).toEqual({
      ...{
        code: 'CONFLICT',
        currentRevision: 2,
        changedBy: winner.displayName,
        changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    const { profile } = await draft(ann, coalition.id);
    expect(profile).toMatchObject({ revision: 2, mission: winner === ann ? 'Of Ann' : 'Of Bo' });
  });

  it('is edited by leads and editors, read by viewers and network staff, and there for nobody else', async () => {
    const coalition = await aCoalition(app);
    const stranger = await (await aCoalition(app, coalition.network)).as(Role.LEAD);
    const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'Mine' };
    for (const role of [Role.VIEWER]) {
      expect((await app.refusal(await coalition.as(role), UPDATE, { input })).code).toBe('FORBIDDEN');
    }
    for (const role of [Role.NETWORK_ADMIN, Role.NETWORK_ANALYST]) {
      const staff = await coalition.network.as(role);
      expect((await app.refusal(staff, UPDATE, { input })).code).toBe('FORBIDDEN');
      expect(await draft(staff, coalition.id)).toMatchObject({ profile: { name: coalition.name } });
    }
    expect((await app.refusal(stranger, UPDATE, { input })).code).toBe('NOT_FOUND');
    expect(await draft(stranger, coalition.id)).toBeNull();
    expect((await app.refusal(null, UPDATE, { input })).code).toBe('UNAUTHENTICATED');
  });

  it('goes back to what is published', async () => {
    const coalition = await aPublishedCoalition(app, WHOLE);
    await save(app, coalition.lead, coalition, {
      mission: 'Wrong turn',
      partners: [],
      backbone: null,
      initiatives: [],
    });

    const discard = 'mutation ($input: DiscardDraftInput!) { discardDraft(input: $input) { coalitionId } }';
    await app.data(coalition.lead, discard, { input: { coalitionId: coalition.id, expectedRevision: 3 } });

    const { profile } = await draft(coalition.lead, coalition.id);
    expect(profile).toMatchObject({
      revision: 4,
      mission: WHOLE.mission,
      backbone: { name: 'Avery Health Alliance' },
    });
    expect(profile.partners).toHaveLength(2);
    expect(profile.initiatives[0].leadOrganization.name).toBe('Toe River Library');
  });
});
