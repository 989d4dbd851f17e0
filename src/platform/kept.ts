import { last } from './graphql/writing/lasting.ts';

/**
 * What a process keeps of what it has read, up to so many characters of JSON; nothing when that is 0. What was not asked for
 * lately goes first: all that nobody has asked for since the younger half began goes when that half is full.
 */
export class Kept<T extends object> {
  private young = new Map<string, Sized<T>>();
  private old = new Map<string, Sized<T>>();
  private characters = 0;

  constructor(
    private readonly most: number,
    private readonly charactersOf: (value: T) => number,
  ) {}

  get keepsAny(): boolean {
    return this.most > 0;
  }

  get(key: string): T | undefined {
    const young = this.young.get(key);
    if (young) return young.value;
    const old = this.old.get(key);
    if (old) this.put(key, old);
    return old?.value;
  }

  /** From now on it may not change, and reads the same to everybody. */
  set(key: string, value: T): void {
    if (this.keepsAny) this.put(key, { value: last(value), characters: this.charactersOf(value) });
  }

  private put(key: string, sized: Sized<T>): void {
    this.characters += sized.characters - (this.young.get(key)?.characters ?? 0);
    this.young.set(key, sized);
    if (this.characters <= this.most / 2) return;
    this.old = this.young;
    this.young = new Map();
    this.characters = 0;
  }
}

interface Sized<T> {
  value: T;
  characters: number;
}
