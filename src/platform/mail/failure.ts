import type { SmtpServer } from './mail-settings.ts';
import { oneLine } from './letter.ts';
import type { Mail } from './message.ts';

export interface Failure {
  /** What may be shown: no part of a password, a token or a path. */
  readonly text: string;
  /** The server has said that it will never take this mail: trying again would be asking to be blocked. */
  readonly final: boolean;
}

/** As the transport names it: which command was answered how. */
interface Refusal extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  syscall?: string;
}

const LONGEST = 300;

export function failureOf(error: unknown, mail: Mail, server: SmtpServer | undefined): Failure {
  const { message, name, code, command = '', responseCode = 0, syscall } = error as Refusal;
  if (syscall !== undefined && server === undefined)
    return { text: `The outbox cannot be written to (${code}).`, final: false };
  if (name === 'TimeoutError' || name === 'AbortError')
    return { text: 'The mail server took too long.', final: false };
  // 530 asks for a login, which is no fault of the mail; so is a sender that is refused.
  const refused = responseCode >= 500 && responseCode !== 530 && /^(RCPT TO|DATA)$/.test(command);
  const unsendable = code === 'EENVELOPE' && command === 'API';
  return { text: withoutSecrets(message, mail, server).slice(0, LONGEST), final: refused || unsendable };
}

/** What a server answers may repeat what it was sent, a part of it, or another form of it. */
function withoutSecrets(message: string, mail: Mail, server: SmtpServer | undefined): string {
  const secrets = [...`${mail.body} ${mail.unsubscribe ?? ''}`.matchAll(/[\w-]{24,}/g)].map(([run]) => run);
  if (server?.login) {
    const { user, pass } = server.login;
    const encoded = [pass, `\0${user}\0${pass}`].map((text) => Buffer.from(text).toString('base64'));
    secrets.push(pass, ...encoded);
  }
  const shown = secrets.reduce(without, oneLine(message));
  return shown.replace(/[\w+/=~-]{24,}/g, '…');
}

const PIECE = 8;

/** Every stretch that the text shares with the secret, whole, so that pieces cannot be put together. */
function without(text: string, secret: string): string {
  const size = Math.min(PIECE, secret.length);
  const hidden = new Set<number>();
  for (let at = 0; at + size <= text.length; at++) {
    if (!secret.includes(text.slice(at, at + size))) continue;
    for (let i = at; i < at + size; i++) hidden.add(i);
  }
  return [...text.split('').entries()]
    .map(([i, letter]) => (!hidden.has(i) ? letter : hidden.has(i - 1) ? '' : '…'))
    .join('');
}
