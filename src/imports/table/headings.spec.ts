import { meaningsOf } from './headings.ts';

const cleaned =
  'coalition_id,name,kind,state,scope,county_fips,county_names,county_basis,host_org,sectors,website,founded_year,frameworks,source_url,note';
const messy =
  'Coalition Name,State ,Counties served,Lead / backbone org.,Sectors (who is at the table),Website,Yr. Est.,Frameworks / models used,Where we found it,Notes,FIPS';
const exported =
  'coalition,name,aliases,kind,scope,summary,mission,founded_year,website,contact_url,backbone,age_min_months,age_max_months,family_voice,county_fips,partial_county_fips,inferred_county_fips,sectors,populations,frameworks,partners,goals,sources,claimed,demo,version,published_at,verified_on';

describe('Headings', () => {
  it('of the cleaned catalogue are all known', () => {
    expect(meaningsOf(cleaned.split(','))).toEqual([
      'id',
      'name',
      'kind',
      'state',
      'scope',
      'fips',
      'counties',
      'countyBasis',
      'backbone',
      'sectors',
      'website',
      'founded',
      'frameworks',
      'sources',
      'notes',
    ]);
  });

  it('of the raw catalogue are all known', () => {
    expect(meaningsOf(messy.split(','))).toEqual([
      'name',
      'state',
      'counties',
      'backbone',
      'sectors',
      'website',
      'founded',
      'frameworks',
      'sources',
      'notes',
      'fips',
    ]);
  });

  it('of the registry’s own file are known where a list of coalitions has them, and `coalition` is its id', () => {
    const names = exported.split(',');
    expect(
      Object.fromEntries(meaningsOf(names).flatMap((one, at) => (one ? [[names[at], one]] : []))),
    ).toEqual({
      coalition: 'id',
      name: 'name',
      aliases: 'aliases',
      kind: 'kind',
      scope: 'scope',
      summary: 'summary',
      mission: 'mission',
      founded_year: 'founded',
      website: 'website',
      backbone: 'backbone',
      county_fips: 'fips',
      sectors: 'sectors',
      populations: 'populations',
      frameworks: 'frameworks',
      sources: 'sources',
    });
  });

  it.each([
    [
      'name',
      'NAME',
      ' Name* ',
      'Coalition',
      'Coalitions',
      'Organization',
      'Organisation Name',
      'Coalition/Initiative Name',
      'CoalitionName',
      'Name of the coalition',
      'Name of organization',
    ],
    ['id', 'ID', 'Coalition ID', 'Record Id', 'slug'],
    ['aliases', 'A.K.A.', 'Also known as', 'Acronym', 'Other names', 'Alias'],
    ['state', 'STATE', 'State(s)', 'State abbr.', 'US State', 'ST'],
    [
      'counties',
      'County',
      'County/Counties',
      'County(ies) Served',
      'Service area',
      'List of counties',
      'Counties covered:',
      'Coverage area',
      'county_name',
    ],
    ['fips', 'FIPS code', 'FIPS codes (5 digits)', 'county_fips_code', 'GEOID', 'Counties (FIPS)'],
    ['countyBasis', 'county-basis', 'Basis of coverage', 'Stated or inferred'],
    ['scope', 'Scope', 'Geographic scope', 'Level'],
    ['kind', 'Type', 'Coalition type', 'Type of coalition', 'Category', 'Organization type'],
    [
      'backbone',
      'Backbone',
      'Backbone organization',
      'Host org',
      'Lead agency',
      'Lead organization name',
      'Fiscal agent',
      'Convener',
      'Led by',
      'Hosted by',
    ],
    ['sectors', 'Sector', 'Sectors represented', 'Who’s at the table', 'Sectors involved'],
    ['populations', 'Population served', 'Target populations', 'Priority population', 'Populations of focus'],
    [
      'website',
      'Web site',
      'URL',
      'Website (URL)',
      'Home page',
      'Coalition website',
      'Link',
      'Web address',
      'WEBSITE LINK',
    ],
    [
      'founded',
      'Founded',
      'Year founded',
      'Est',
      'Year established',
      'Founding year',
      'Start date',
      'Since',
      'Year',
      'Date formed',
      'foundedYear',
    ],
    ['frameworks', 'Framework', 'Framework/Model', 'Models', 'Frameworks used', 'Framework or approach'],
    [
      'sources',
      'Source',
      'Source URL',
      'Source(s)',
      'Where found',
      'Found at',
      'Citation',
      'Data source',
      'Reference',
    ],
    ['notes', 'Note', 'Comments', 'Notes/Comments', 'Remarks', 'Additional information', 'Internal notes'],
    ['summary', 'Description', 'Brief description', 'About', 'Overview', 'What they do'],
    ['mission', 'Mission', 'Mission statement', 'Mission/Vision', 'Purpose', 'Coalition’s mission'],
  ])('mean %s', (meaning, ...headings) => {
    expect(headings.filter((heading) => meaningsOf([heading])[0] !== meaning)).toEqual([]);
  });

  it.each([
    '',
    '#',
    'Contact name',
    'Phone',
    'Email',
    'County coordinator',
    'State senator',
    'Website visits',
    'Names of the members’ children',
    'List of coalitions in 2024',
    'Hope Coalition',
    'partial_county_fips',
  ])('mean nothing: %s', (heading) => {
    expect(meaningsOf([heading])).toEqual([null]);
  });

  it('with one meaning twice keep the first', () => {
    expect(meaningsOf(['Name', 'Counties', 'County', 'Coalition name', 'URL', 'Website'])).toEqual([
      'name',
      'counties',
      null,
      null,
      'website',
      null,
    ]);
  });

  it('that say it clearly come before those that may mean it', () => {
    expect(meaningsOf(['Organization', 'Coalition Name', 'Link', 'Website', 'Year', 'Founded'])).toEqual([
      null,
      'name',
      null,
      'website',
      null,
      'founded',
    ]);
  });

  it('of any length are read to the end', () => {
    const long = [...Array(200).keys()].map(() => 'coalition or framework and model county '.repeat(250));
    expect(meaningsOf(long)).toHaveLength(200);
  });
});
