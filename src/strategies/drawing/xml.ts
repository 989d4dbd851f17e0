const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 has no way at all to write these. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Fit for an element and for an attribute in double quotes. */
export const xml = (text: string): string =>
  text.replace(ILLEGAL, '').replace(/[&<>"']/g, (c) => ESCAPES[c]!);
