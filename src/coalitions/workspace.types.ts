import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../platform/graphql/page.ts';
import { DateScalar } from '../platform/graphql/scalars.ts';
import { ProfileFields } from './profile.types.ts';

@ObjectType({ description: 'How much of a profile is filled in.' })
export class Completeness {
  @Field(() => Int, { description: '0 to 100.' })
  percent: number;

  @Field(() => [String], { description: 'The fields of UpdateProfileInput that say nothing yet.' })
  missing: string[];
}

@ObjectType({ description: 'The profile that a coalition is working on.' })
export class ProfileDraft extends ProfileFields {
  @Field(() => Int, { description: 'Counts the saves. Give it back as `expectedRevision`.' })
  revision: number;
}

@ObjectType({
  description:
    "What a coalition is working on, published or not: for its members and its network's staff only.",
})
export class Workspace {
  @Field(() => ID, { description: 'The coalition: for every input of this name.' })
  coalitionId: string;

  @Field(() => ProfileDraft, { description: 'The draft.' })
  profile: ProfileDraft;

  @Field(() => Completeness, { description: 'How much of the draft is filled in.' })
  completeness: Completeness;

  networkKey: string;
  coalitionKey: string;
}

@ObjectType({ description: 'A workspace as network staff see it in their list.' })
export class WorkspaceCard {
  @Field(() => ID, { description: 'For `workspace`.' })
  coalitionId: string;

  @Field({ description: 'As the coalition calls itself in its draft.' })
  name: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the profile was last confirmed; null for never.',
  })
  verifiedOn: string | null;

  @Field({ description: 'The last save.' })
  updatedAt: Date;

  @Field({ description: 'Also true while nothing is published.' })
  hasUnpublishedChanges: boolean;

  @Field(() => Completeness, { description: 'How much of the draft is filled in.' })
  completeness: Completeness;

  @Field(() => [String], { description: 'Names of its leads.' })
  leads: string[];
}

@ObjectType({ description: 'A page of workspaces.' })
export class WorkspaceConnection {
  @Field(() => [WorkspaceCard], { description: 'The workspaces of this page.' })
  nodes: WorkspaceCard[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  count: () => Promise<number>;
}

@ObjectType({ description: 'One change, as it was recorded when it happened.' })
export class AuditEvent {
  @Field({ description: 'When it was recorded.' })
  at: Date;

  @Field({ description: 'Who did it, by the name of that day.' })
  actor: string;

  @Field({ description: 'The operation, such as `updateProfile`.' })
  action: string;

  @Field({ description: 'What was changed, such as `profile` or `partner`, with its name where it has one.' })
  subject: string;

  @Field(() => String, {
    nullable: true,
    description: 'The changed values before, as JSON; null for something new.',
  })
  before: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The changed values after, as JSON; null for something removed.',
  })
  after: string | null;
}

@ObjectType({ description: 'A change with its cursor.' })
export class AuditEdge {
  @Field({ description: 'For `after`.' })
  cursor: string;

  @Field(() => AuditEvent, { description: 'The change.' })
  node: AuditEvent;
}

@ObjectType({ description: 'A page of the history, newest first.' })
export class AuditConnection {
  @Field(() => [AuditEdge], { description: 'The changes of this page, each with its cursor.' })
  edges: AuditEdge[];

  @Field(() => [AuditEvent], { description: 'The changes of this page.' })
  nodes: AuditEvent[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  count: () => Promise<number>;
}
