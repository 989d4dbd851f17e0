import { Role } from '../../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './app.ts';
import { answered } from './account-letters.ts';
import { aCoalition, PASSWORD, type TestCoalition } from './fixtures.ts';
import { INVITE } from './invitations.ts';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const ASK_RESET = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const ASK_EMAIL = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';

export const WAYS = ['signing in', 'asking for a reset', 'asking for another address', 'inviting'] as const;
export type Way = (typeof WAYS)[number];

/** The ways in which somebody might try to learn whether an address has an account. */
export class Curious {
  private constructor(
    readonly app: TestApp,
    private readonly coalition: TestCoalition,
    private readonly lead: Person,
  ) {}

  static async start(): Promise<Curious> {
    const app = await TestApp.start();
    const coalition = await aCoalition(app);
    return new Curious(app, coalition, await coalition.as(Role.LEAD));
  }

  async stop(): Promise<void> {
    await answered(this.app);
    await this.app.stop();
  }

  async try(way: Way, email: string, password = 'a wrong password'): Promise<{ ms: number; seen: object }> {
    const { by, query, input } = {
      'signing in': { by: null, query: SIGN_IN, input: { email, password } },
      'asking for a reset': { by: null, query: ASK_RESET, input: { email } },
      'asking for another address': { by: this.lead, query: ASK_EMAIL, input: { email, password: PASSWORD } },
      inviting: {
        by: this.lead,
        query: INVITE,
        input: { email, role: 'EDITOR', coalitionId: this.coalition.id },
      },
    }[way];
    const post = this.app.http.post('/graphql');
    if (by) post.set('authorization', `Bearer ${by.token}`);
    const since = performance.now();
    const answer = await post.send({ query, variables: { input } });
    const ms = performance.now() - since;
    const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
    // An invitation says its own id and hour, and the address that was typed.
    const text = answer.text
      .replaceAll(email, 'ADDRESS')
      .replace(/"id":"[^"]+"/, '"id":"ID"')
      .replace(/"expiresAt":"[^"]+"/, '"expiresAt":"HOUR"');
    return { ms, seen: { status: answer.status, text, headers } };
  }
}
