import { hostOf, loginOf, refuse, UNSHOWN } from '../setting.ts';

/** Where points are kept instead of in the database; the address itself holds a password and goes nowhere else. */
export interface RedisServer {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Redis has databases by number. */
  readonly database: number;
  /** The user may be Redis's own default one. */
  readonly login: { readonly username?: string; readonly password: string } | undefined;
}

const FORM = 'give an address such as redis://<user>:<password>@127.0.0.1:6379/0, or rediss:// for TLS';

/** A part of the address may be a password in the wrong place, so no part of it is repeated. */
export function redisServer(value: string): RedisServer {
  if (!URL.canParse(value)) return refuse(`is not an address ${UNSHOWN}`, FORM);
  const url = new URL(value);
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:')
    return refuse(`is not the address of a Redis server ${UNSHOWN}`, FORM);
  const host = hostOf(url);
  const [, database] = /^\/?(\d{1,5})?$/.exec(url.pathname) ?? [undefined, NaN];
  const port = Number(url.port || 6379);
  if (host === undefined || port === 0 || Number.isNaN(database) || url.search || url.hash) {
    return refuse(
      `cannot be taken apart ${UNSHOWN}`,
      `${FORM}, with the special characters of the password percent-encoded`,
    );
  }
  if (url.username !== '' && url.password === '') return refuse('has a user without a password', FORM);
  const { user, pass } = loginOf(url, FORM);
  return {
    ...{ host, port, secure: url.protocol === 'rediss:', database: Number(database ?? 0) },
    login: pass === '' ? undefined : { ...(user !== '' && { username: user }), password: pass },
  };
}
