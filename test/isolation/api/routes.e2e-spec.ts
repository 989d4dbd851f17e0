import { routesOf } from '../../support/routes.ts';
import { differences } from './declared.ts';
import { principalNamed } from './principals.ts';
import { routes } from './routes.ts';
import { Run, tell } from './run.ts';
import { World } from './world.ts';

let world: World;
let run: Run;

beforeAll(async () => {
  world = await World.create();
  run = await Run.start(world);
});

afterAll(async () => {
  await run?.end();
  await world?.drop();
});

/** Everybody is in routes.long-spec.ts. */
const some = [
  ...['nobody', 'the lead of A1', 'the admin of network A', 'the admin of network B', 'a platform admin'],
  ...['an analyst of network A', 'the lead of A1 in an ended session', 'a disabled lead of A1'],
  ...['a key that reads E1', 'a revoked key that read E1', 'a key for what is released'],
].map(principalNamed);

const few = ['nobody', 'the lead of A1', 'a key that reads E1', 'a key for what is released'].map(
  principalNamed,
);

describe('The routes beside GraphQL', () => {
  it('are all declared', () => {
    const there = routesOf(run.app).map(({ method, path }) => `${method} ${path}`);
    expect(differences(there, Object.keys(routes))).toEqual([]);
  });

  it('tell some of all who ask what is theirs, and change nothing of others', async () => {
    const findings = run.findings();
    const isOpen = (route: string): boolean => routes[route]!.for === 'anyone';
    await run.routes(findings, some, (route) => !isOpen(route));
    await run.routes(findings, few, isOpen);
    tell(`routes: ${findings.summary}`);
    expect(findings.faults.slice(0, 40)).toEqual([]);
  });
});
