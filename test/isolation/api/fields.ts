import { isSignedIn } from './seen-by.ts';
import type { Principal } from './principals.ts';
import { isCoalition } from './world-ids.ts';
import { keyOwners } from './world-keys.ts';

/**
 * Who may ever be told a field. `public`: anybody. `self`: whoever is signed in, of themselves; `holder`: with a role;
 * `seated`: with one in a coalition. `reader`: members of a coalition and the staff of its network; `steward`: those who
 * may invite there; `acquainted`: whoever sees members anywhere. `sitting`: members of a board, the staff of its
 * network and keys that read it. `platform`: its admins. `staff`: the staff of a network; `admin`: its admins; `keyed`: these, and whoever has
 * a key. `secret`: whoever has just proved who they are, in the answer to
 * that and nowhere else. `call`: a mutation, which has a row in mutations.ts.
 */
export type Reader =
  | ('public' | 'self' | 'holder' | 'seated' | 'reader' | 'steward' | 'acquainted')
  | ('sitting' | 'staff' | 'admin' | 'keyed' | 'platform' | 'secret' | 'call');

export const mayBeTold: Record<Reader, (who: Principal) => boolean> = {
  public: ({ key }) => key?.refused === undefined,
  self: ({ person }) => isSignedIn(person),
  holder: ({ person }) => isSignedIn(person) && person.roles.length > 0,
  seated: ({ person }) => isSignedIn(person) && person.roles.some(([, place]) => isCoalition(place)),
  reader: ({ person }) => (person.may.read ?? []).length > 0,
  steward: ({ person }) => (person.may.steward ?? []).length + (person.mayOnBoard?.steward ?? []).length > 0,
  acquainted: (who) => mayBeTold.reader(who) || mayBeTold.sitting(who),
  sitting: ({ person }) => (person.mayOnBoard?.read ?? []).length > 0,
  platform: ({ person }) => isSignedIn(person) && person.platform === true,
  staff: ({ person }) => (person.mayInNetwork?.staff ?? []).length > 0,
  admin: ({ person }) => (person.mayInNetwork?.admin ?? []).length > 0,
  keyed: (who) => mayBeTold.admin(who) || (isSignedIn(who.person) && keyOwners.includes(who.name)),
  secret: () => false,
  call: () => false,
};

type Fields = Partial<Record<Reader, string>>;

const PROFILE =
  'ageFocus aliases backbone contactUrl counties familyVoice foundedYear frameworks initiatives kind mission name partners populations scope sectors slug sources summary verifiedOn website';
const STRATEGY = 'alignments basedOn findings links nodes rationale reviewOn title vision';
const PAGE = 'nodes pageInfo totalCount';

/** Every field of every type, by hand: one that the schema has and this table has not fails, and the other way round. */
export const fields: Record<string, Fields> = {
  Query: {
    public:
      'coalition coalitionTombstone county countyVintages framework frameworks mapCounties network networks node viewer workspace',
    platform: 'deadLetters lockedAccounts',
  },
  Mutation: {
    call: 'acceptDataUseAgreement acceptInvitation archiveCoalition changePassword changeRole closeBoard confirmEmailChange createApiKey createBoard createCoalition createNetwork deleteMyAccount discardDraft endOtherSessions endSession inviteMember lockAccount mergeCoalitions publishCoalition refreshSession removeMember requestEmailChange requestPasswordReset resetPassword revokeApiKey revokeInvitation saveCrosswalk saveDataUseAgreement saveFramework saveGoals saveStrategy saveTerms settleCorrection signIn signOut startStrategy suggestCorrection unlockAccount unpublishCoalition updateBoard updateNetwork updateProfile updateViewer verifyProfile',
  },
  Network: {
    public:
      'boards coalitions contact counties crosswalkRevision dataUseAgreement description frameworkVersion frameworkVersions goals id landscape license name revision slug states terms updatedAt url',
    staff: 'corrections duplicates invitations members workspaces',
    admin: 'agreementAcceptances apiKeys',
  },

  Board: {
    public: 'closedAt closingReason createdAt description id name network slug status',
    sitting: 'invitations members',
  },
  DeadLetter: { platform: 'attempts failure id recipient since subject' },

  LockedAccount: { platform: 'displayName email lockedAt lockedBy reason userId' },

  AgeFocus: { public: 'maxMonths minMonths' },
  Alignment: { public: 'goal intent nodeKey note strength' },
  Coalition: {
    public: `${PROFILE} claimed demo goals id network partnerCount publishedAt strategy strategyVersions url`,
  },
  CoalitionConnection: { public: `edges ${PAGE}` },
  CoalitionEdge: { public: 'cursor node' },
  CoalitionTombstone: { public: 'movedTo name since state' },
  County: {
    public: 'coalitions fips name population populationYear predecessors state successors validFrom validTo',
  },
  CountyConnection: { public: `edges ${PAGE}` },
  CountyEdge: { public: 'cursor node' },
  CountyMapping: { public: 'counties exact fips note' },
  CountySuccession: { public: 'county effectiveOn exact kind' },
  CoverageArea: { public: 'basis county note partial vintage' },
  CoverageMatrix: { public: 'counties counts goals' },
  CrosswalkLink: { public: 'goal item match note statedBy' },
  Framework: { public: 'code items name note owner revision sources state year' },
  FrameworkItem: { public: 'code crosswalk description framework number parent title' },
  FrameworkVersion: { public: 'adoptedOn reason version' },
  DataUseAgreement: { public: 'publishedAt textEn textEs version' },
  FreshnessBand: { public: 'coalitionCount label' },
  Gap: {
    public: 'countiesWithoutPopulation goal uncoveredCounties uncoveredPopulation uncoveredPopulationShare',
  },
  Goal: {
    public:
      'children coalitions code crosswalk description horizon id level network parent replacedBy replaces retired sources targetDate title',
  },
  Initiative: { public: 'coalition counties goals id kind leadOrganization name summary website' },
  Landscape: { public: 'asOf coverage edition freshness gaps network pathways sectors ties' },
  Organization: { public: 'aliases id name sector url' },
  PageInfo: { public: 'endCursor hasNextPage hasPreviousPage startCursor' },
  Partner: { public: 'id organization role since until' },
  Pathway: { public: 'coalitionCount examples steps' },
  PathwayExample: { public: 'coalition texts' },
  PathwayStep: { public: 'approach goal kind' },
  SectorParticipation: { public: 'coalitionCount partnerCount sector' },
  Source: { public: 'retrievedOn title url' },
  StrategyAttribution: { public: 'coalition coalitionName version' },
  StrategyChange: { public: 'after before change path' },
  StrategyFinding: { public: 'message nodeKeys rule severity' },
  StrategyLink: { public: 'confidence evidence from rationale to' },
  StrategyNode: { public: 'approach key kind note text' },
  StrategyVersion: {
    public: `${STRATEGY} changesSince coalition frameworkVersion id publishedAt version`,
  },
  StrategyVersionConnection: { public: PAGE },
  Term: { public: 'code label taxonomy' },
  Tie: { public: 'a b sharedCounties sharedGoals sharedPartners' },
  TieConnection: { public: PAGE },

  Membership: { holder: 'board coalition id network role' },
  MembershipCoalition: { seated: 'id name slug' },
  Viewer: { self: 'apiKeys displayName email id language memberships sessions weeklyDigest' },
  OwnSession: { self: 'createdAt current expiresAt id lastUsedAt openedFrom openedWith' },

  ApiKey: { keyed: 'board createdAt expiresAt id lastUsedAt name network owner prefix revokedAt scope' },
  AgreementAcceptance: { admin: 'acceptedAs acceptedAt version' },

  AuditConnection: { reader: `edges ${PAGE}` },
  AuditEdge: { reader: 'cursor node' },
  AuditEvent: { reader: 'action actor after at before subject' },
  Completeness: { reader: 'missing percent' },
  Correction: { reader: 'about at coalition id sourceUrl status text' },
  Invitation: { steward: 'email expiresAt id role' },
  Member: { acquainted: 'displayName membershipId role since userId' },
  ProfileDraft: { reader: `${PROFILE} hasUnpublishedChanges publishedVersion revision` },
  StrategyDraft: { reader: `${STRATEGY} changesSincePublished revision` },
  Workspace: {
    reader: 'boards coalitionId completeness corrections history invitations members profile strategy',
  },

  LikelyDuplicate: { staff: 'a b reasons score' },
  WorkspaceCard: { staff: 'coalitionId completeness hasUnpublishedChanges leads name updatedAt verifiedOn' },
  WorkspaceConnection: { staff: PAGE },

  NewApiKey: { secret: 'apiKey secret' },
  Session: { secret: 'accessToken expiresAt refreshToken viewer' },
};

/** `Type.field` and who may be told it. */
export const fieldRows = new Map(
  Object.entries(fields).flatMap(([type, byReader]) =>
    Object.entries(byReader).flatMap(([reader, names]) =>
      names.split(' ').map((name): [string, Reader] => [`${type}.${name}`, reader as Reader]),
    ),
  ),
);
