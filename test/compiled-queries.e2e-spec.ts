import { getIntrospectionQuery } from 'graphql';
import { TestApp } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { publishStrategy, STRATEGY, towards } from './support/strategies.ts';

const PAGE = `query Page($n: String!, $s: String!, $all: Boolean!) { coalition(network: $n, slug: $s) {
  __typename id name publishedAt goals { code } counties { county { fips name } partial }
  kind { code label } partners @include(if: $all) { id organization { name } } ageFocus { minMonths }
  strategy { ${STRATEGY} } } }`;

/** Compiled from the fourth time on. */
const TIMES = 6;

describe('A query that is asked again and again', () => {
  let app: TestApp;
  let coalition: TestCoalition;
  let variables: Record<string, unknown>;
  let documents = 0;

  beforeAll(async () => {
    app = await TestApp.start({ ANSWER_CACHE_MEGABYTES: '0' });
    const published = await aPublishedCoalition(app, { counties: [{ fips: '37011' }] });
    await publishStrategy(app, published.lead, published, towards('G1'));
    coalition = published;
    variables = { n: coalition.network.slug, s: coalition.slug, all: true };
  });
  afterAll(() => app.stop());

  /** What each asking answers, at first that of graphql-js and then those of the compiled query. */
  const askedOften = async (query: string, given: object = {}): Promise<unknown[]> => {
    const document = `${query} # ${++documents}`;
    const answers: unknown[] = [];
    for (let i = 0; i < TIMES; i++) answers.push(await app.graphql(null, document, given));
    return answers;
  };

  it.each<[what: string, query: string, given: () => object]>([
    ['a page', PAGE, () => variables],
    ['a page with a part left out', PAGE, () => ({ ...variables, all: false })],
    ['one that is not there', PAGE, () => ({ ...variables, s: 'nobody' })],
    [
      'an interface, fragments and aliases',
      `query ($id: ID!) { node(id: $id) { id ... on Coalition { called: name ...More } } }
       fragment More on Coalition { network { slug } name }`,
      () => ({ id: coalition.id }),
    ],
    [
      'a list and its total',
      'query ($n: String!) { network(slug: $n) { coalitions(first: 3) { totalCount nodes { slug } pageInfo { endCursor } } } }',
      () => variables,
    ],
    [
      'figures',
      'query ($n: String!) { network(slug: $n) { landscape { coverage { counts goals { code } } freshness { label } } } }',
      () => variables,
    ],
    ['the schema', getIntrospectionQuery(), () => ({})],
  ])('answers the same: %s', async (_, query, given) => {
    const [first, ...others] = await askedOften(query, given());
    expect(first).toMatchObject({ data: expect.any(Object) });
    for (const other of others) expect(JSON.stringify(other)).toBe(JSON.stringify(first));
  });

  it('is refused in the same words', async () => {
    const query =
      'query ($n: String!) { network(slug: $n) { name landscape { pathways(goalCode: "no goal") { coalitionCount } } } }';
    const [first, ...others] = await askedOften(query, variables);
    expect(first).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    for (const other of others) expect(other).toEqual(first);
  });

  it('sees what was published meanwhile', async () => {
    const query = '{ networks { slug revision } }';
    await askedOften(query);
    const before = await app.data(null, query);
    const another = await aPublishedCoalition(app, {}, coalition.network);
    expect(await app.data(null, query)).not.toEqual(before);
    expect(another.slug).not.toBe(coalition.slug);
  });
});
