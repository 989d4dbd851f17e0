import { newSecret } from './tokens.ts';

/** What every key begins with, so that people and scanners of leaked secrets know what it is. */
export const KEY_MARK = 'clk_';

const FORM = new RegExp(`^${KEY_MARK}[A-Za-z0-9_-]{43}$`);

export const isApiKey = (text: string): boolean => FORM.test(text);

export const newApiKey = (): string => `${KEY_MARK}${newSecret()}`;

/** Enough to tell one's keys apart, and too little to guess the rest from. */
export const prefixOf = (key: string): string => key.slice(0, KEY_MARK.length + 6);
