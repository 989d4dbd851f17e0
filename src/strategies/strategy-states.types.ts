import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Node } from '../platform/graphql/node.ts';
import { PageInfo } from '../platform/graphql/page.ts';
import { Strategy } from './strategy.types.ts';

@ObjectType({
  implements: () => [Node, Strategy],
  description: 'A strategy as it was published. Never changed again; a later one takes its place.',
})
export class StrategyVersion extends Strategy implements Node {
  @Field(() => ID, { description: 'For `node` and for `startStrategy`.' })
  id: string;

  @Field(() => Int, { description: 'Counts the strategies of the coalition, from 1.' })
  version: number;

  @Field(() => String, { nullable: true, description: 'Why it changed since the version before.' })
  rationale: string | null;

  @Field({ description: 'When it was published.' })
  publishedAt: Date;

  @Field(() => Int, {
    description: 'The statewide framework that it was written for; see Network.frameworkVersions.',
  })
  frameworkVersion: number;

  networkKey: string;
  coalitionKey: string;
}

@ObjectType({
  implements: () => [Strategy],
  description: 'The strategy that a coalition is working on. Saved as a whole by `saveStrategy`.',
})
export class StrategyDraft extends Strategy {
  @Field(() => Int, {
    description: 'Counts the saves, 0 before the first. Give it back as `expectedRevision`.',
  })
  revision: number;

  @Field(() => String, { nullable: true, description: 'Why it changes, for the next version.' })
  rationale: string | null;

  networkKey: string;
  coalitionKey: string;
}

@ObjectType({ description: 'A page of versions, newest first.' })
export class StrategyVersionConnection {
  @Field(() => [StrategyVersion], { description: 'The versions of this page.' })
  nodes: StrategyVersion[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  count: () => Promise<number>;
}
