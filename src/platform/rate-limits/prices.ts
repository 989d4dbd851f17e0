import { SetMetadata } from '@nestjs/common';

/** The most that one request is ever charged. */
export const HIGHEST_PRICE = 1_000;

/** Of every request, whatever becomes of it; a kept answer costs nothing more. */
export const BASE_PRICE = 1;

/** Of reading a document, before it is known what it asks for. */
export const documentPrice = (characters: number): number => BASE_PRICE + Math.floor(characters / 1_000);

/** What an operation of a document costs beside that. */
export interface Extent {
  /** How many objects the answer could have. */
  readonly objects: number;
  /** As many, of the schema itself, which is in memory. */
  readonly introspected: number;
  /** How many fields of Mutation. */
  readonly changes: number;
}

export const operationPrice = ({ objects, introspected, changes }: Extent): number =>
  Math.min(Math.ceil(objects / 10 + introspected / 100) + 10 * changes, HIGHEST_PRICE - documentPrice(0));

export const PRICE = 'price';

/** What a route beside GraphQL costs; without it, as much as the least request. */
export const Price = (points: number): MethodDecorator => SetMetadata(PRICE, points);
