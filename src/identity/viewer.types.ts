import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Role } from '../platform/graphql/allow.ts';
import { Language } from '../platform/language.ts';

registerEnumType(Role, {
  name: 'Role',
  description:
    'What somebody is in a coalition, a network, a board or the platform. No ladder: each has rights of its own.',
  valuesMap: {
    LEAD: { description: 'Of a coalition: edits, publishes, invites.' },
    EDITOR: { description: 'Of a coalition: edits and verifies, does not publish.' },
    VIEWER: { description: 'Of a coalition: reads its private side.' },
    NETWORK_ADMIN: {
      description:
        'Staff of a network: creates, imports, archives, merges and unpublishes coalitions, invites, keeps goals and terms, and the entries that no lead has taken over.',
    },
    NETWORK_ANALYST: { description: 'Staff of a network: reads its workspaces.' },
    BOARD_CHAIR: { description: 'Chairs an advisory board: invites its members.' },
    BOARD_MEMBER: { description: 'Sits on an advisory board.' },
    RESEARCHER: { description: 'Reads what a network releases to researchers.' },
    PLATFORM_ADMIN: { description: 'Creates networks and invites their staff.' },
  },
});

@ObjectType({ description: 'The signed-in person.' })
export class Viewer {
  @Field(() => ID, { description: 'The same person in every coalition.' })
  id: string;

  @Field({ description: 'As others in their coalitions see it.' })
  displayName: string;

  @Field({ description: 'The address to sign in with; shown to nobody else but those who invited it.' })
  email: string;

  @Field(() => Language, { description: 'In which mails to the person are written.' })
  language: Language;

  @Field({ description: 'Whether the person wants the weekly mail; `updateViewer` changes it.' })
  weeklyDigest: boolean;

  /** Whose memberships are shown; no field. */
  sessionId: string;
}

@ObjectType({ description: 'A coalition as its members find it, before anything of it is published.' })
export class MembershipCoalition {
  @Field(() => ID, { description: 'For `workspace` and for every input named coalitionId.' })
  id: string;

  @Field({ description: 'As its draft calls it.' })
  name: string;

  @Field({ description: 'The part of its public address that is its own.' })
  slug: string;
}

@ObjectType({ description: 'A role of the signed-in person, in one place.' })
export class Membership {
  @Field(() => ID, { description: 'For `changeRole` and `removeMember`.' })
  id: string;

  @Field(() => Role, { description: 'What the person is there.' })
  role: Role;

  @Field(() => MembershipCoalition, { nullable: true, description: 'Where the role is in a coalition.' })
  coalition: MembershipCoalition | null;

  /** Of the network that the role is in or that its coalition or board belongs to; null for the platform. */
  networkId: string | null;
  boardKey: string | null;
}

@ObjectType({ description: 'What signing in gives. Send the access token as `Authorization: Bearer …`.' })
export class Session {
  @Field({ description: 'Holds for ten minutes.' })
  accessToken: string;

  @Field({
    description:
      'Good for one `refreshSession` within 14 days. Used twice it ends the session, since one of the two was not you.',
  })
  refreshToken: string;

  @Field({ description: 'When the access token runs out.' })
  expiresAt: Date;

  @Field(() => Viewer, { description: 'Who is signed in.' })
  viewer: Viewer;
}

@ObjectType({ description: 'Somebody with a role in the coalition, network or board.' })
export class Member {
  @Field(() => ID, { description: 'For `changeRole` and `removeMember`.' })
  membershipId: string;

  @Field(() => ID, { description: 'The same person in every coalition.' })
  userId: string;

  @Field({ description: 'As others see the person.' })
  displayName: string;

  @Field(() => Role, { description: 'What the person is there.' })
  role: Role;

  @Field({ description: 'When the role was given.' })
  since: Date;
}

@ObjectType({ description: 'An invitation that is still open.' })
export class Invitation {
  @Field(() => ID, { description: 'For `revokeInvitation`.' })
  id: string;

  @Field({ description: 'Where it was sent.' })
  email: string;

  @Field(() => Role, { description: 'What the person becomes by accepting.' })
  role: Role;

  @Field({ description: 'Seven days after it was sent.' })
  expiresAt: Date;
}
