import { DefaultNamingStrategy } from 'typeorm';

/** `coalitionId` in TypeScript is `coalition_id` in SQL; tables are named in full by @Entity. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined, embedded: string[]): string {
    return [...embedded, given ?? property].map(snake).join('_');
  }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
