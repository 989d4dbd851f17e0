/** Counts the lines of a text that comes in pieces: those of Windows (CR LF), of Unix (LF) and of old Macs (CR). */
export function lineEnds(): { readonly line: number; pass(text: string): void } {
  let line = 1;
  let afterReturn = false;
  return {
    get line() {
      return line;
    },
    pass(text) {
      if (text === '') return;
      line += text.match(/\r\n?|\n/g)?.length ?? 0;
      if (afterReturn && text.startsWith('\n')) line--;
      afterReturn = text.endsWith('\r');
    },
  };
}
