import { Inject, Injectable } from '@nestjs/common';
import type { ReadyConfig } from '../platform/config.ts';
import { badInput, forbidden, notFound, unauthenticated } from '../platform/errors.ts';
import type { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import type { Language } from '../platform/language.ts';
import { queueLetter } from '../platform/mail/queue-letter.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { Attempts } from './attempts.ts';
import { emailKey } from './emails.ts';
import type { AcceptInvitationInput, ChangeRoleInput, InviteMemberInput } from './identity.inputs.ts';
import { InvitationLimits } from './invitation-limits.ts';
import { invitationLetter } from './invitation-mail.ts';
import { MemberPlaces, type Place, placeOf, placeOfRole } from './member-places.service.ts';
import { NewPasswordsService } from './new-passwords.service.ts';
import { PLATFORM, SessionsService, toMembership } from './sessions.service.ts';
import { digestOf, INVITATION_DAYS, newSecret } from './tokens.ts';
import type { Invitation, Member, Membership, Session } from './viewer.types.ts';

/** Who is invited as what; without a language in that of their account or of whoever invites. */
interface Invited {
  email: string;
  role: Role;
  language?: Language | null | undefined;
}

interface MemberRow {
  id: string;
  account_id: string;
  display_name: string;
  role: Role;
  created_at: Date;
}

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  expires_at: Date;
}

const MEMBERS = {
  members: 'select * from access.members()',
  network_members: 'select * from access.network_members()',
  board_members: 'select * from access.board_members()',
};
const INVITATIONS = {
  open_invitations: 'select * from access.open_invitations()',
  open_network_invitations: 'select * from access.open_network_invitations()',
  open_board_invitations: 'select * from access.open_board_invitations()',
};

@Injectable()
export class MembersService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly attempts: Attempts,
    private readonly places: MemberPlaces,
    private readonly newPasswords: NewPasswordsService,
    private readonly limits: InvitationLimits,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {}

  /** Of the coalition, network or board that the operation has entered. */
  async members(ctx: RequestContext, of: keyof typeof MEMBERS = 'members'): Promise<Member[]> {
    return (await ctx.sql<MemberRow>(of, MEMBERS[of])).map(toMember);
  }

  /** Of the coalition, network or board that the operation has entered; empty for those who may not invite. */
  async invitations(
    ctx: RequestContext,
    of: keyof typeof INVITATIONS = 'open_invitations',
  ): Promise<Invitation[]> {
    const rows = await ctx.sql<InvitationRow>(of, INVITATIONS[of]);
    return rows.map((row) => toInvitation(row, row.email, row.role));
  }

  /** The mail is a row of the same transaction: an invitation that is not saved is not sent. */
  async invite(ctx: RequestContext, { idempotencyKey, ...input }: InviteMemberInput): Promise<Invitation> {
    const place = await this.places.enterFor(ctx, input);
    return onceUnderKey(ctx, idempotencyKey, input, () => this.send(ctx, input, place));
  }

  async send(ctx: RequestContext, { email, role, language }: Invited, place: Place): Promise<Invitation> {
    await this.limits.count(ctx, email);
    const token = newSecret();
    const [row] = await ctx.sql<{ id: string; expires_at: Date; language: Language }>(
      'invite',
      'select * from access.invite($1, $2, $3, $4, $5, $6, make_interval(days => $7), $8, $9)',
      [
        ...[email.trim(), emailKey(email), role, place.coalition_id, place.network_id],
        ...[digestOf(token), INVITATION_DAYS, language, place.board_id],
      ],
    );
    const name = await this.places.nameOf(ctx, place);
    const { publicUrl } = this.config;
    const letter = invitationLetter(row!.language, { publicUrl, token, role, place: name });
    await queueLetter(ctx, email, letter);
    return toInvitation(row!, email.trim(), role);
  }

  async revoke(ctx: RequestContext, id: string): Promise<boolean> {
    const invitation = parseIdOf('Invitation', id)?.id;
    const [place] = invitation
      ? await ctx.lookup<Place>('invitation_place', 'select * from access.invitation_place($1)', [invitation])
      : [];
    if (!place) throw notFound('invitation');
    await this.places.enter(ctx, place, 'invitation');
    await ctx.sql('revoke_invitation', 'select access.revoke_invitation($1)', [invitation]);
    return true;
  }

  /** The password is hashed before anything is opened; the token is taken by one statement, for one caller alone. */
  async accept(ctx: RequestContext, input: AcceptInvitationInput): Promise<Session> {
    await this.attempts.count('invitation by address', ctx.origin.address, 30);
    const digest = digestOf(input.token);
    const invitation = await this.sessions.openInvitation(digest);
    if (!invitation) throw notFound('open invitation');
    const hash = invitation.account_id === null ? await this.newHash(ctx, input, digest) : null;
    if (invitation.account_id !== null) await this.requireOwnAccount(ctx, invitation.account_id);
    const [accepted] = await ctx.lookup<{ account: string | null }>(
      'accept_invitation',
      `select set_config('app.action', 'acceptInvitation', true), access.accept_invitation($1, $2, $3) as account`,
      [digest, input.displayName?.trim() ?? null, hash],
    );
    if (!accepted?.account) throw notFound('open invitation');
    return this.sessions.openSession(ctx, accepted.account);
  }

  async changeRole(ctx: RequestContext, { membershipId, role }: ChangeRoleInput): Promise<Membership> {
    const { id, place } = await this.places.enterOf(ctx, membershipId);
    if (placeOf(place) !== placeOfRole(role)) {
      throw badInput({
        'input.role':
          'A role in a coalition stays one in a coalition, and one in a network or on a board one there.',
      });
    }
    await ctx.sql('change_role', 'select access.change_role($1, $2)', [id, role]);
    return toMembership({ ...place, role });
  }

  async remove(ctx: RequestContext, membershipId: string): Promise<boolean> {
    const own = parseIdOf('Membership', membershipId)?.id ?? null;
    const [left] = await ctx.lookup<{ done: boolean }>('leave', 'select access.leave($1, $2) as done', [
      ctx.viewer?.sessionId,
      own,
    ]);
    if (left?.done) return true;
    const { id } = await this.places.enterOf(ctx, membershipId);
    await ctx.sql('remove_member', 'select access.remove_member($1)', [id]);
    return true;
  }

  private async newHash(ctx: RequestContext, input: AcceptInvitationInput, digest: Buffer): Promise<string> {
    const missing: Record<string, string> = {};
    if (ctx.viewer) throw forbidden('This invitation is for another address. Sign out, then accept it.');
    if (input.displayName == null) missing['input.displayName'] = 'Give the name that others shall see.';
    if (input.password == null) missing['input.password'] = 'Choose a password of at least 12 characters.';
    if (Object.keys(missing).length > 0) throw badInput(missing);
    const whose = { invitation: digest, displayName: input.displayName! };
    return this.newPasswords.hash(input.password!, whose, 'input.password');
  }

  private async requireOwnAccount(ctx: RequestContext, accountId: string): Promise<void> {
    if (!ctx.viewer) {
      throw unauthenticated(
        'The invited address has an account. Sign in with it, then accept the invitation.',
      );
    }
    // The access token outlives its session by minutes, in which it must open no new one.
    const { account_id: signedIn } = await this.sessions.current(ctx);
    if (signedIn !== accountId) {
      throw forbidden('This invitation is for another address. Sign in with that one, then accept it.');
    }
  }
}

const toMember = (row: MemberRow): Member => ({
  membershipId: globalId('Membership', PLATFORM, row.id),
  userId: globalId('Viewer', PLATFORM, row.account_id),
  displayName: row.display_name,
  role: row.role,
  since: row.created_at,
});

const toInvitation = (row: { id: string; expires_at: Date }, email: string, role: Role): Invitation => ({
  id: globalId('Invitation', PLATFORM, row.id),
  email,
  role,
  expiresAt: row.expires_at,
});
