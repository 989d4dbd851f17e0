import type { Role } from './matrix.ts';

const nobody: Role[] = [];
const server: Role[] = ['registry_server'];
const staff: Role[] = ['registry_member', 'registry_network', 'registry_admin'];
const signedIn: Role[] = ['registry_server', ...staff];
const member: Role[] = ['registry_member'];
const network: Role[] = ['registry_network'];
const board: Role[] = ['registry_board', ...network];
const boardToo: Role[] = [...staff, 'registry_board'];

/**
 * Who may call which function, said by hand. They pass row security, so each is a door of its own; what it asks of
 * whoever calls it is in doors.ts.
 */
export const functions: Record<string, Role[]> = {
  'access.setting': [...signedIn, 'registry_public', 'registry_board', 'registry_researcher'],

  'access.account_of': signedIn,
  'access.viewer': signedIn,
  'access.viewer_memberships': signedIn,
  'access.claim_idempotency_key': signedIn,
  'access.answer_idempotency_key': signedIn,

  'access.count_attempt': server,
  'access.clear_attempts': server,
  'access.take_points': server,
  'access.sweep_limits': server,
  'access.credentials': server,
  'access.rehash_password': server,
  'access.open_session': server,
  'access.rotate_refresh_token': server,
  'access.end_session': server,

  'access.allows': server,
  'access.standing': server,
  'access.standings': server,
  'access.network_standing': server,
  'access.coalition': staff,
  'access.network': staff,
  'access.network_of_coalition': staff,
  'access.is_platform_admin': staff,

  'access.members': staff,
  'access.network_members': staff,
  'access.leads': staff,
  'access.open_invitations': staff,
  'access.open_network_invitations': staff,
  'access.invite': boardToo,
  'access.revoke_invitation': boardToo,
  'access.change_role': boardToo,
  'access.remove_member': boardToo,
  'access.account_name': staff,
  'access.queue_mail': boardToo,
  'access.update_viewer': server,

  'access.words_about': server,
  'access.own_credentials': server,
  'access.change_password': server,
  'access.request_reset': server,
  'access.claim_account_request': server,
  'access.begin_reset': server,
  'access.open_reset': server,
  'access.reset_password': server,
  'access.request_email_change': server,
  'access.begin_email_change': server,
  'access.confirm_email_change': server,
  'access.queue_account_letter': server,
  'access.end_sessions': nobody,
  'access.void_account_tokens': nobody,
  'access.leave': server,
  'access.claim_coalition': nobody,
  'access.revoke_invitations_of': nobody,
  'access.active_coalitions': network,
  'access.invitation_place': server,
  'access.membership_place': server,
  'access.open_invitation': server,
  'access.accept_invitation': server,
  'access.claim_mail': server,
  'access.settle_mail': server,
  'access.mails_waiting': server,
  'access.sweep_mails': server,
  'access.dead_letters': ['registry_admin'],
  'access.may_grant': nobody,
  'access.require_grant': nobody,
  'access.keep_a_lead': nobody,
  'access.keep_a_chair': nobody,
  'access.network_of_role': nobody,

  'access.board_allows': server,
  'access.board_standing': server,
  'access.board_standings': server,
  'access.board': board,
  'access.board_members': board,
  'access.open_board_invitations': board,
  'access.create_board': network,
  'access.update_board': network,
  'access.close_board': network,
  'access.revoke_board_invitations': nobody,

  'access.suggest_correction': ['registry_public'],
  'access.corrections_of_coalition': ['registry_member', 'registry_network'],
  'access.corrections_of_network': network,
  'access.settle_correction': member,
  'access.keep_import': network,
  'access.kept_import': network,
  'access.take_import': network,
  'access.coalition_slug': server,
  'access.register_coalition': network,
  'access.close_coalition': nobody,
  'access.next_publication': nobody,
  'access.follow_name': nobody,

  'audit.record': nobody,
  'audit.record_change': nobody,

  'reference.create_network': ['registry_admin'],
  'reference.update_network': network,
  'reference.save_terms': network,
  'reference.save_goals': network,
  'reference.save_crosswalk': network,
  'reference.save_framework': ['registry_admin'],
  'reference.freeze_goals': nobody,
  'reference.raise_revision': nobody,
  'reference.raise_revisions': nobody,
  'reference.raise_linked_revisions': nobody,
  'reference.raise_all_revisions': nobody,

  'published.put_organizations': member,
  'published.put_coalition': member,
  'published.put_strategy': member,
  'published.mark_verified': member,
  'published.mark_discarded': member,
  'published.unpublish_coalition': ['registry_member', 'registry_network'],
  'published.archive_coalition': network,
  'published.merge_coalition': network,
  'published.mark_claimed': nobody,
  'published.goals_in_use': nobody,
  'published.take_turn': nobody,
  'published.keep_sources': nobody,
  'published.goals_counted': nobody,
  'published.place_strategy': nobody,
  'published.counted': nobody,
  'published.tally': nobody,
  'published.drop_empty_counts': nobody,
  'published.follow_partners': nobody,
  'published.widely_shared': nobody,
  'published.put_ties': nobody,
  'published.refresh_ties': nobody,
  'published.rebuild_ties': nobody,
  'published.rebuild_landscape': nobody,
  'published.rebuild_sectors': nobody,
  'access.next_strategy': nobody,
  'published.withdraw': nobody,
};

export const callersOf = (name: string): Role[] => {
  const callers = functions[name];
  if (!callers) throw new Error(`${name} is not among the functions`);
  return callers;
};
