export const said = (body: Buffer): never => JSON.parse(String(body)) as never;

/** A sentence, where two are not the same. */
export const differing = (code: string, found: unknown, wanted: unknown): string[] =>
  JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [`${code}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`];
