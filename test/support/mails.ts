import type { Caller } from './app.ts';

export interface MailRow {
  attempts: number;
  body: string;
  html: string;
  unsubscribe: string | null;
  failure: string | null;
  sent_at: Date | null;
  dead_at: Date | null;
  /** Seconds until it is due. */
  wait: number;
}

/** Queued as an operation would queue it; its id. */
export async function aMail(
  app: Pick<Caller, 'database'>,
  {
    recipient,
    subject = 'Title',
    body = 'Text',
    html = '<p>Text</p>',
    unsubscribe = null,
    attempts = 0,
  }: {
    recipient: string;
    subject?: string;
    body?: string;
    html?: string;
    unsubscribe?: string | null;
    attempts?: number;
  },
): Promise<string> {
  const [row] = await app.database.rows<{ id: string }>(
    `insert into access.mails (recipient, subject, body, html, unsubscribe, attempts) values ($1, $2, $3, $4, $5, $6) returning id`,
    [recipient, subject, body, html, unsubscribe, attempts],
  );
  return row!.id;
}

export async function rowOf(app: Pick<Caller, 'database'>, id: string): Promise<MailRow> {
  const [row] = await app.database.rows<MailRow>(
    `select *, extract(epoch from next_attempt_at - now())::float8 as wait from access.mails where id = $1`,
    [id],
  );
  return row!;
}

/** Waits until a condition holds of a mail. */
export async function until(app: Pick<Caller, 'database'>, id: string, condition: string): Promise<void> {
  const statement = `select 1 from access.mails m where m.id = $1 and ${condition}`;
  for (let tries = 0; (await app.database.rows(statement, [id])).length === 0; tries++) {
    if (tries > 800) throw new Error(`Never ${condition}: ${JSON.stringify(await rowOf(app, id))}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
