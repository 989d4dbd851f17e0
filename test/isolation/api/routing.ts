import type { TestApp } from '../../support/app.ts';
import { type RawAnswer, send } from '../../support/raw-http.ts';
import { coalitionId, networkId, type NetworkKey, networks } from '../people.ts';
import { changedBetween, type Checksums } from './checksums.ts';
import type { Findings } from './findings.ts';
import { MALFORMED_IDS } from './ids.ts';
import { ownWords } from './own-words.ts';
import type { Principal } from './principals.ts';
import { type Asked, type RouteIds, type RouteRow, routes, statusFor } from './routes.ts';
import { type Beforehand, coalitionKeys } from './target.ts';
import { homeOf } from './world-ids.ts';

interface Try {
  who: Principal;
  label: string;
  route: string;
  asked: Asked;
  expected: number;
}

const AT_ONCE = 6;

/** Every route beside GraphQL, by everybody. */
export class Routing {
  private readonly answers = new Map<string, { text: string; who: Principal }>();

  constructor(
    private readonly app: TestApp,
    private readonly checksums: Checksums,
    private readonly before: Beforehand,
    private readonly findings: Findings,
  ) {}

  async run(people: readonly Principal[], wanted: (route: string) => boolean = () => true): Promise<void> {
    const ids = await this.ids();
    const tries = Object.entries(routes)
      .filter(([route]) => wanted(route))
      .flatMap(([route, row]) => this.of(route, row, ids, people));
    await this.leaveAllAsItIs(tries.filter((each) => !isDone(each)));
    for (const each of tries.filter(isDone)) await this.doAndUndo(each);
  }

  private of(route: string, row: RouteRow, ids: RouteIds, people: readonly Principal[]): Try[] {
    return row.asked(ids).flatMap((asked) =>
      people
        .filter(({ name }) => name !== asked.notBy)
        .map((who) => ({
          ...{ who, route, asked, expected: statusFor(who, row, asked) },
          label: `${route.split(' ')[0]} ${asked.path}`,
        })),
    );
  }

  private async ids(): Promise<RouteIds> {
    const imports = await this.app.database.rows<{ id: string; network_id: string }>(
      'select id, network_id from access.imports',
    );
    const versions = await this.app.database.rows<{ version: number }>(
      'select version from private.strategy_versions where coalition_id = $1',
      [coalitionId('A1')],
    );
    const reports = networks.map((key) => [
      key,
      imports.find((each) => each.network_id === networkId(key))!.id,
    ]);
    return {
      reports: Object.fromEntries(reports) as Record<NetworkKey, string>,
      versions: versions.map(({ version }) => version),
      // An empty part of a path is another path, and a dot leads elsewhere.
      malformed: MALFORMED_IDS.filter((text) => text.trim() !== '' && text !== '42'),
    };
  }

  private async leaveAllAsItIs(tries: Try[]): Promise<void> {
    const before = await this.checksums.take();
    const rest = tries[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (let next = rest.next(); !next.done; next = rest.next())
        await this.judge(next.value, await this.ask(next.value));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const changed = changedBetween(before, await this.checksums.take());
    if (changed.length === 0) return;
    this.findings.faults.push(`routes that only read, or refused, changed ${changed.join(', ')}`);
    await this.checksums.restore(changed);
  }

  /** A trial, and then what it said: each changes rows of that network alone. */
  private async doAndUndo(each: Try): Promise<void> {
    const before = await this.checksums.take();
    const trial = await this.ask(each);
    await this.judge(each, trial);
    const report = (trial.json as { report?: string } | undefined)?.report;
    this.judgeChanges(each, changedBetween(before, await this.checksums.take()));
    const { network } = each.asked;
    const path = `/imports/coalitions/${report}/confirm?network=network-${String(network).toLowerCase()}`;
    const confirmed = { ...each, label: `post ${path}`, asked: { path, status: 200 }, expected: 200 };
    await this.judge(confirmed, await this.ask(confirmed));
    const changed = changedBetween(before, await this.checksums.take());
    this.judgeChanges({ ...confirmed, asked: each.asked }, changed);
    await this.checksums.restore(changed);
  }

  private judgeChanges(each: Try, changed: string[]): void {
    if (changed.length === 0) this.findings.fault(each, 'was done, and changed nothing');
    const foreign = changed.filter((row) => !this.mayChange(each, row));
    if (foreign.length > 0) this.findings.fault(each, `changed ${foreign.join(', ')}`);
  }

  /** What is new is nobody else's; what is published of the network is counted anew. */
  private mayChange({ who, asked }: Try, row: string): boolean {
    const [table, owner] = row.split(' ') as [string, string];
    const of = owner.split('@').at(-1)!;
    const network = asked.network as NetworkKey;
    if ([networkId(network), who.account].includes(of)) return true;
    const others = coalitionKeys.filter((key) => homeOf(key) !== network || !table.startsWith('published.'));
    const known = [...others.map(coalitionId), ...networks.map(networkId), ...this.before.addresses.keys()];
    return ![...known, 'nobody', 'platform', 'all'].includes(of);
  }

  private async judge(each: Try, { status, headers, text }: RawAnswer): Promise<void> {
    const { who, asked, expected, route } = each;
    const masked = (asked.given ?? [])
      .flatMap((word) => [word, encodeURIComponent(word)])
      .filter((word) => word.length > 3)
      .reduce((all, word) => all.replaceAll(word, 'GIVEN'), text);
    const own = route === 'get /me/data.json' ? await ownWords(this.app.database, who.account) : [];
    const foreign = own.reduce((all, word) => all.replaceAll(word, 'OWN'), masked);
    this.findings.judge(each, {
      ...{ status, headers: JSON.stringify(headers), text: foreign, data: null, path: undefined },
      code: CODES[status] ?? (status < 400 ? undefined : String(status)),
    });
    if (status !== expected)
      this.findings.fault(each, `gave ${status}, not ${expected}: ${text.slice(0, 200)}`);
    if (asked.alike && status >= 400 && !asked.unread)
      this.compare(each, `${who.name} ${asked.alike} ${status}`, masked);
    // The public record reads the same for everybody.
    if (status < 400 && routes[route]!.for === 'anyone' && !/live|ready/.test(route))
      this.compare(each, asked.path, masked);
  }

  private compare(each: Try, key: string, text: string): void {
    const said = text.replace(/"requestId":"[^"]*"/g, '');
    const known = this.answers.get(key);
    if (!known) this.answers.set(key, { text: said, who: each.who });
    else if (known.text !== said)
      this.findings.fault(each, `is answered otherwise than ${known.who.name}: ${said.slice(0, 150)}`);
  }

  private async ask({ who, route, label, asked }: Try): Promise<RawAnswer> {
    const token = who.caller(this.app)?.token;
    return send(this.app, {
      ...{ method: label.split(' ')[0]!.toUpperCase(), path: asked.path },
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(asked.body && { 'content-type': 'text/csv' }),
        ...(route.startsWith('post') && { 'content-length': String(Buffer.byteLength(asked.body ?? '')) }),
      },
      ...(asked.body && { body: asked.body }),
    });
  }
}

const CODES: Record<number, string> = {
  ...{ 400: 'BAD_USER_INPUT', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 410: 'NOT_FOUND' },
};

const isDone = ({ route, expected }: Try): boolean =>
  route === 'post /imports/coalitions' && expected === 200;
