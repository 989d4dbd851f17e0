import { defaultTerms } from '../../../src/networks/default-terms.ts';
import { globalId } from '../../../src/platform/graphql/ids.ts';
import type { Person, TestApp } from '../../support/app.ts';
import { PUBLISH, UPDATE } from '../../support/fixtures.ts';
import { publishedFramework, SAVE_FRAMEWORK, SAVE_GOALS } from '../../support/framework.ts';
import { SAVE_STRATEGY, WHOLE } from '../../support/strategies.ts';
import { type CoalitionKey, coalitions, networkId, type NetworkKey, networks } from '../people.ts';
import { principalNamed } from './principals.ts';
import { author, coalitionGlobalId, FRAMEWORK, networkSlug } from './world-ids.ts';

const GOALS = [
  { code: 'G1', title: 'Fewer adversities', level: 'GOAL', targetDate: '2031-12-31' },
  { code: 'G2', title: 'More protective factors', level: 'GOAL', description: 'Of families.' },
  {
    ...{ code: 'G2-O1', title: 'Parents know whom to ask', level: 'OUTCOME', parentCode: 'G2' },
    sources: [{ url: 'https://example.org/plan', title: 'Plan', retrievedOn: '2026-01-31' }],
  },
];

export const profileOf = (key: CoalitionKey): object => ({
  name: `Children first ${key}`,
  aliases: [`CF ${key}`],
  kindCode: 'regional-coalition',
  ...{ scope: 'LOCAL', summary: `Of ${key}.`, mission: 'Every child is safe.', foundedYear: 2019 },
  ...{ website: 'https://example.org/first', contactUrl: 'https://example.org/first/contact' },
  backbone: { name: 'Toe River Library', sectorCode: 'school', url: 'https://example.org/library' },
  ageFocus: { minMonths: -9, maxMonths: 60 },
  familyVoice: 'Two parents chair the board.',
  sources: [{ url: 'https://example.org/report', title: 'Report', retrievedOn: '2026-01-31' }],
  counties: [{ fips: '37011', note: 'The north' }, { fips: '37121' }],
  ...{
    sectorCodes: ['school'],
    populationCodes: ['birth-to-five'],
    frameworkCodes: ['strengthening-families'],
  },
  partners: [{ organization: { name: `Bee House ${key}` }, role: 'Host', since: '2019-03-01' }],
  initiatives: [
    {
      ...{ name: `Story hour ${key}`, summary: 'Aloud.', countyFips: ['37011'], goalCodes: ['G2'] },
      ...{ leadOrganization: { name: 'Toe River Library' }, website: 'https://example.org/story' },
    },
  ],
});

/** Everything that goes through the API, by those who may do it. */
export class WorldBuilding {
  private versionOfA1 = '';

  constructor(private readonly app: TestApp) {}

  async build(): Promise<void> {
    for (const key of networks) await this.framework(key);
    await this.crosswalks();
    for (const { key } of coalitions) await this.drafts(key);
    await this.endings();
    await this.agreements();
  }

  private as(name: string): Person | null {
    return principalNamed(name).caller(this.app);
  }

  private async framework(key: NetworkKey): Promise<void> {
    await this.app.database.rows(
      `insert into reference.terms (network_id, taxonomy, code, label, position)
       select $1, t ->> 'taxonomy', t ->> 'code', t ->> 'label', place
       from jsonb_array_elements($2::jsonb) with ordinality as list(t, place)`,
      [networkId(key), JSON.stringify(defaultTerms(networkSlug(key)))],
    );
    const admin = this.as(`the admin of network ${key}`);
    const old = { code: 'OLD', title: 'As it was called', level: 'GOAL' };
    const save = (expectedFrameworkVersion: number, goals: object[]): Promise<unknown> =>
      this.app.data(admin, SAVE_GOALS, {
        input: { network: networkSlug(key), expectedFrameworkVersion, goals, reason: 'Adopted' },
      });
    await save(0, [...GOALS, old]);
    await save(1, [{ ...GOALS[0], replaces: ['OLD'] }, ...GOALS.slice(1)]);
  }

  private async crosswalks(): Promise<void> {
    const input = publishedFramework(FRAMEWORK, { note: 'A draft', state: 'NC' });
    await this.app.data(this.as('a platform admin'), SAVE_FRAMEWORK, { input });
    const save = 'mutation ($input: SaveCrosswalkInput!) { saveCrosswalk(input: $input) { slug } }';
    for (const key of networks) {
      const other = networkSlug(key === 'A' ? 'B' : 'A');
      const entries = [
        { goalCode: 'G1', frameworkCode: FRAMEWORK, itemCode: '1.a', match: 'CLOSE', note: 'Roughly' },
        { goalCode: 'G2', targetNetwork: other, targetGoalCode: 'G1', match: 'RELATED' },
      ];
      const admin = this.as(`the admin of network ${key}`);
      await this.app.data(admin, save, {
        input: { network: networkSlug(key), expectedRevision: 0, entries },
      });
    }
  }

  /** Those whose keys hold have accepted it; the others with a role there have not. */
  private async agreements(): Promise<void> {
    const save =
      'mutation ($input: SaveDataUseAgreementInput!) { saveDataUseAgreement(input: $input) { version } }';
    const accept =
      'mutation ($input: AcceptDataUseAgreementInput!) { acceptDataUseAgreement(input: $input) { version } }';
    for (const key of networks) {
      const network = networkSlug(key);
      const input = { network, textEn: `Of ${key}: cite it.`, textEs: `De ${key}: cítese.` };
      await this.app.data(this.as(`the admin of network ${key}`), save, { input });
      const readers = {
        A: ['a researcher of network A', 'the chair of E1', 'the chair of the closed E2'],
        B: ['the admin of network B'],
      }[key];
      for (const reader of readers)
        await this.app.data(this.as(reader), accept, { input: { network, version: 1 } });
    }
  }

  private async drafts(key: CoalitionKey): Promise<void> {
    const lead = author(key).caller(this.app);
    const coalitionId = coalitionGlobalId(key);
    const expect = async (table: string): Promise<number> =>
      (
        await this.app.database.rows<{ revision: number }>(
          `select revision from private.${table} where coalition_id::text like $1`,
          [`${key.toLowerCase()}%`],
        )
      )[0]?.revision ?? 0;
    const profile = { coalitionId, expectedRevision: await expect('profiles'), ...profileOf(key) };
    await this.app.data(lead, UPDATE, { input: profile });
    if (key === 'A2' || key === 'B1') {
      const start = 'mutation ($input: StartStrategyInput!) { startStrategy(input: $input) { coalitionId } }';
      const copy = { coalitionId, expectedRevision: 0, copyOf: this.versionOfA1 };
      await this.app.data(lead, start, { input: copy });
    }
    const strategy = {
      ...{ coalitionId, expectedRevision: await expect('strategies'), rationale: 'It was time.' },
      ...WHOLE,
      // Which nothing is linked to, so that there is a finding to tell.
      nodes: [...WHOLE.nodes, { key: 'van', kind: 'INPUT', text: 'A van' }],
      links: [
        ...WHOLE.links,
        { from: 'trust', to: 'visits', confidence: 40, rationale: 'Doors', evidence: 'A survey' },
      ],
      alignments: WHOLE.alignments.map((alignment) => ({ ...alignment, note: 'Much' })),
    };
    await this.app.data(lead, SAVE_STRATEGY, { input: strategy });
    const verify = 'mutation ($input: VerifyProfileInput!) { verifyProfile(input: $input) { coalitionId } }';
    await this.app.data(lead, verify, { input: { coalitionId, expectedRevision: await expect('profiles') } });
    if (coalitions.find((each) => each.key === key)!.rows === 0) return;
    const input = {
      ...{ coalitionId, rationale: 'Approved' },
      expectedProfileRevision: await expect('profiles'),
      expectedStrategyRevision: await expect('strategies'),
    };
    await this.app.data(lead, PUBLISH, { input });
    const read = 'query ($id: ID!) { node(id: $id) { ... on Coalition { strategy { id } } } }';
    if (key !== 'A1') return;
    this.versionOfA1 = (await this.app.data(null, read, { id: coalitionId })).node.strategy.id;
    const again = { ...strategy, title: 'Our other way', expectedRevision: await expect('strategies') };
    await this.app.data(lead, SAVE_STRATEGY, { input: again });
    const expectedStrategyRevision = await expect('strategies');
    await this.app.data(lead, PUBLISH, {
      input: { ...input, parts: ['STRATEGY'], expectedStrategyRevision },
    });
  }

  private async endings(): Promise<void> {
    const archive =
      'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { coalitionId } }';
    await this.app.data(this.as('the admin of network A'), archive, {
      input: { coalitionId: coalitionGlobalId('A3'), reason: 'Its work is done.' },
    });
    const merge =
      'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';
    await this.app.data(this.as('the admin of network B'), merge, {
      input: { keepId: coalitionGlobalId('B1'), mergeId: coalitionGlobalId('B3'), reason: 'They joined.' },
    });
  }
}

export const networkGlobalId = (key: NetworkKey): string =>
  globalId('Network', networkId(key), networkId(key));
