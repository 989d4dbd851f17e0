import { completenessOf } from '../../src/coalitions/completeness.ts';
import { nameKey } from '../../src/coalitions/name-key.ts';
import type { GeneratedCoalition } from './coalitions.ts';
import type { Batch } from './copy.ts';
import type { GeneratedOrganization } from './networks.ts';

const PUBLISHED_AT = '2026-03-01T12:00:00Z';

export function addCoalition(batch: Batch, of: GeneratedCoalition): void {
  addDraft(batch, of);
  addStrategyDraft(batch, of);
  addRecord(batch, of);
}

export const organizationRow = ({ name, id, url, sectorCode }: GeneratedOrganization) => ({
  ...{ id, name, name_key: nameKey(name), url, sector_code: sectorCode },
});

function addDraft(
  batch: Batch,
  { id, networkId, slug, verifiedOn, content, organizations }: GeneratedCoalition,
): void {
  const owner = { coalition_id: id, network_id: networkId };
  const { percent, missing } = completenessOf(content);
  batch.add('access.coalitions', {
    ...{ id, network_id: networkId, slug, name: content.name, claimed: true, publications: 1, strategies: 1 },
  });
  batch.add('private.profiles', {
    ...owner,
    ...{ name: content.name, aliases: content.aliases, kind_code: content.kindCode, scope: content.scope },
    ...{ summary: content.summary, mission: content.mission, founded_year: content.foundedYear },
    ...{ website: content.website, contact_url: content.contactUrl, backbone_id: content.backboneId },
    ...{ min_months: content.minMonths, max_months: content.maxMonths, family_voice: content.familyVoice },
    ...{ sources: JSON.stringify(content.sources), sector_codes: content.sectorCodes },
    ...{ population_codes: content.populationCodes, framework_codes: content.frameworkCodes },
    ...{ completeness: percent, missing, verified_on: verifiedOn },
  });
  for (const organization of organizations)
    batch.add('private.organizations', { ...owner, ...organizationRow(organization), own_wording: false });
  content.counties.forEach((area, position) =>
    batch.add('private.coverage_areas', { ...owner, ...area, position }),
  );
  content.partners.forEach(({ organizationId, ...partner }, position) =>
    batch.add('private.partners', { ...owner, ...partner, organization_id: organizationId, position }),
  );
  content.initiatives.forEach((initiative, position) =>
    batch.add('private.initiatives', {
      ...owner,
      ...{
        id: initiative.id,
        name: initiative.name,
        summary: initiative.summary,
        kind_code: initiative.kindCode,
      },
      ...{
        county_fips: initiative.countyFips,
        goal_codes: initiative.goalCodes,
        website: initiative.website,
      },
      ...{ lead_organization_id: initiative.leadOrganizationId, position },
    }),
  );
}

function addStrategyDraft(batch: Batch, { id, networkId, strategy, record }: GeneratedCoalition): void {
  const owner = { coalition_id: id, network_id: networkId };
  const { title, vision, reviewOn, nodes, links, alignments } = strategy;
  batch.add('private.strategies', { ...owner, title, vision, review_on: reviewOn });
  nodes.forEach(({ key, kind, text, approachCode, note }, i) =>
    batch.add('private.strategy_nodes', {
      ...{ ...owner, key, kind, text, approach_code: approachCode, note, position: i + 1 },
    }),
  );
  links.forEach(({ from, to, rationale, confidence, evidence }, i) =>
    batch.add('private.strategy_links', {
      ...{ ...owner, from_key: from, to_key: to, rationale, confidence, evidence, position: i + 1 },
    }),
  );
  alignments.forEach(({ nodeKey, goalCode, intent, strength, note }, i) =>
    batch.add('private.strategy_alignments', {
      ...{ ...owner, node_key: nodeKey, goal_code: goalCode, intent, strength, note, position: i + 1 },
    }),
  );
  batch.add('private.strategy_versions', {
    ...{ ...owner, version: 1, framework_version: 1, published_at: PUBLISHED_AT, document: record.document },
  });
}

function addRecord(
  batch: Batch,
  { id, networkId, slug, publication, record: strategy }: GeneratedCoalition,
): void {
  const { record, card, profile } = publication;
  const { organization_ids, partner_ids, part_ids, rationale: _rationale, ...columns } = record;
  batch.add('published.coalitions', {
    ...{
      network_id: networkId,
      id,
      slug,
      demo: false,
      claimed: true,
      version: 1,
      published_at: PUBLISHED_AT,
    },
    ...{ ...columns, strategy_version: 1, strategy_revision: 1, card, profile },
  });
  const owner = { network_id: networkId, coalition_id: id };
  for (const organization_id of organization_ids) {
    const partner = partner_ids.includes(organization_id);
    batch.add('published.coalition_organizations', { ...owner, organization_id, partner });
  }
  for (const fips of record.county_fips) batch.add('published.coalition_counties', { ...owner, fips });
  for (const part of part_ids) batch.add('published.parts', { ...owner, id: part });
  const { document, alignments, pathways } = strategy;
  batch.add('published.strategies', {
    ...{ ...owner, version: 1, framework_version: 1, published_at: PUBLISHED_AT, document },
    ...{ alignments: JSON.stringify(alignments), pathways: JSON.stringify(pathways) },
  });
}
