import { randomUUID } from 'node:crypto';
import {
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
} from 'graphql';
import { globalId } from '../../../src/platform/graphql/ids.ts';
import { PLATFORM } from '../../../src/identity/sessions.service.ts';
import type { TestDatabase } from '../../support/database.ts';
import { guestId } from '../landscape.ts';
import { type CoalitionKey, coalitionId, networkId } from '../people.ts';
import type { Answered, Call, Calling } from './calling.ts';
import { changedBetween, type Checksums } from './checksums.ts';
import type { Findings } from './findings.ts';
import { MALFORMED_IDS } from './ids.ts';
import { documentOf, givenTo } from './mutating.ts';
import { type Field, fieldsOf } from './paths.ts';
import { membershipOf, principalNamed } from './principals.ts';
import { type Beforehand, targetAt } from './target.ts';
import { boardGlobalId, homeOf } from './world-ids.ts';
import { keyToRevoke } from './world-keys.ts';

type Keys = (string | number)[];

/** What each id of an input names, by hand; one that the schema has and this has not fails the tests. */
export const idKinds: Record<string, string> = {
  'AccountInput.userId': 'Viewer',
  'ArchiveCoalitionInput.coalitionId': 'Coalition',
  'ChangeRoleInput.membershipId': 'Membership',
  'CloseBoardInput.boardId': 'Board',
  'CreateApiKeyInput.boardId': 'Board',
  'DiscardDraftInput.coalitionId': 'Coalition',
  'InitiativeInput.id': 'Initiative',
  'InviteMemberInput.coalitionId': 'Coalition',
  'InviteMemberInput.boardId': 'Board',
  'LockAccountInput.userId': 'Viewer',
  'MergeCoalitionsInput.keepId': 'Coalition',
  'MergeCoalitionsInput.mergeId': 'Coalition',
  'OrganizationInput.id': 'Organization',
  'PartnerInput.id': 'Partner',
  'PublishCoalitionInput.coalitionId': 'Coalition',
  'RemoveMemberInput.membershipId': 'Membership',
  'SaveStrategyInput.coalitionId': 'Coalition',
  'SettleCorrectionInput.coalitionId': 'Coalition',
  'SettleCorrectionInput.correctionId': 'Correction',
  'StartStrategyInput.coalitionId': 'Coalition',
  'StartStrategyInput.copyOf': 'StrategyVersion',
  'SuggestCorrectionInput.coalitionId': 'Coalition',
  'UnpublishCoalitionInput.coalitionId': 'Coalition',
  'UpdateBoardInput.boardId': 'Board',
  'UpdateProfileInput.coalitionId': 'Coalition',
  'VerifyProfileInput.coalitionId': 'Coalition',
  'endSession.id': 'Session',
  'revokeApiKey.id': 'ApiKey',
  'revokeInvitation.id': 'Invitation',
};

/** Every place of a type in which an id is written: the keys that lead there, and `Type.field`. */
export function idPlaces(type: GraphQLInputType, keys: Keys, named: string): { keys: Keys; named: string }[] {
  const plain = getNullableType(type);
  if (isListType(plain)) return idPlaces(plain.ofType, [...keys, 0], named);
  if (isInputObjectType(plain))
    return Object.values(plain.getFields()).flatMap((field) =>
      idPlaces(field.type, [...keys, field.name], `${plain.name}.${field.name}`),
    );
  return plain.toString() === 'ID' ? [{ keys, named }] : [];
}

function put(value: unknown, [key, ...rest]: Keys, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = put(copy[key], rest, by);
  return copy;
}

interface Try extends Call {
  given: string;
  alike?: string;
}

/** Every id in every input, given by who may do the rest: foreign, missing and malformed ones. */
export class Positions {
  private readonly answers = new Map<string, string>();

  constructor(
    private readonly calling: Calling,
    private readonly database: TestDatabase,
    private readonly checksums: Checksums,
    private readonly before: Beforehand,
    private readonly findings: Findings,
  ) {}

  async run(schema: GraphQLSchema, only?: string): Promise<void> {
    const foreign = await this.foreignIds();
    const tries = fieldsOf(schema.getMutationType()!)
      .filter(({ name }) => only === undefined || name === only)
      .flatMap((field) => this.of(field, foreign));
    const before = await this.checksums.take();
    await this.calling.all(tries, (each, answer) => this.judge(each, answer));
    const changed = changedBetween(before, await this.checksums.take());
    if (changed.length > 0)
      this.findings.faults.push(`foreign and malformed ids changed ${changed.join(', ')}`);
    await this.checksums.restore(changed);
  }

  /** Of another network, and of a coalition that has published nothing. */
  private async foreignIds(): Promise<Record<string, string[]>> {
    const ids: Record<string, string[]> = { Coalition: [], Membership: [], Invitation: [], Correction: [] };
    const tables = { Partner: 'partners', Organization: 'organizations', Initiative: 'initiatives' };
    for (const key of ['B4', 'B2'] as CoalitionKey[]) {
      const network = networkId(homeOf(key));
      ids['Coalition']!.push(globalId('Coalition', network, coalitionId(key)));
      const lead = principalNamed(`the first lead of ${key}`);
      ids['Membership']!.push(globalId('Membership', PLATFORM, membershipOf(lead)));
      ids['Invitation']!.push(globalId('Invitation', PLATFORM, guestId('INVITED', key)));
      ids['Correction']!.push(globalId('Correction', network, guestId('CORRECTED', key)));
    }
    ids['Viewer'] = [globalId('Viewer', PLATFORM, principalNamed('the first lead of B4').account)];
    ids['Session'] = [globalId('Session', PLATFORM, principalNamed('the first lead of B4').session!)];
    ids['ApiKey'] = [globalId('ApiKey', PLATFORM, keyToRevoke('B'))];
    ids['Board'] = [boardGlobalId('E3')];
    const open = await this.database.rows<{ id: string }>('select id from published.organizations');
    for (const [type, table] of Object.entries(tables)) {
      const rows = await this.database.rows<{ id: string; network_id: string }>(
        `select id, network_id from private.${table} where coalition_id = any ($1) and not (id = any ($2))`,
        [[coalitionId('B4'), coalitionId('A4')], open.map(({ id }) => id)],
      );
      ids[type] = rows.map((row) => globalId(type, row.network_id, row.id));
    }
    return ids;
  }

  private of(field: Field, foreign: Record<string, string[]>): Try[] {
    const people = ['the lead of A1', 'an editor of A1', 'the admin of network A'].map(principalNamed);
    return field.args.flatMap((argument) =>
      idPlaces(argument.type, [], `${field.name}.${argument.name}`).flatMap(({ keys, named }) => {
        // Whoever suggests a correction, or copies a strategy, may name what anybody has published.
        const kind = idKinds[named]!;
        const open = named === 'SuggestCorrectionInput.coalitionId';
        return people.flatMap((who) => {
          const sound = givenTo(
            field,
            targetAt(named === 'CreateApiKeyInput.boardId' ? 'E1' : 'A1', who, this.before),
          );
          const given = (id: string, alike?: string): Try => ({
            ...{ who, document: documentOf(field), variables: { given: put(sound, keys, id) }, given: id },
            label: `${field.name} with ${keys.join('.') || 'id'} ${JSON.stringify(id)}`,
            ...(alike && { alike }),
          });
          const alike = `${who.name} ${field.name} ${keys.join('.')}`;
          const missing = globalId(kind, networkId('B'), randomUUID());
          return [
            ...(open ? [] : (foreign[kind] ?? [])).map((id) => given(id, alike)),
            ...[missing, globalId(kind, PLATFORM, randomUUID())].map((id) => given(id, alike)),
            ...MALFORMED_IDS.map((id) => given(id)),
          ];
        });
      }),
    );
  }

  private judge(each: Try, answer: Answered): void {
    this.findings.judge(each, { ...answer, text: answer.text.replaceAll(each.given, 'ID') });
    if (answer.code === undefined) this.findings.fault(each, 'was done');
    if (!each.alike) return;
    const text = answer.text.replaceAll(each.given, 'ID');
    const known = this.answers.get(each.alike);
    if (known === undefined) this.answers.set(each.alike, text);
    else if (known !== text)
      this.findings.fault(each, `is told apart: ${text.slice(0, 200)} and ${known.slice(0, 200)}`);
  }
}
