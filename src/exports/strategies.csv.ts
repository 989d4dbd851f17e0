import { cell, time } from './cells.ts';
import type { Flags } from './network-files.ts';

/** The strategies in force, of published coalitions; `more` adds what is taken out of their documents. */
const inForce = (network: string, { includeDemo }: Flags, more = ''): string => `
  from published.coalitions c
  join published.strategies s
    on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
  ${more}
  where c.network_id = '${network}' ${includeDemo ? '' : 'and not c.demo'}
  order by c.sort_name, c.id`;

/** A document is read once a row, not once a column: `json` is parsed each time. */
const DOCUMENT = `cross join lateral json_to_record(s.document)
    d (title text, vision text, "reviewOn" text, "basedOn" json, nodes json, links json, alignments json)`;

export const strategiesFile = (network: string, flags: Flags): string => `
  select
    c.slug as coalition,
    ${cell('c.name')} as name,
    s.version as version,
    s.framework_version as framework_version,
    ${cell('d.title')} as title,
    ${cell('d.vision')} as vision,
    d."reviewOn" as review_on,
    json_array_length(d.nodes) as nodes,
    json_array_length(d.links) as links,
    json_array_length(d.alignments) as alignments,
    ${cell('s.rationale')} as rationale,
    ${time('s.published_at')} as published_at,
    ${cell(`d."basedOn" ->> 'coalitionName'`)} as based_on,
    d."basedOn" ->> 'version' as based_on_version,
    c.demo as demo
  ${inForce(network, flags, DOCUMENT)}`;

/** One row a part, in the order of the document: `p.part` is one of its list. */
const partsFile =
  (list: 'nodes' | 'links' | 'alignments', columns: string) =>
  (network: string, flags: Flags): string => {
    const parts = `cross join lateral json_array_elements(s.document -> '${list}') with ordinality p (part, place)`;
    return `select c.slug as coalition, s.version as version, ${columns} ${inForce(network, flags, parts)}, p.place`;
  };

export const nodesFile = partsFile(
  'nodes',
  `p.part ->> 'key' as key,
    p.part ->> 'kind' as kind,
    p.part ->> 'approachCode' as approach,
    ${cell(`p.part ->> 'text'`)} as text,
    ${cell(`p.part ->> 'note'`)} as note`,
);

export const linksFile = partsFile(
  'links',
  `p.part ->> 'from' as "from",
    p.part ->> 'to' as "to",
    ${cell(`p.part ->> 'rationale'`)} as rationale,
    p.part ->> 'confidence' as confidence,
    ${cell(`p.part ->> 'evidence'`)} as evidence`,
);

/** Goals by the codes of the framework that the strategy was published under. */
export const alignmentsFile = partsFile(
  'alignments',
  `p.part ->> 'nodeKey' as node,
    p.part ->> 'goalCode' as goal,
    p.part ->> 'intent' as intent,
    p.part ->> 'strength' as strength,
    ${cell(`p.part ->> 'note'`)} as note`,
);
