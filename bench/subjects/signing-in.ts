import { hashPassword } from '../../src/identity/passwords.ts';
import { PASSWORD } from '../data/load.ts';
import { differing, said } from './differing.ts';
import { SIGN_IN } from './documents.ts';
import { graphql, inTurn, statement, type Subject } from './subject.ts';
import type { World } from './world.ts';

export async function signingInSubject(world: World): Promise<Subject> {
  const calls = world.leads.map(({ email }) => graphql(SIGN_IN, { input: { email, password: PASSWORD } }));
  const verify = statement('verify', [await hashPassword(PASSWORD), PASSWORD]);
  return {
    ...{ code: 'S1', title: 'a sign-in', aims: [], connections: 2, per: 'sign-in' },
    runs: { server: inTurn(calls), floor: inTurn([verify]) },
    compare: async (ask) => {
      const { data } = said(await ask('server', calls[0]!)) as { data: { signIn: { accessToken: string } } };
      return [
        ...differing('S1', data.signIn.accessToken.split('.').length, 3),
        ...differing('S1 floor', said(await ask('floor', verify)), true),
      ];
    },
  };
}
