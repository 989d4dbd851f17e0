import type { Answer, Caller, Person } from './app.ts';
import { PASSWORD } from './fixtures.ts';

const SESSION = '{ accessToken refreshToken expiresAt viewer { email displayName } }';
export const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) ${SESSION} }`;
const REFRESH = `mutation ($input: RefreshInput!) { refreshSession(input: $input) ${SESSION} }`;

/** What signing in gives. */
export interface SignedIn {
  accessToken: string;
  refreshToken: string;
}

export const signIn = async (app: Caller, person: Person): Promise<SignedIn> =>
  (await app.data(null, SIGN_IN, { input: { email: person.email, password: PASSWORD } })).signIn as SignedIn;

export const holding = (person: Person, { accessToken }: SignedIn): Person => ({
  ...person,
  token: accessToken,
});

export const refreshing = (app: Pick<Caller, 'graphql'>, refreshToken: string): Promise<Answer> =>
  app.graphql(null, REFRESH, { input: { refreshToken } });

/** What must be given. */
export const refreshed = async (app: Pick<Caller, 'graphql'>, refreshToken: string): Promise<SignedIn> => {
  const { data, errors } = await refreshing(app, refreshToken);
  if (!data || errors) throw new Error(`Not refreshed: ${JSON.stringify(errors)}`);
  return data.refreshSession as SignedIn;
};

/** Why each session of the account ended; null for those that hold. The one that fixtures gave is left out. */
export const endings = async (app: Caller, person: Person): Promise<(string | null)[]> => {
  const rows = await app.database.rows<{ end_reason: string }>(
    `select end_reason from access.sessions where account_id = $1 and id <> $2 order by created_at`,
    [person.accountId, person.sessionId],
  );
  return rows.map(({ end_reason }) => end_reason);
};

/** As if every refresh token of the account that was used had been used so much earlier. */
export const letPass = async (app: Caller, person: Person, span: string): Promise<void> => {
  await app.database.rows(
    `update access.refresh_tokens t set used_at = used_at - $2::interval from access.sessions s
     where s.id = t.session_id and s.account_id = $1 and used_at is not null`,
    [person.accountId, span],
  );
};

/** Refresh tokens of the account that nobody has used yet. */
export const liveTokens = async (app: Caller, person: Person): Promise<number> => {
  const [row] = await app.database.rows<{ live: number }>(
    `select count(*)::int as live from access.refresh_tokens t join access.sessions s on s.id = t.session_id
     where s.account_id = $1 and t.used_at is null`,
    [person.accountId],
  );
  return row!.live;
};
