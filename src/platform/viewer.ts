/** Who asks, as the access token says. What they may do is looked up by the session, in the database. */
export interface Viewer {
  readonly accountId: string;
  readonly sessionId: string;
}

/** Where a request comes from: for the history, the attempts that are counted, and the log. */
export interface Origin {
  readonly requestId: string;
  readonly address: string;
  /** What the client calls itself. */
  readonly userAgent?: string | undefined;
}
