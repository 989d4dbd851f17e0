import { Foundation1764000000000 } from './1764000000000-foundation.ts';
import { Accounts1764000100000 } from './1764000100000-accounts.ts';
import { SignIn1764000200000 } from './1764000200000-sign-in.ts';
import { Standing1764000300000 } from './1764000300000-standing.ts';
import { History1764000400000 } from './1764000400000-history.ts';
import { Networks1764000500000 } from './1764000500000-networks.ts';
import { FrameworkVersions1764000520000 } from './1764000520000-framework-versions.ts';
import { Crosswalk1764000540000 } from './1764000540000-crosswalk.ts';
import { Counties1764000600000 } from './1764000600000-counties.ts';
import { Coalitions1764000700000 } from './1764000700000-coalitions.ts';
import { Members1764000800000 } from './1764000800000-members.ts';
import { Invitations1764000820000 } from './1764000820000-invitations.ts';
import { Mails1764000850000 } from './1764000850000-mails.ts';
import { Publications1764000900000 } from './1764000900000-publications.ts';
import { Withdrawals1764000950000 } from './1764000950000-withdrawals.ts';
import { CoalitionDirectory1764001000000 } from './1764001000000-coalition-directory.ts';
import { Strategies1764001100000 } from './1764001100000-strategies.ts';
import { StrategyVersions1764001200000 } from './1764001200000-strategy-versions.ts';
import { Landscape1764001300000 } from './1764001300000-landscape.ts';
import { LandscapeTallies1764001400000 } from './1764001400000-landscape-tallies.ts';
import { LandscapeTies1764001500000 } from './1764001500000-landscape-ties.ts';
import { CountyChanges1764001600000 } from './1764001600000-county-changes.ts';
import { Imports1764001650000 } from './1764001650000-imports.ts';
import { Corrections1764001700000 } from './1764001700000-corrections.ts';
import { OwnSettings1764001800000 } from './1764001800000-own-settings.ts';
import { Digests1764001800100 } from './1764001800100-digests.ts';
import { AccountCare1764001900000 } from './1764001900000-account-care.ts';
import { AccountAddresses1764001910000 } from './1764001910000-account-addresses.ts';
import { AccountLocks1764001920000 } from './1764001920000-account-locks.ts';
import { ApiKeys1764002000000 } from './1764002000000-api-keys.ts';
import { OwnSessions1764002005000 } from './1764002005000-own-sessions.ts';
import { DataUseAgreements1764002010000 } from './1764002010000-data-use-agreements.ts';
import { BoardKeys1764002020000 } from './1764002020000-board-keys.ts';
import { RateLimits1764002100000 } from './1764002100000-rate-limits.ts';
import { Boards1764002200000 } from './1764002200000-boards.ts';
import { Idempotency1764002300000 } from './1764002300000-idempotency.ts';
import { OwnData1764002400000 } from './1764002400000-own-data.ts';

/** In the order they run. */
export const migrations = [
  Foundation1764000000000,
  Accounts1764000100000,
  SignIn1764000200000,
  Standing1764000300000,
  History1764000400000,
  Networks1764000500000,
  FrameworkVersions1764000520000,
  Crosswalk1764000540000,
  Counties1764000600000,
  Coalitions1764000700000,
  Members1764000800000,
  Invitations1764000820000,
  Mails1764000850000,
  Publications1764000900000,
  Withdrawals1764000950000,
  CoalitionDirectory1764001000000,
  Strategies1764001100000,
  StrategyVersions1764001200000,
  Landscape1764001300000,
  LandscapeTallies1764001400000,
  LandscapeTies1764001500000,
  CountyChanges1764001600000,
  Imports1764001650000,
  Corrections1764001700000,
  OwnSettings1764001800000,
  Digests1764001800100,
  AccountCare1764001900000,
  AccountAddresses1764001910000,
  AccountLocks1764001920000,
  ApiKeys1764002000000,
  OwnSessions1764002005000,
  DataUseAgreements1764002010000,
  BoardKeys1764002020000,
  RateLimits1764002100000,
  Boards1764002200000,
  Idempotency1764002300000,
  OwnData1764002400000,
];
