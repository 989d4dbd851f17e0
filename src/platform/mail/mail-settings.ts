import { isIP } from 'node:net';
import { hostOf, loginOf, quoted, refuse, UNSHOWN } from '../setting.ts';

/** Where mail is handed over, taken apart once; the address itself holds a password and goes nowhere else. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, rather than by STARTTLS. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const SMTP_FORM = 'give an address such as smtps://<user>:<password>@mail.example.org:465, without a path';

/** A part of the address may be a password in the wrong place, so no part of it is repeated. */
export function smtpServer(value: string): SmtpServer {
  if (!URL.canParse(value)) return refuse(`is not an address ${UNSHOWN}`, SMTP_FORM);
  const url = new URL(value);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    return refuse(`is not the address of a mail server ${UNSHOWN}`, SMTP_FORM);
  const host = hostOf(url);
  if (host === undefined || (url.pathname !== '' && url.pathname !== '/') || url.search || url.hash) {
    return refuse(
      `cannot be taken apart ${UNSHOWN}`,
      `${SMTP_FORM}, with the special characters of the password percent-encoded`,
    );
  }
  if ((url.username === '') !== (url.password === ''))
    return refuse('has only one of user and password', SMTP_FORM);
  const secure = url.protocol === 'smtps:';
  const login = url.username === '' ? undefined : loginOf(url, SMTP_FORM);
  return { host, port: url.port ? Number(url.port) : secure ? 465 : 587, secure, login };
}

/** `Name <address>`, or an address alone. */
export function sender(value: string): Sender {
  const [, name = '', bracketed, bare] = /^(?:([^<>"\p{Cc}]*)<([^<>]*)>|([^<>\s]*))$/u.exec(value) ?? [];
  const address = bracketed ?? bare ?? '';
  if (/^[^\s@<>()",;:\\[\]]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i.test(address) && name.length <= 100)
    return { name: name.trim(), address };
  return refuse(
    `is ${quoted(value)}`,
    'give an address, or a name and an address such as Coalition Landscape <noreply@example.org>',
  );
}

/** The host that people know the registry by; an address of digits can stand behind no @. */
export function defaultSender(publicUrl: string): Sender {
  const { hostname } = new URL(publicUrl);
  const numeric = hostname.startsWith('[') || isIP(hostname) !== 0;
  return { name: 'Coalition Landscape', address: `noreply@${numeric ? 'localhost' : hostname}` };
}
