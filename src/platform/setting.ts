import { isIP } from 'node:net';

/** Makes a value of what the environment says, or throws what is wrong with it and what to give instead. */
export type Parser<T> = (value: string) => T;

/** Ends up in a log or on a screen, so it is quoted and short. */
export const quoted = (value: string): string =>
  JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

export const UNSHOWN = '(it is not shown, as it may hold a password)';

export const refuse = (given: string, allowed: string): never => {
  throw new Error(`${given}; ${allowed}.`);
};

export const listed = (value: string): string[] => value.split(',').map((item) => item.trim());

/** The host of an address, without the brackets of IPv6; undefined where it is none. */
export function hostOf({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '');
  const sound = isIP(host) !== 0 || /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i.test(host);
  return sound ? host : undefined;
}

/** User and password of an address, as they were before they were percent-encoded. */
export function loginOf({ username, password }: URL, allowed: string): { user: string; pass: string } {
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  } catch {
    return refuse(`has a % that encodes nothing ${UNSHOWN}`, allowed);
  }
}
