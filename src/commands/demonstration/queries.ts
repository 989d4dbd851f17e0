/** Printed at start; they need nobody signed in and only what the demonstration holds. */
export const queriesToTry: { title: string; query: string }[] = [
  {
    title: 'The networks, and what Colorado’s coalitions share as goals',
    query: `{
  networks { slug name states }
  network(slug: "colorado") { goals { code title } }
}`,
  },
  {
    title: 'A search that forgives a typing error, among coalitions with schools at the table',
    query: `{
  network(slug: "north-carolina") {
    coalitions(search: "New Rivr", filter: { sectorCodes: ["school"] }, first: 5) {
      nodes { name slug counties { county { name } } sectors { label } }
    }
  }
}`,
  },
  {
    title: 'Who works in Wallowa County, and one of its coalitions',
    query: `{
  county(fips: "41063") { name population coalitions { nodes { name } } }
  coalition(network: "oregon", slug: "wallowa-thousand-days-circle") {
    name
    slug
    counties { county { name } }
    sectors { label }
  }
}`,
  },
];
