import { DOMParser } from '@xmldom/xmldom';
import { TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { publishStrategy, WHOLE } from './support/strategies.ts';

const HOSTILE = '</title><script>alert(1)</script> "]; click n1 # [x](javascript:y)';

describe('A published strategy as a file', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const file = ({ network, slug }: TestCoalition, form: string, etag = '') =>
    app.http
      .get(`/coalitions/${network.slug}/${slug}/strategy.${form}`)
      .set('if-none-match', etag)
      .redirects(0);
  const textOf = async (coalition: TestCoalition, form: string): Promise<string> => {
    const { text, body } = await file(coalition, form).buffer(true);
    return text ?? String(body as Buffer);
  };

  it.each([
    ['md', 'text/markdown; charset=utf-8'],
    ['mmd', 'text/plain; charset=utf-8'],
    ['graphml', 'application/xml; charset=utf-8'],
    ['svg', 'image/svg+xml; charset=utf-8'],
  ])('is there as .%s, with every node in it, and nothing that runs', async (form, type) => {
    const coalition = await aPublishedCoalition(app, {}, undefined, 'Ash Creek');
    const nodes = [...WHOLE.nodes, { key: 'bad', kind: 'RISK', text: HOSTILE }];
    await publishStrategy(app, coalition.lead, coalition, { ...WHOLE, nodes });

    const { status, headers } = await file(coalition, form);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(headers['content-disposition']).toBe(
      `inline; filename="${coalition.slug}-strategy-version-1.${form}"`,
    );
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const text = await textOf(coalition, form);
    for (const words of [
      'Visits at home',
      'Parents are calm',
      'Ensure a strong start for children',
      'Ash Creek',
    ])
      expect(text.replace(/\s+/g, ' ').replace(/<[^>]*tspan[^>]*>/g, ' ')).toContain(words);
    expect(text).not.toMatch(/(?<!\\)<script/i);
    if (form === 'svg' || form === 'graphml') {
      expect(new DOMParser().parseFromString(text, 'text/xml').documentElement!.tagName).toBe(form);
    }
  });

  it('is the one in force, or an earlier one by its number', async () => {
    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, { ...WHOLE, title: 'The first way' });
    await publishStrategy(app, coalition.lead, coalition, { ...WHOLE, title: 'The second way' });

    expect(await textOf(coalition, 'md')).toContain('The second way');
    expect(await textOf(coalition, 'md?version=1')).toContain('The first way');
    expect((await file(coalition, 'md?version=3')).status).toBe(404);
    expect((await file(coalition, 'md?version=x')).status).toBe(400);
  });

  it('is not sent again to those who have it, until a word in it changes', async () => {
    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, WHOLE);
    const etag = String((await file(coalition, 'svg')).headers['etag']);
    expect((await file(coalition, 'svg', etag)).status).toBe(304);

    await aPublishedCoalition(app, {}, coalition.network);
    expect((await file(coalition, 'svg', etag)).status).toBe(304);
    const terms = [{ taxonomy: 'approach', code: 'cdc-strong-start', label: 'A strong start' }];
    const saveTerms = 'mutation ($input: SaveTermsInput!) { saveTerms(input: $input) { id } }';
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    await app.data(admin, saveTerms, {
      input: { network: coalition.network.slug, taxonomy: 'approach', terms },
    });
    expect((await file(coalition, 'svg', etag)).status).toBe(200);
    expect(await textOf(coalition, 'md')).toContain('A strong start');
  });

  it('is linked from the page of the coalition, and gone with it', async () => {
    const network = await aNetwork(app);
    const [kept, gone] = [
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
    ];
    expect((await file(gone, 'svg')).status).toBe(404);
    await publishStrategy(app, gone.lead, gone, WHOLE);
    const page = await app.http.get(`/coalitions/${network.slug}/${gone.slug}`);
    expect(page.text).toContain(`/coalitions/${network.slug}/${gone.slug}/strategy.svg`);
    expect((await file(gone, 'pdf')).body).toMatchObject({ code: 'NOT_FOUND' });

    const merge =
      'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';
    const admin = await network.as(Role.NETWORK_ADMIN);
    await app.data(admin, merge, { input: { keepId: kept.id, mergeId: gone.id, reason: 'One' } });
    const { status, headers } = await file(gone, 'svg');
    expect([status, headers['location']]).toEqual([
      301,
      `${app.config.publicUrl}/coalitions/${network.slug}/${kept.slug}/strategy.svg`,
    ]);
  });
});
