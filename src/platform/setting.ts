/** Makes a value of what the environment says, or throws what is wrong with it and what to give instead. */
export type Parser<T> = (value: string) => T;

/** Ends up in a log or on a screen, so it is quoted and short. */
export const quoted = (value: string): string =>
  JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

export const refuse = (given: string, allowed: string): never => {
  throw new Error(`${given}; ${allowed}.`);
};

export const listed = (value: string): string[] => value.split(',').map((item) => item.trim());
