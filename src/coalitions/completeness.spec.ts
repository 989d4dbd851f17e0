import { completenessOf } from './completeness.ts';
import type { ProfileContent } from './profile.content.ts';

const empty: ProfileContent = {
  name: 'Blue Ridge Families',
  aliases: [],
  kindCode: 'local-coalition',
  scope: 'UNSTATED',
  summary: null,
  mission: null,
  foundedYear: null,
  website: null,
  contactUrl: null,
  backboneId: null,
  minMonths: null,
  maxMonths: null,
  familyVoice: null,
  sources: [],
  sectorCodes: [],
  populationCodes: [],
  frameworkCodes: [],
  counties: [],
  partners: [],
  initiatives: [],
};

const full: ProfileContent = {
  ...empty,
  scope: 'LOCAL',
  summary: 'Works for families.',
  mission: 'Every child thrives.',
  foundedYear: 2019,
  contactUrl: 'https://example.org/contact',
  backboneId: 'a',
  minMonths: -9,
  familyVoice: 'Parents chair every second meeting.',
  sectorCodes: ['parents'],
  populationCodes: ['families'],
  frameworkCodes: ['hope'],
  counties: [{ fips: '37011', partial: false, basis: 'STATED', note: null }],
  partners: [{ id: 'b', organizationId: 'a', role: null, since: null, until: null }],
  initiatives: [
    {
      id: 'c',
      name: 'Story hour',
      summary: null,
      kindCode: null,
      countyFips: [],
      goalCodes: [],
      leadOrganizationId: null,
      website: null,
    },
  ],
};

describe('Completeness', () => {
  it('is nothing for a name alone, and names every field that a lead can fill in', () => {
    const { percent, missing } = completenessOf(empty);
    expect(percent).toBe(0);
    expect(missing).toHaveLength(14);
  });

  it('is whole when every field says something', () => {
    expect(completenessOf(full)).toEqual({ percent: 100, missing: [] });
  });

  it('asks a statewide coalition for no counties, and a local one for some', () => {
    expect(completenessOf({ ...full, counties: [] }).missing).toEqual(['counties']);
    expect(completenessOf({ ...full, counties: [], scope: 'STATEWIDE' }).missing).toEqual([]);
  });

  it('never rounds up to a hundred', () => {
    expect(completenessOf({ ...full, mission: null })).toEqual({ percent: 92, missing: ['mission'] });
  });
});
