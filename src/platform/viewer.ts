/** Who asks, as the access token says. What they may do is looked up by the session, in the database. */
export interface Viewer {
  readonly accountId: string;
  readonly sessionId: string;
  /** The digest of the API key that came instead of an access token. There is no session then. */
  readonly key?: Buffer;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A program with a key. Whatever looks for the rights of its session finds none. */
export const keyHolder = (key: Buffer): Viewer => ({ accountId: NOBODY, sessionId: NOBODY, key });

/** Where a request comes from: for the history, the attempts that are counted, and the log. */
export interface Origin {
  readonly requestId: string;
  readonly address: string;
  /** What the client calls itself. */
  readonly userAgent?: string | undefined;
}
