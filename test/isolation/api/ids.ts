import { randomUUID } from 'node:crypto';
import { globalId } from '../../../src/platform/graphql/ids.ts';
import { PLATFORM } from '../../../src/identity/sessions.service.ts';
import type { TestDatabase } from '../../support/database.ts';
import { type CoalitionKey, coalitionId, coalitions, networkId } from '../people.ts';
import type { Answered, Call, Calling } from './calling.ts';
import type { Findings } from './findings.ts';
import type { Principal } from './principals.ts';
import { coalitionGlobalId, coalitionSlug, homeOf, networkSlug } from './world-ids.ts';

/** No ids of ours, some nearly so. */
export const MALFORMED_IDS = [
  ...['', ' ', 'null', '42', 'x'.repeat(199), `' or true --`, '\u0000', '../../etc', 'é'],
  coalitionId('A1'),
  ...['Coalition', 'Coalition:', `Coalition:${networkId('A')}:${coalitionId('A1').toUpperCase()}`].map(
    (text) => Buffer.from(text).toString('base64url'),
  ),
  `${coalitionGlobalId('A1')}=`,
  coalitionGlobalId('A1').slice(0, -1),
];

/** What is refused for its form says so, and no more. */
const ABOUT_FORM = ['BAD_USER_INPUT', 'NOT_FOUND', 'UNAUTHENTICATED', undefined];

interface Question extends Call {
  /** Of all with this key, the answers are the same bytes but for what was asked for. */
  alike?: string;
  given: string[];
}

/** Foreign, missing and malformed ids, and names in addresses, wherever a query takes one. */
export class Ids {
  private readonly answers = new Map<string, { text: string; label: string }>();

  constructor(
    private readonly calling: Calling,
    private readonly database: TestDatabase,
    private readonly findings: Findings,
  ) {}

  async run(people: readonly Principal[]): Promise<void> {
    const ids = await this.privateIds();
    const questions = people.flatMap((who) => [
      ...this.nodes(who, ids),
      ...this.workspaces(who),
      ...this.addresses(who),
      ...this.malformed(who),
    ]);
    await this.calling.all(questions, (question, answer) => this.judge(question, answer));
  }

  private judge(question: Question, answer: Answered): void {
    this.findings.judge(question, answer);
    const { who, alike, given, label } = question;
    if (!ABOUT_FORM.includes(answer.code) && !(who.key && answer.code === 'FORBIDDEN'))
      this.findings.fault(question, `gave ${answer.code}`);
    if (alike === undefined) return;
    const text = given.reduce((masked, word) => masked.replaceAll(word, 'ID'), answer.text);
    const key = `${who.name} ${alike}`;
    const known = this.answers.get(key);
    if (!known) this.answers.set(key, { text, label });
    else if (known.text !== text) this.findings.fault(question, `is told apart from ${known.label}`);
  }

  /** Of drafts that nobody published, of what was closed, and of what is no node at all. */
  private async privateIds(): Promise<[type: string, network: string, id: string][]> {
    const parts = { partners: 'Partner', organizations: 'Organization', initiatives: 'Initiative' };
    const ids: [string, string, string][] = [];
    const open = await this.database.rows<{ id: string }>('select id from published.organizations');
    for (const [table, type] of Object.entries(parts)) {
      const rows = await this.database.rows<{ network_id: string; id: string }>(
        `select distinct on (coalition_id) network_id, id from private.${table} where coalition_id = any ($1) and not (id = any ($2))`,
        [[coalitionId('A4'), coalitionId('B4')], open.map(({ id }) => id)],
      );
      ids.push(...rows.map((row): [string, string, string] => [type, row.network_id, row.id]));
    }
    for (const key of ['A3', 'A4', 'B3', 'B4'] as const)
      ids.push(['Coalition', networkId(homeOf(key)), coalitionId(key)]);
    for (const [table, type] of Object.entries({
      memberships: 'Membership',
      invitations: 'Invitation',
      accounts: 'Viewer',
    })) {
      const rows = await this.database.rows<{ id: string }>(
        `select id from access.${table} order by id limit 2`,
      );
      ids.push(...rows.map(({ id }): [string, string, string] => [type, PLATFORM, id]));
    }
    const rows = await this.database.rows<{ id: string }>(
      'select id from access.corrections order by id limit 1',
    );
    ids.push(...rows.map(({ id }): [string, string, string] => ['Correction', networkId('A'), id]));
    return ids;
  }

  private nodes(who: Principal, ids: [string, string, string][]): Question[] {
    return ids.flatMap(([type, network, id]) =>
      [id, randomUUID()].map((each) => {
        const given = globalId(type, network, each);
        const document = `{ node(id: "${given}") { __typename id } }`;
        const label = `node of ${type} ${each === id ? `${id} that is not public` : 'that is nowhere'}`;
        return { who, document, label, given: [given], alike: 'node' };
      }),
    );
  }

  private workspaces(who: Principal): Question[] {
    const ask = (network: string, id: string, label: string): Question => {
      const given = globalId('Coalition', network, id);
      const document = `{ workspace(coalitionId: "${given}") { coalitionId profile { name } } }`;
      return { who, document, label: `workspace of ${label}`, given: [given], alike: 'workspace' };
    };
    const closed = coalitions.filter(({ key }) => !(who.person.may.read ?? []).includes(key));
    return [
      ...closed.map(({ key, network }) => ask(networkId(network), coalitionId(key), key)),
      ...coalitions.map(({ key, network }) =>
        ask(networkId(network === 'A' ? 'B' : 'A'), coalitionId(key), `${key} under another network`),
      ),
      ask(networkId('A'), randomUUID(), 'nothing'),
      ask(randomUUID(), coalitionId('A1'), 'A1 under no network'),
    ];
  }

  private addresses(who: Principal): Question[] {
    const ask = (field: string, more: string, key: CoalitionKey, slug: string): Question => ({
      ...{ who, alike: field, given: [slug] },
      document: `{ ${field}(network: "${networkSlug(homeOf(key))}", slug: "${slug}") { name ${more} } }`,
      label: `${field} at ${slug}`,
    });
    return (['A4', 'B4'] as const).flatMap((key) =>
      [coalitionSlug(key), `coalition-${randomUUID()}`].flatMap((slug) => [
        ask('coalition', 'id', key, slug),
        ask('coalitionTombstone', 'state', key, slug),
      ]),
    );
  }

  private malformed(who: Principal): Question[] {
    return MALFORMED_IDS.flatMap((id) =>
      ['node(id: $id) { id }', 'workspace(coalitionId: $id) { coalitionId }'].map((field) => ({
        ...{ who, variables: { id }, given: [] },
        document: `query ($id: ID!) { ${field} }`,
        label: `${field.split('(')[0]} with ${JSON.stringify(id)}`,
      })),
    );
  }
}
