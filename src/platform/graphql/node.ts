import { Injectable } from '@nestjs/common';
import { Args, Field, ID, InterfaceType, Query, Resolver } from '@nestjs/graphql';
import { Allow, KeyScope } from './allow.ts';
import { Ctx, type RequestContext } from './ctx.ts';
import { parseGlobalId } from './ids.ts';

@InterfaceType({
  description: 'Anything that `node` finds by its id.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, {
    description: 'Opaque and stable. Give it to `node` or to an input; never take it apart.',
  })
  id: string;
}

type Finder = (ctx: RequestContext, networkId: string, id: string) => Promise<Node | null>;

/** Modules say here how their things are found by global id, so that nobody needs to import a sibling. */
@Injectable()
export class NodeRegistry {
  private readonly finders = new Map<string, Finder>();

  register(type: string, find: Finder): void {
    this.finders.set(type, find);
  }

  async find(ctx: RequestContext, id: string): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    const find = parsed && this.finders.get(parsed.type);
    return find ? find(ctx, parsed.networkId, parsed.id) : null;
  }
}

@Resolver(() => Node)
export class NodeResolver {
  constructor(private readonly nodes: NodeRegistry) {}

  @Query(() => Node, {
    name: 'node',
    nullable: true,
    description: 'Anything public, by its id. Null when nothing public has this id.',
  })
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  node(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'From any `id` field.' }) id: string,
  ): Promise<Node | null> {
    return this.nodes.find(ctx, id);
  }
}
