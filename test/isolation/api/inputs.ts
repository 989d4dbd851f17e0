import {
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { isBoard } from '../boards.ts';
import { FRAMEWORK, isCoalition } from './world-ids.ts';
import type { Target } from './target.ts';

/** A constant, a function of the target, or what is left out and why. */
type Sample = unknown;

/** The field is not given. */
export class LeftOut {
  constructor(readonly why: string) {}
}
const leftOut = (why: string): LeftOut => new LeftOut(why);

const coalitionId = (target: Target): string => target.coalition;
const network = (target: Target): string => target.network;
const expectedRevision = (target: Target): number => target.profileRevision;
const strategyRevision = (target: Target): number => target.strategyRevision;
const reason = 'A reason';
const inCoalition = ({ place }: Target): boolean => isCoalition(place);
const roleAt = ({ place }: Target, inCoalition: string): string => {
  if (isBoard(place)) return 'BOARD_MEMBER';
  return isCoalition(place) ? inCoalition : 'RESEARCHER';
};
const boardId = (target: Target): string => target.board;
const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toISOString();
const NEW = leftOut('A new one is made.');
const ONE_OF_TWO = leftOut('Only one of two ways is taken.');

/** A sound value of each field of each input, by hand; one that the schema has and this has not fails the tests. */
export const inputs: Record<string, Record<string, Sample>> = {
  AcceptDataUseAgreementInput: { network, version: 1 },
  AcceptInvitationInput: {
    ...{ token: (target: Target) => target.invitationToken, displayName: 'New Person' },
    password: 'a password that is new',
  },
  AccountInput: { userId: (target: Target) => target.locked, email: ONE_OF_TWO },
  AgeFocusInput: { minMonths: 0, maxMonths: 36 },
  AlignmentInput: { nodeKey: 'calm', goalCode: 'G2-O1', intent: 'PARTLY', strength: 2, note: 'Much' },
  ArchiveCoalitionInput: { coalitionId, reason },
  ChangePasswordInput: { current: 'a password of the world', new: 'four quiet rivers at dawn' },
  ChangeRoleInput: {
    membershipId: (target: Target) => target.membership,
    role: (target: Target) => roleAt(target, 'EDITOR'),
  },
  CoverageInput: { fips: '37011', partial: true, basis: 'STATED', note: 'North' },
  CreateCoalitionInput: {
    ...{ network, name: 'A new one', slug: 'a-new-one', kindCode: 'local-coalition' },
    ...{ leadEmail: 'new-lead@example.org', idempotencyKey: 'create', language: 'ES' },
  },
  ConfirmEmailChangeInput: { token: (target: Target) => target.changeToken },
  CloseBoardInput: { boardId, reason },
  CreateApiKeyInput: {
    ...{ network, name: 'A study', expiresAt: inThirtyDays },
    scope: ({ place }: Target) => (isBoard(place) ? 'READ_BOARD' : 'READ_PUBLISHED'),
    boardId: (target: Target) => (isBoard(target.place) ? target.board : leftOut('Of another scope.')),
    ...{ forEmail: leftOut('It is for oneself.'), idempotencyKey: 'key' },
  },
  CreateBoardInput: {
    network,
    slug: 'a-new-board',
    name: 'A new board',
    description: 'New',
    idempotencyKey: 'board',
  },
  CreateNetworkInput: {
    slug: 'a-third-network',
    name: 'A third',
    states: ['NC'],
    description: 'New',
    idempotencyKey: 'network',
  },
  CrosswalkEntryInput: {
    ...{
      goalCode: 'G1',
      match: 'CLOSE',
      note: 'Roughly',
      targetNetwork: (target: Target) => target.otherNetwork,
    },
    ...{ targetGoalCode: 'G2', frameworkCode: ONE_OF_TWO, itemCode: ONE_OF_TWO },
  },
  DeleteMyAccountInput: {
    ...{ confirmation: (target: Target) => target.address, password: 'a password of the world' },
  },
  DiscardDraftInput: { coalitionId, expectedRevision, strategyVersion: leftOut('The whole draft is.') },
  FrameworkItemInput: { code: '1', number: '1', title: 'First', description: 'Of all', parentCode: NEW },
  GoalInput: {
    ...{ code: 'G1', title: 'A goal', description: 'Of all', level: 'OUTCOME', horizon: 'LONG_TERM' },
    ...{ parentCode: leftOut('It stands at the top.'), replaces: ['G2', 'G2-O1'], targetDate: '2031-01-31' },
  },
  InitiativeInput: {
    ...{ id: NEW, name: 'Another hour', summary: 'Aloud', kindCode: leftOut('It has none.') },
    ...{ countyFips: ['37011'], goalCodes: ['G2'], website: 'https://example.org/hour' },
  },
  InviteMemberInput: {
    coalitionId: (target: Target) => (inCoalition(target) ? target.coalition : ONE_OF_TWO),
    network: (target: Target) => (target.place.length === 1 ? target.network : ONE_OF_TWO),
    boardId: (target: Target) => (isBoard(target.place) ? target.board : ONE_OF_TWO),
    ...{
      email: 'invited-now@example.org',
      role: (target: Target) => roleAt(target, 'VIEWER'),
      language: 'ES',
      idempotencyKey: 'invite',
    },
  },
  LockAccountInput: { userId: (target: Target) => target.unlocked, email: ONE_OF_TWO, reason },
  MergeCoalitionsInput: {
    keepId: coalitionId,
    mergeId: (target: Target) => target.sibling,
    reason,
    idempotencyKey: 'merge',
  },
  OrganizationInput: { id: NEW, name: 'Cat Museum', sectorCode: 'school', url: 'https://example.org/cat' },
  PartnerInput: { id: NEW, role: 'Friend', since: '2020-01-31', until: '2026-01-31' },
  PublishCoalitionInput: {
    ...{
      coalitionId,
      expectedProfileRevision: expectedRevision,
      expectedStrategyRevision: leftOut('No strategy.'),
    },
    ...{ parts: ['PROFILE'], rationale: 'Approved', idempotencyKey: 'publish' },
  },
  RefreshInput: { refreshToken: (target: Target) => target.refreshToken },
  RemoveMemberInput: { membershipId: (target: Target) => target.membership },
  RequestEmailChangeInput: { email: 'moved-now@example.org', password: 'a password of the world' },
  RequestPasswordResetInput: { email: 'nobody-at-all@example.org' },
  ResetPasswordInput: { token: (target: Target) => target.resetToken, password: 'four quiet rivers at dawn' },
  SaveCrosswalkInput: { network, expectedRevision: 1, idempotencyKey: 'crosswalk' },
  SaveDataUseAgreementInput: { network, textEn: 'Say where it is from.', textEs: 'Diga de dónde es.' },
  SaveFrameworkInput: {
    code: `${FRAMEWORK}-2`,
    name: 'Another',
    owner: 'X',
    year: 2020,
    state: 'NC',
    note: 'New',
    expectedRevision: 0,
    idempotencyKey: 'framework',
  },
  SaveGoalsInput: { network, expectedFrameworkVersion: 2, reason, idempotencyKey: 'goals' },
  SaveStrategyInput: {
    ...{ coalitionId, expectedRevision: strategyRevision, title: 'A way', vision: 'All', rationale: 'Time' },
    reviewOn: '2027-01-31',
    nodes: [
      { key: 'calm', kind: 'OUTPUT', text: 'Calm' },
      { key: 'visits', kind: 'ACTIVITY', text: 'Visits' },
    ],
  },
  SaveTermsInput: { network, taxonomy: 'initiative-kind', idempotencyKey: 'terms' },
  SettleCorrectionInput: {
    coalitionId,
    correctionId: (target: Target) => target.correction,
    status: 'TAKEN_UP',
  },
  SignInInput: { email: (target: Target) => target.address, password: 'a password of the world' },
  SourceInput: { url: 'https://example.org/source', title: 'Source', retrievedOn: '2026-01-31' },
  StartStrategyInput: {
    coalitionId,
    expectedRevision: strategyRevision,
    template: 'FRAMEWORK',
    copyOf: ONE_OF_TWO,
    idempotencyKey: 'strategy',
  },
  StrategyLinkInput: { from: 'visits', to: 'calm', rationale: 'It helps', evidence: 'Told', confidence: 50 },
  StrategyNodeInput: {
    key: 'calm',
    kind: 'OUTPUT',
    text: 'Calm',
    approachCode: 'cdc-strong-start',
    note: 'Yes',
  },
  SuggestCorrectionInput: {
    coalitionId,
    about: 'name',
    text: 'Wrong',
    sourceUrl: 'https://example.org/right',
    idempotencyKey: 'correction',
  },
  TermInput: { taxonomy: 'initiative-kind', code: 'hour', label: 'Hour' },
  UnpublishCoalitionInput: { coalitionId, reason },
  UpdateBoardInput: { boardId, name: 'Renamed', description: 'New' },
  UpdateNetworkInput: {
    network,
    name: 'Renamed',
    description: 'New',
    contact: 'https://example.org',
    license: 'CC0',
  },
  UpdateProfileInput: {
    ...{ coalitionId, expectedRevision, name: 'Renamed', aliases: ['R'], kindCode: 'local-coalition' },
    ...{
      scope: 'LOCAL',
      summary: 'New',
      mission: 'New',
      foundedYear: 2020,
      website: 'https://example.org/r',
    },
    ...{ contactUrl: 'https://example.org/c', familyVoice: 'New', sectorCodes: ['school'] },
    ...{ populationCodes: ['birth-to-five'], frameworkCodes: ['hope'] },
  },
  UpdateViewerInput: { displayName: 'Renamed', language: 'ES', weeklyDigest: true },
  VerifyProfileInput: { coalitionId, expectedRevision },
};

/** An input as a whole: what is not said for a field of another input is built from that one's row. */
export function inputOf(type: GraphQLInputType, target: Target): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [inputOf(plain.ofType, target)];
  if (!isInputObjectType(plain)) throw new Error(`${plain.toString()} has no sample of its own`);
  return Object.fromEntries(
    Object.values(plain.getFields()).flatMap((field) => {
      const value = sampleOf(plain, field.name, target) ?? inputOf(field.type, target);
      return value instanceof LeftOut ? [] : [[field.name, value] as const];
    }),
  );
}

function sampleOf(type: GraphQLInputObjectType, field: string, target: Target): unknown {
  const sample = inputs[type.name]?.[field];
  return typeof sample === 'function' ? (sample as (target: Target) => unknown)(target) : sample;
}
