import type { ProfileContent } from '../coalitions/profile.content.ts';
import { publicationOf } from './publication.ts';

const content: ProfileContent = {
  name: 'Río Verde Families',
  aliases: ['RVF'],
  kindCode: 'local-coalition',
  scope: 'LOCAL',
  summary: 'Home visiting.',
  mission: 'Every child thrives.',
  foundedYear: 2018,
  website: null,
  contactUrl: null,
  backboneId: 'org-1',
  minMonths: -9,
  maxMonths: 36,
  familyVoice: null,
  sources: [],
  sectorCodes: ['parents'],
  populationCodes: [],
  frameworkCodes: ['hope'],
  counties: [{ fips: '37011', partial: true, basis: 'STATED', note: null }],
  partners: [{ id: 'partner-1', organizationId: 'org-1', role: null, since: null, until: null }],
  initiatives: ['NC-G1', 'NC-G2'].map((code, i) => ({
    id: `initiative-${i}`,
    name: 'Story hour',
    summary: null,
    kindCode: null,
    countyFips: [],
    goalCodes: ['NC-G1', code],
    leadOrganizationId: null,
    website: null,
  })),
};
const names = { organization: () => 'Avery Health Alliance', county: () => 'Avery' };
const publish = () =>
  publicationOf({ content, revision: 7, verifiedOn: '2026-01-02', rationale: null }, names);

describe('A publication', () => {
  it('is found by names that its documents hold as codes and ids', () => {
    expect(publish().record.search_text).toBe(
      'rio verde families rvf home visiting avery avery health alliance',
    );
  });

  it('lists each organisation once, and which of them are partners', () => {
    expect(publish().record).toMatchObject({ partner_ids: ['org-1'], organization_ids: ['org-1'] });
  });

  it('keeps what lists do not show out of the card', () => {
    expect(Object.keys(publish().card)).not.toEqual(expect.arrayContaining(['mission']));
    expect(publish().profile).toEqual(content);
  });
});
