import { createHash } from 'node:crypto';

/** Numbers that look random and are the same each time for the same name. */
export class Dice {
  private state: number;
  private uuids = 0;

  constructor(private readonly name: string) {
    this.state = [...name].reduce(
      (hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 16_777_619),
      2_166_136_261,
    );
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** So many different ones, in the order of the list. */
  some<T>(items: readonly T[], count: number): T[] {
    const places = new Set<number>();
    while (places.size < Math.min(count, items.length)) places.add(Math.floor(this.next() * items.length));
    return [...places].sort((a, b) => a - b).map((place) => items[place]!);
  }

  /** Of the name, since a number of 32 bits would come twice among a million. */
  uuid(): string {
    const hex = createHash('sha256').update(`${this.name} ${this.uuids++}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}
