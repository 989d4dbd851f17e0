/** Text of JSON, now or later. */
export type Piece = string | Promise<string>;

/** Text that is put together as its pieces come. */
export class Pieces {
  private text: string;
  private readonly before: string[] = [];
  private readonly awaited: Promise<string>[] = [];

  constructor(opening: string) {
    this.text = opening;
  }

  add(before: string, piece: Piece): void {
    if (typeof piece === 'string') {
      this.text += before + piece;
    } else {
      this.before.push(this.text + before);
      this.awaited.push(piece);
      this.text = '';
    }
  }

  end(closing: string): Piece {
    const rest = this.text + closing;
    if (this.awaited.length === 0) return rest;
    return Promise.all(this.awaited).then(
      (found) => found.map((piece, place) => this.before[place]! + piece).join('') + rest,
    );
  }

  /** What is under way is waited for: it still reads in the operation's transaction. */
  giveUp(error: unknown): Piece {
    if (this.awaited.length === 0) throw error;
    return Promise.allSettled(this.awaited).then(() => {
      throw error;
    });
  }
}
