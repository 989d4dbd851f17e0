import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { boardId, isBoard } from '../boards.ts';
import { coalitionId, networkId, type NetworkKey } from '../people.ts';
import type { Answered, Call, Calling } from './calling.ts';
import { changedBetween, type Checksums } from './checksums.ts';
import type { Findings } from './findings.ts';
import { inputOf } from './inputs.ts';
import { type MutationRow, mutations, placesOf, PROVES, REQUESTS, triedBy } from './mutations.ts';
import { type Field, fieldsOf, isOptional, leavesOf } from './paths.ts';
import { type Principal, principalNamed } from './principals.ts';
import { type Beforehand, coalitionKeys, networkOfPlace, nowhere, targetAt, type Target } from './target.ts';
import { isCoalition, type PlaceKey } from './world-ids.ts';

export interface Try extends Call {
  mutation: string;
  place: PlaceKey | null;
  may: boolean;
  /** Ids in it, which no answer need repeat. */
  given: string[];
}

const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];
/** Refused for what it says, though not for who says it. */
const ABOUT_STATE = ['CONFLICT', 'BAD_USER_INPUT'];
/** Too deep, or another network's business. */
const NOT_SELECTED = ['Network', 'Coalition'];
/** What is asked in another place than where the mutation works: one request works in one. */
const ELSEWHERE: Record<string, string[]> = { createBoard: ['invitations', 'members'] };

/** All that a payload says by itself and one step further on. */
export function payloadOf(field: Field): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  if (type.name === 'Session') return '{ expiresAt accessToken }';
  const further = fieldsOf(type).flatMap((next) => {
    const found = getNamedType(next.type);
    if (ELSEWHERE[field.name]?.includes(next.name)) return [];
    if (!isObjectType(found) || NOT_SELECTED.includes(type.name) || !next.args.every(isOptional)) return [];
    const leaves = leavesOf(found);
    return leaves.length > 0 ? [`${next.name} { ${leaves.join(' ')} }`] : [];
  });
  return `{ ${[...leavesOf(type), ...further].join(' ')} }`;
}

export const documentOf = (field: Field): string => {
  const [argument] = field.args;
  if (!argument) return `mutation { ${field.name} ${payloadOf(field)} }`;
  return `mutation ($given: ${argument.type.toString()}) { ${field.name}(${argument.name}: $given) ${payloadOf(field)} }`;
};

/** The one argument: an input, or the id of what is meant. */
export const givenTo = ({ name, args }: Field, target: Target): unknown => {
  if (args.length === 0) return undefined;
  return args[0]!.name === 'input'
    ? inputOf(args[0]!.type, target)
    : { revokeInvitation: target.invitation, revokeApiKey: target.apiKey, endSession: target.session }[name];
};

const idsIn = (target: Target): string[] =>
  [
    target.coalition,
    target.board,
    target.sibling,
    target.membership,
    target.invitation,
    target.correction,
    target.apiKey,
    target.session,
    target.locked,
    target.unlocked,
    target.network,
  ].filter((id) => id.length > 0);

/** What a place that is nowhere looks like. */
const nowhereIn: Record<MutationRow['at'], PlaceKey> = {
  ...{ coalitions: 'A1', networks: 'A', boards: 'E1', 'networks and boards': 'A', all: 'A1', once: 'A1' },
};

/** Every mutation, by everybody, everywhere, and nowhere. */
export class Mutating {
  private readonly answersNowhere = new Map<string, string>();
  private readonly done = new Map<string, number>();
  restored = 0;

  constructor(
    private readonly calling: Calling,
    private readonly checksums: Checksums,
    private readonly before: Beforehand,
    private readonly findings: Findings,
  ) {}

  async run(schema: GraphQLSchema, people: readonly Principal[], wanted = (_: Try) => true): Promise<void> {
    const tries = fieldsOf(schema.getMutationType()!)
      .flatMap((field) => people.flatMap((who) => this.of(field, who)))
      .filter(wanted);
    const refused = tries.filter(({ may }) => !may);
    await this.leaveAllAsItIs(refused.filter(({ place }) => place === null));
    await this.leaveAllAsItIs(refused.filter(({ place }) => place !== null));
    for (const each of tries.filter(({ may }) => may)) await this.doAndUndo(each);
  }

  private of(field: Field, who: Principal): Try[] {
    const row = mutations[field.name];
    if (!row || !triedBy(field.name, who)) return [];
    const at = (place: PlaceKey | null, target: Target): Try => ({
      ...{ who, place, mutation: field.name, document: documentOf(field) },
      variables: { given: givenTo(field, target) },
      // A key only reads.
      may: place !== null && !who.key && row.may(who, place),
      label: `${field.name} ${place === null ? 'nowhere' : `at ${place}`}`,
      given: idsIn(target),
    });
    const there = placesOf(row).map((place) => at(place, targetAt(place, who, this.before)));
    if (row.namesNothing) return there;
    return [...there, at(null, nowhere(targetAt(nowhereIn[row.at], who, this.before)))];
  }

  /** Calls that are refused change nothing of anybody's. */
  private async leaveAllAsItIs(tries: Try[]): Promise<void> {
    const before = await this.checksums.take();
    await this.calling.all(tries, (each, answer) => this.judgeRefused(each, answer));
    const changed = changedBetween(before, await this.checksums.take());
    if (changed.length === 0) return;
    this.findings.faults.push(`refused calls changed ${changed.join(', ')}`);
    await this.checksums.restore(changed);
  }

  /** An id that was given tells nothing when it comes back. */
  private judgeWords(each: Try, answer: Answered): void {
    this.findings.judge(each, { ...answer, text: withoutIds(each, answer.text) });
  }

  private judgeRefused(each: Try, answer: Answered): void {
    this.judgeWords(each, answer);
    const about = each.place === null ? [...REFUSED, 'BAD_USER_INPUT'] : REFUSED;
    if (answer.code === undefined || !about.includes(answer.code))
      this.findings.fault(each, `gave ${answer.code ?? 'what was asked'}, and should be refused`);
    const text = withoutIds(each, answer.text);
    const key = `${each.mutation} ${each.who.name}`;
    if (each.place === null) return void this.answersNowhere.set(key, text);
    if (!this.isHidden(each)) return;
    const known = this.answersNowhere.get(key);
    if (known !== undefined && known !== text)
      this.findings.fault(each, 'tells what is hidden from what is not there');
  }

  /** A private coalition of others; networks, and what is published, everybody knows. */
  private isHidden({ mutation, place, who }: Try): boolean {
    if (mutations[mutation]!.hides) return true;
    if (!isCoalition(place) || mutations[mutation]!.at === 'once') return false;
    // The token is known to whoever was invited.
    if (mutation === 'acceptInvitation') return false;
    return !(who.person.may.read ?? []).includes(place) && !who.person.platform;
  }

  /** What is done changes rows of that tenant alone; then all is as it was. */
  private async doAndUndo(each: Try): Promise<void> {
    const before = await this.checksums.take();
    const answer = await this.calling.ask(each);
    if (!PROVES.includes(each.mutation) || answer.code !== undefined) this.judgeWords(each, answer);
    else this.findings.calls += 1;
    if (mutations[each.mutation]!.also?.includes(REQUESTS)) await this.checksums.settled(REQUESTS);
    const changed = changedBetween(before, await this.checksums.take());
    if (answer.code === undefined) this.done.set(each.mutation, (this.done.get(each.mutation) ?? 0) + 1);
    else if (!ABOUT_STATE.includes(answer.code))
      this.findings.fault(each, `was refused with ${answer.code}: ${answer.text.slice(0, 300)}`);
    else if (changed.length > 0) this.findings.fault(each, `was refused, and changed ${changed.join(', ')}`);
    const foreign = changed.filter((row) => !this.mayChange(each, row));
    if (foreign.length > 0) this.findings.fault(each, `changed ${foreign.join(', ')}`);
    if (changed.length === 0) {
      if (answer.code === undefined && !mutations[each.mutation]!.idle)
        this.findings.fault(each, 'was done, and changed nothing');
      return;
    }
    this.restored += 1;
    await this.checksums.restore(changed);
  }

  private mayChange({ mutation, place, who }: Try, row: string): boolean {
    const [table, owner] = row.split(' ') as [string, string];
    const { also = [], makesNew = false, at, of: whose } = mutations[mutation]!;
    if (also.includes(table)) return true;
    const own = [who.account, networkId(networkOfPlace(place!)), 'all'];
    if (isCoalition(place)) own.push(coalitionId(place));
    if (place !== null && isBoard(place)) own.push(boardId(place));
    if (mutation === 'mergeCoalitions') own.push(...coalitionsOf(networkOfPlace(place!)));
    const of = owner.split('@').at(-1)!;
    // A framework is what the public record of its coalitions is read by.
    if (at === 'networks' && table.startsWith('published.'))
      own.push(...coalitionsOf(networkOfPlace(place!)));
    if (at === 'once' && mutation !== 'createNetwork' && mutation !== 'saveFramework')
      return (
        of === (whose ? principalNamed(whose).account : who.account) || owner.startsWith(`${who.account}@`)
      );
    return own.includes(of) || (makesNew && !this.isKnown(of));
  }

  private isKnown(owner: string): boolean {
    const known = [
      ...coalitionKeys.map(coalitionId),
      networkId('A'),
      networkId('B'),
      ...this.before.addresses.keys(),
    ];
    return known.includes(owner) || ['nobody', 'platform'].includes(owner);
  }

  /** Those that nobody has come to do: their samples prove nothing. */
  neverDone(): string[] {
    return Object.keys(mutations).filter((name) => !this.done.has(name));
  }
}

const withoutIds = ({ given }: Try, text: string): string =>
  given.reduce((masked, id) => masked.replaceAll(id, 'ID'), text);

const coalitionsOf = (network: NetworkKey): string[] =>
  coalitionKeys.filter((each) => networkOfPlace(each) === network).map(coalitionId);
