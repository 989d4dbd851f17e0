/**
 * SQL expressions for what people write. A cell that a spreadsheet would take for a formula begins with an apostrophe
 * (ASVS 1.2.10); codes, keys and https addresses cannot begin like one and stay as they are.
 */
export const cell = (value: string): string => `regexp_replace(${value}, '^(?=[=+@\\t\\r\\n-])', '''')`;

/** A cell of a list that is joined by semicolons, so that it holds none of its own. */
export const item = (value: string): string => `replace(${cell(value)}, ';', ',')`;

/** The addresses of a JSON array of sources. */
export const urls = (sources: string): string =>
  `(select string_agg(replace(s ->> 'url', ';', '%3B'), ';') from json_array_elements(${sources}) s)`;

/** In UTC, whatever the database thinks of it. */
export const time = (value: string): string =>
  `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
