import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { badInput, type DomainError } from '../errors.ts';
import { isWholeText } from './rules.ts';

export const DEFAULT_PAGE = 25;
export const LARGEST_PAGE = 100;

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Whether a page follows; ask for it with `after: endCursor`.' })
  hasNextPage: boolean;

  @Field({
    description:
      'Whether a page stands before; ask for it with `before: startCursor` where the list takes it.',
  })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null for an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null for an empty page.' })
  endCursor: string | null;
}

@ArgsType()
export class ForwardPage {
  @Field(() => Int, { nullable: true, description: 'How many items, 1 to 100; 25 when absent.' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to start after: an earlier `endCursor` of the same list and order.',
  })
  after?: string | null;
}

@ArgsType()
export class Page extends ForwardPage {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items from the end, 1 to 100; together with `before` it pages backwards.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to end before: an earlier `startCursor` of the same list and order.',
  })
  before?: string | null;
}

/** A page as asked for, checked: so many items on that side of a key. */
export interface PageWindow {
  size: number;
  backwards: boolean;
  key: string[] | null;
}

/** `scope` names the list and its order: a cursor of another one is refused, since it would skip or repeat items. */
export function pageWindow(page: Page, scope: string): PageWindow {
  const backwards = page.last != null || (page.before != null && page.first == null);
  if (backwards && (page.first != null || page.after != null)) {
    throw badInput({
      last: 'Page forwards with first and after, or backwards with last and before, not both.',
    });
  }
  const [sizeName, size] = backwards ? ['last', page.last] : ['first', page.first];
  if (size != null && (size < 1 || size > LARGEST_PAGE)) {
    throw badInput({ [sizeName]: `A page holds 1 to ${LARGEST_PAGE} items.` });
  }
  if (!backwards && page.before != null) {
    throw badInput({ before: 'Page backwards with last and before; first goes with after.' });
  }
  const [cursorName, cursor] = backwards ? ['before', page.before] : ['after', page.after];
  return {
    size: size ?? DEFAULT_PAGE,
    backwards,
    key: cursor == null ? null : readCursor(cursor, scope, cursorName),
  };
}

export const cursorOf = (scope: string, key: string[]): string =>
  Buffer.from(JSON.stringify([scope, ...key])).toString('base64url');

export const wrongCursor = (name: string): DomainError =>
  badInput({ [name]: 'This is no cursor of this list and order. Start again without it.' });

function readCursor(cursor: string, scope: string, name: string): string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw wrongCursor(name);
  }
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string' && isWholeText(part)))
    throw wrongCursor(name);
  const [given, ...key] = parts as string[];
  if (given !== scope || key.length === 0) throw wrongCursor(name);
  return key;
}

export interface Connection<T> {
  edges: { readonly cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** Rows are one more than the page where there are more, in the order in which they were read. */
export function connectionOf<T>(rows: T[], window: PageWindow, cursor: (row: T) => string): Connection<T> {
  const more = rows.length > window.size;
  const nodes = rows.slice(0, window.size);
  if (window.backwards) nodes.reverse();
  const beyond = window.key !== null;
  const cursorAt = (index: number): string | null => (nodes.length === 0 ? null : cursor(nodes.at(index)!));
  return {
    edges: nodes.map((node) => edgeOf(node, cursor)),
    nodes,
    pageInfo: {
      hasNextPage: window.backwards ? beyond : more,
      hasPreviousPage: window.backwards ? more : beyond,
      startCursor: cursorAt(0),
      endCursor: cursorAt(-1),
    },
  };
}

/** Its cursor is written when it is asked for, which it mostly is not. */
const edgeOf = <T>(node: T, cursorOf: (node: T) => string): { readonly cursor: string; node: T } => ({
  node,
  get cursor() {
    return cursorOf(node);
  },
});
