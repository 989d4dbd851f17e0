import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aPerson } from './support/fixtures.ts';
import { ask, Tally } from './support/load.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const FLOOD = 200;
const READS = 30;

/** Counting attempts would keep one place out; this is a flood from many, all in one moment. */
describe('A flood of sign-ins', () => {
  let app: TestApp;
  let address: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await app.nest.listen(0, '127.0.0.1');
    address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(() => app.stop());

  it('is turned away beyond the queue, and those who are signed in are answered beside it', async () => {
    const tally = new Tally();
    const { token } = await (await aCoalition(app)).as(Role.EDITOR);
    const { email } = await aPerson(app);
    const read = () => ask(address, { token, body: { query: '{ viewer { email } }' } });
    for (let i = 0; i < READS; i++) tally.add('reads, alone', await read());

    const input = { email, password: 'a wrong password' };
    const signIn = () => ask(address, { body: { query: SIGN_IN, variables: { input } } });
    let flooded = true;
    const flood = Promise.all(
      Array.from({ length: FLOOD }, async () => tally.add('sign-ins', await signIn())),
    ).finally(() => (flooded = false));
    while (flooded) tally.add('reads, beside the flood', await read());
    await flood;

    process.stdout.write(`${tally.lines()}\n`);
    const { UNAUTHENTICATED = 0, RATE_LIMITED = 0 } = tally.codes('sign-ins');
    expect(UNAUTHENTICATED + RATE_LIMITED).toBe(FLOOD);
    expect(Object.keys(tally.codes('reads, beside the flood'))).toEqual(['ok']);
  });
});
