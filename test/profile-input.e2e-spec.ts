import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, type TestCoalition, UPDATE } from './support/fixtures.ts';

describe('Bad input of a profile', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const stored = async (coalition: TestCoalition) =>
    (
      await app.database.rows('select revision, mission from private.profiles where coalition_id = $1', [
        coalition.key,
      ])
    )[0];

  it('is told with the path of every bad value, and none of the good ones is saved', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const input = {
      ...{
        coalitionId: coalition.id,
        expectedRevision: 1,
        mission: 'Good',
        kindCode: 'no-such-kind',
        sectorCodes: ['parents', 'nobody'],
      },
      counties: [{ fips: '37011' }, { fips: '09001' }, { fips: '37011' }],
      partners: [
        { organization: {} },
        { organization: { id: 'bm90aGluZw' } },
        { organization: { name: 'X' }, since: '2020-01-02', until: '2020-01-01' },
      ],
      initiatives: [{ name: 'A', goalCodes: ['G9'], countyFips: ['99999'], kindCode: 'no' }],
      ageFocus: { minMonths: 12, maxMonths: 3 },
    };

    const { code, fields } = await app.refusal(lead, UPDATE, { input });

    expect(code).toBe('BAD_USER_INPUT');
    expect(Object.keys(fields!).sort()).toEqual([
      ...[
        'input.ageFocus.maxMonths',
        'input.counties.1.fips',
        'input.counties.2.fips',
        'input.initiatives.0.countyFips.0',
      ],
      ...[
        'input.initiatives.0.goalCodes.0',
        'input.initiatives.0.kindCode',
        'input.kindCode',
        'input.partners.0.organization.name',
      ],
      ...['input.partners.1.organization.id', 'input.partners.2.until', 'input.sectorCodes.1'],
    ]);
    expect(await stored(coalition)).toEqual({ revision: 1, mission: null });
  });

  it.each([
    ['an address without https', { website: 'http://example.org' }, 'input.website'],
    ['a script for an address', { contactUrl: 'javascript:alert(1)' }, 'input.contactUrl'],
    ['an address with a password', { website: 'https://a:b@example.org' }, 'input.website'],
    ['a year to come', { foundedYear: new Date().getUTCFullYear() + 1 }, 'input.foundedYear'],
    ['a year long ago', { foundedYear: 1799 }, 'input.foundedYear'],
    ['no name', { name: '   ' }, 'input.name'],
    ['a cleared name', { name: null }, 'input.name'],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 'input.name'],
    ['NUL', { mission: 'a\u0000b' }, 'input.mission'],
    [
      'half a character',
      { partners: [{ organization: { name: 'x\ud800' } }] },
      'input.partners.0.organization.name',
    ],
    [
      'a day that is not in the calendar',
      { partners: [{ organization: { name: 'X' }, since: '2026-02-30' }] },
      'input.partners.0.since',
    ],
    ['a list of 501', { counties: Array.from({ length: 501 }, () => ({ fips: '37011' })) }, 'input.counties'],
    ['an age of forty', { ageFocus: { maxMonths: 480 } }, 'input.ageFocus.maxMonths'],
  ])('such as %s is refused', async (_, fields, path) => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);

    const refusal = await app.refusal(lead, UPDATE, {
      input: { coalitionId: coalition.id, expectedRevision: 1, ...fields },
    });

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [path]: expect.any(String) } });
    expect(await stored(coalition)).toEqual({ revision: 1, mission: null });
  });
});
