import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum FormerState {
  UNPUBLISHED = 'UNPUBLISHED',
  ARCHIVED = 'ARCHIVED',
  MERGED = 'MERGED',
}

registerEnumType(FormerState, {
  name: 'FormerState',
  description: 'Why an address no longer shows a coalition.',
  valuesMap: {
    UNPUBLISHED: { description: 'Taken back for now; the coalition goes on.' },
    ARCHIVED: { description: 'The coalition has been closed.' },
    MERGED: { description: 'It has become part of another coalition.' },
  },
});

@ObjectType({ description: 'What is left at a public address whose coalition is no longer published.' })
export class CoalitionTombstone {
  @Field({ description: 'As it was published last.' })
  name: string;

  @Field(() => FormerState, { description: 'What happened to it.' })
  state: FormerState;

  @Field({ description: 'When that was.' })
  since: Date;

  /** Of the coalition that it was merged into. */
  movedTo: string | null;
  networkKey: string;
}
