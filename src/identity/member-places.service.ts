import { Injectable } from '@nestjs/common';
import { badInput, notFound } from '../platform/errors.ts';
import { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { parseIdOf } from '../platform/graphql/ids.ts';
import type { InviteMemberInput } from './identity.inputs.ts';
import { type MembershipRow, SessionsService } from './sessions.service.ts';

/** Where a role is: one of the three, or none for the platform. */
export interface Place {
  coalition_id: string | null;
  network_id: string | null;
  board_id: string | null;
}

type PlaceKind = 'coalition' | 'network' | 'board' | 'platform';

const NOWHERE: Place = { coalition_id: null, network_id: null, board_id: null };
export const inCoalition = (id: string | null): Place => ({ ...NOWHERE, coalition_id: id });

export const placeOf = (place: Place): PlaceKind =>
  place.coalition_id !== null
    ? 'coalition'
    : place.network_id !== null
      ? 'network'
      : place.board_id !== null
        ? 'board'
        : 'platform';

const KIND: Record<Role, PlaceKind> = {
  ...{ LEAD: 'coalition', EDITOR: 'coalition', VIEWER: 'coalition' },
  ...{ NETWORK_ADMIN: 'network', NETWORK_ANALYST: 'network', RESEARCHER: 'network' },
  ...{ BOARD_CHAIR: 'board', BOARD_MEMBER: 'board', PLATFORM_ADMIN: 'platform' },
};
export const placeOfRole = (role: Role): PlaceKind => KIND[role];

/** What an invitation to each kind of place names, and what it says when it names something else. */
const NAMED = {
  coalition: ['coalitionId', 'This role is in a coalition: give its id, and neither a network nor a board.'],
  network: ['network', 'This role is in a network: give its slug, and neither a coalition nor a board.'],
  board: ['boardId', 'This role is on a board: give its id, and neither a coalition nor a network.'],
} as const;

/** What the invited shall recognise. Whoever invites into a place may read its name. */
const COALITION_NAME = 'select name from private.profiles where coalition_id = $1';
const NETWORK_NAME = 'select name from reference.networks where id = $1';
const BOARD_NAME = 'select name from access.boards where id = $1';

/** The places that roles are in, and the way into each. */
@Injectable()
export class MemberPlaces {
  constructor(private readonly sessions: SessionsService) {}

  /** Enters the place that an invitation names. */
  async enterFor(ctx: RequestContext, input: InviteMemberInput): Promise<Place> {
    const kind = placeOfRole(input.role);
    if (kind === 'platform') {
      throw badInput({
        'input.role': 'This role is not given by an invitation to a coalition, a network or a board.',
      });
    }
    const [field, message] = NAMED[kind];
    const given = Object.values(NAMED).filter(([each]) => input[each] != null);
    if (given.length !== 1 || input[field] == null) throw badInput({ [`input.${field}`]: message });
    if (kind === 'network') return this.enterNetworkOf(ctx, input.network!);
    if (kind === 'coalition') {
      const coalition = parseIdOf('Coalition', input.coalitionId!)?.id ?? null;
      await ctx.enter(coalition, 'steward');
      return inCoalition(coalition);
    }
    const board = parseIdOf('Board', input.boardId!);
    await ctx.enterBoard(board?.id ?? null, 'steward', 'board', board?.networkId);
    return { ...NOWHERE, board_id: board!.id };
  }

  /** Enters the place that a membership is in. */
  async enterOf(ctx: RequestContext, membershipId: string): Promise<{ id: string; place: MembershipRow }> {
    const id = parseIdOf('Membership', membershipId)?.id;
    const [place] = id
      ? await ctx.lookup<MembershipRow>('membership_place', 'select * from access.membership_place($1)', [id])
      : [];
    if (!id || !place) throw notFound('membership');
    await this.enter(ctx, place, 'membership');
    return { id, place };
  }

  /** Platform admins care for a network's roles without being its staff. */
  async enter(ctx: RequestContext, place: Place, what: string): Promise<void> {
    // The functions ask for the right itself: a member of no right may still leave.
    if (place.coalition_id !== null) return ctx.enter(place.coalition_id, 'read', what);
    if (place.board_id !== null) return ctx.enterBoard(place.board_id, 'read', what);
    const { roles } = await this.sessions.current(ctx);
    if (roles.includes(Role.PLATFORM_ADMIN)) return ctx.enterPlatform();
    if (place.network_id === null) throw notFound(what);
    return ctx.enterNetwork(place.network_id, 'read', what);
  }

  async nameOf(ctx: RequestContext, place: Place): Promise<string | null> {
    const names = {
      coalition: () => ctx.sql<{ name: string }>('coalition_name', COALITION_NAME, [place.coalition_id]),
      network: () => ctx.sql<{ name: string }>('network_name', NETWORK_NAME, [place.network_id]),
      board: () => ctx.sql<{ name: string }>('board_name', BOARD_NAME, [place.board_id]),
      platform: () => Promise.resolve([]),
    };
    const [row] = await names[placeOf(place)]();
    return row?.name ?? null;
  }

  private async enterNetworkOf(ctx: RequestContext, slug: string): Promise<Place> {
    const [network] = await ctx.sql<{ id: string }>(
      'network_id',
      'select id from reference.networks where slug = $1',
      [slug],
    );
    if (!network) throw notFound('network');
    const place = { ...NOWHERE, network_id: network.id };
    await this.enter(ctx, place, 'network');
    return place;
  }
}
