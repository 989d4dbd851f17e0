import { randomBytes } from 'node:crypto';
import { Role } from '../../src/platform/graphql/allow.ts';
import type { Caller, Person } from './app.ts';
import {
  aCoalition,
  aNetwork,
  aPerson,
  aPlatformAdmin,
  aPublishedCoalition,
  save,
  type TestNetwork,
} from './fixtures.ts';

/** Somebody about to create something, for the first time. */
export interface Scene {
  person: Person | null;
  input: Record<string, unknown>;
  /** What differs in a call that is another one. */
  other: object;
  /** How often it has been done. */
  effects: () => Promise<number>;
}

export interface Creation {
  name: string;
  document: string;
  scene: (app: Caller) => Promise<Scene>;
}

const mark = (): string => randomBytes(4).toString('hex');

const count = async (app: Caller, from: string, ...values: unknown[]): Promise<number> =>
  (await app.database.rows<{ n: number }>(`select count(*)::int as n from ${from}`, values))[0]!.n;

const creation = (name: string, selection: string, scene: Creation['scene']): Creation => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return {
    ...{ name, scene },
    document: `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`,
  };
};

const inNetwork = async (app: Caller): Promise<{ network: TestNetwork; person: Person }> => {
  const network = await aNetwork(app);
  return { network, person: await network.as(Role.NETWORK_ADMIN) };
};

const saved = (app: Caller, network: TestNetwork, subject: string) => () =>
  count(app, 'audit.events where network_id = $1 and subject = $2', network.key, subject);

const GOALS = [
  { code: 'G1', title: 'Fewer adversities', level: 'GOAL' },
  { code: 'G2', title: 'More protective factors', level: 'GOAL' },
  { code: 'G2-O1', title: 'Parents know whom to ask', level: 'OUTCOME', parentCode: 'G2' },
];

/** Each mutation that creates or publishes. */
export const creations: Creation[] = [
  creation('createNetwork', '{ id slug name revision states }', async (app) => {
    const slug = `founded-${mark()}`;
    return {
      ...{ person: await aPlatformAdmin(app), input: { slug, name: 'Founded', states: ['NC'] } },
      other: { name: 'Otherwise' },
      effects: () => count(app, 'reference.networks where slug = $1', slug),
    };
  }),
  creation('saveGoals', '{ slug frameworkVersion goals { id code title } }', async (app) => {
    const { network, person } = await inNetwork(app);
    return {
      ...{ person, other: { reason: 'Another' } },
      input: { network: network.slug, expectedFrameworkVersion: 1, goals: GOALS, reason: 'First' },
      effects: () =>
        count(app, 'reference.framework_versions where network_id = $1 and version > 1', network.key),
    };
  }),
  creation('saveTerms', '{ slug revision terms(taxonomy: "sector") { code label } }', async (app) => {
    const { network, person } = await inNetwork(app);
    const terms = [{ taxonomy: 'sector', code: 'school', label: 'Schools' }];
    return {
      ...{ person, input: { network: network.slug, taxonomy: 'sector', terms } },
      ...{ other: { terms: [] }, effects: saved(app, network, 'terms sector') },
    };
  }),
  creation('saveFramework', '{ code name items { code title } }', async (app) => {
    const code = `published-${mark()}`;
    return {
      person: await aPlatformAdmin(app),
      input: { code, name: 'Published', expectedRevision: 0, items: [{ code: '1', title: 'One' }] },
      other: { name: 'Otherwise' },
      effects: () => count(app, 'audit.events where subject = $1', `framework ${code}`),
    };
  }),
  creation('saveCrosswalk', '{ slug revision goals { code crosswalk { match } } }', async (app) => {
    const { network, person } = await inNetwork(app);
    const entries = [{ goalCode: 'G1', targetGoalCode: 'G2', match: 'RELATED' }];
    return {
      ...{ person, input: { network: network.slug, expectedRevision: 0, entries } },
      ...{ other: { entries: [] }, effects: saved(app, network, 'crosswalk') },
    };
  }),
  creation('createBoard', '{ id slug name createdAt network { revision } }', async (app) => {
    const { network, person } = await inNetwork(app);
    return {
      ...{ person, input: { network: network.slug, slug: 'parents', name: 'Parents' } },
      other: { name: 'Families' },
      effects: () => count(app, 'access.boards where network_id = $1', network.key),
    };
  }),
  creation(
    'createCoalition',
    '{ coalitionId profile { revision name slug } invitations { id email } }',
    async (app) => {
      const { network, person } = await inNetwork(app);
      return {
        ...{ person, other: { name: 'Otherwise' } },
        input: { network: network.slug, name: 'Founded', leadEmail: `${mark()}@example.org` },
        effects: () => count(app, 'access.coalitions where network_id = $1', network.key),
      };
    },
  ),
  creation('inviteMember', '{ id email role expiresAt }', async (app) => {
    const coalition = await aCoalition(app);
    const email = `${mark()}@example.org`;
    return {
      ...{ person: await coalition.as(Role.LEAD), other: { role: 'VIEWER' } },
      input: { email, role: 'EDITOR', coalitionId: coalition.id },
      effects: () => count(app, 'access.mails where recipient = $1', email),
    };
  }),
  creation('startStrategy', '{ coalitionId strategy { revision title nodes { key text } } }', async (app) => {
    const coalition = await aCoalition(app);
    return {
      ...{ person: await coalition.as(Role.LEAD), other: { template: 'BLANK' } },
      input: { coalitionId: coalition.id, expectedRevision: 0, template: 'FRAMEWORK' },
      effects: async () =>
        (
          await app.database.rows<{ revision: number }>(
            'select revision from private.strategies where coalition_id = $1',
            [coalition.key],
          )
        )[0]?.revision ?? 0,
    };
  }),
  creation('publishCoalition', '{ id slug name publishedAt network { revision } }', async (app) => {
    const coalition = await aCoalition(app);
    const person = await coalition.as(Role.LEAD);
    const expectedProfileRevision = await save(app, person, coalition, { mission: 'Ours' });
    return {
      ...{ person, other: { rationale: 'Another' } },
      input: { coalitionId: coalition.id, expectedProfileRevision },
      effects: () =>
        count(
          app,
          `audit.events where coalition_id = $1 and action = 'publishCoalition' and subject like 'version %'`,
          coalition.key,
        ),
    };
  }),
  creation('mergeCoalitions', '{ coalitionId profile { revision name } }', async (app) => {
    const { network, person } = await inNetwork(app);
    const [kept, gone] = [
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
    ];
    return {
      ...{ person, other: { reason: 'Another' } },
      input: { keepId: kept.id, mergeId: gone.id, reason: 'The same people' },
      effects: () => count(app, `access.coalitions where id = $1 and status = 'MERGED'`, gone.key),
    };
  }),
  creation('suggestCorrection', '', async (app) => {
    const coalition = await aPublishedCoalition(app);
    return {
      ...{ person: await aPerson(app), other: { text: 'Wrong otherwise' } },
      input: { coalitionId: coalition.id, text: 'Wrong' },
      effects: () => count(app, 'access.corrections where coalition_id = $1', coalition.key),
    };
  }),
];

/** Those whose answer holds what is shown once: a repetition is a CONFLICT, as their own tests show. */
export const shownOnce = ['createApiKey'];

/** What every other mutation is, and why it needs no key. */
export const others: Record<
  string,
  { is: 'on a revision' | 'the same twice' | 'once by its token'; why: string }
> = {
  updateProfile: {
    is: 'on a revision',
    why: 'The second is a CONFLICT on the revision that the first made.',
  },
  saveStrategy: { is: 'on a revision', why: 'The second is a CONFLICT on the revision that the first made.' },
  discardDraft: { is: 'on a revision', why: 'The second is a CONFLICT on the revision that the first made.' },
  verifyProfile: { is: 'on a revision', why: 'The second confirms on the same day what the first did.' },
  updateNetwork: { is: 'the same twice', why: 'It sets what is given.' },
  updateBoard: { is: 'the same twice', why: 'It sets what is given.' },
  updateViewer: { is: 'the same twice', why: 'It sets what is given.' },
  closeBoard: { is: 'the same twice', why: 'Closing a closed board changes nothing.' },
  changeRole: { is: 'the same twice', why: 'It sets the role.' },
  settleCorrection: { is: 'the same twice', why: 'It sets the status.' },
  removeMember: { is: 'the same twice', why: 'The second finds no membership.' },
  revokeInvitation: { is: 'the same twice', why: 'The second finds no open invitation.' },
  unpublishCoalition: { is: 'the same twice', why: 'The second finds nothing published.' },
  archiveCoalition: { is: 'the same twice', why: 'The second finds the coalition archived.' },
  signOut: { is: 'the same twice', why: 'The session has ended.' },
  signIn: {
    is: 'once by its token',
    why: 'It opens one more session; its answer holds secrets and is not kept.',
  },
  refreshSession: { is: 'once by its token', why: 'The token works once.' },
  changePassword: { is: 'once by its token', why: 'The second is not proved by the old password any more.' },
  resetPassword: { is: 'once by its token', why: 'The token works once.' },
  confirmEmailChange: { is: 'once by its token', why: 'The token works once.' },
  requestPasswordReset: { is: 'the same twice', why: 'The second letter takes the place of the first.' },
  requestEmailChange: { is: 'the same twice', why: 'The second letter takes the place of the first.' },
  acceptInvitation: { is: 'once by its token', why: 'The token works once.' },
  saveDataUseAgreement: { is: 'the same twice', why: 'The texts in force saved again make no new version.' },
  acceptDataUseAgreement: { is: 'the same twice', why: 'A version is accepted once by an account.' },
  revokeApiKey: { is: 'the same twice', why: 'The second finds no key that holds.' },
  endSession: { is: 'the same twice', why: 'The second finds no session that holds.' },
  endOtherSessions: { is: 'the same twice', why: 'The second finds no other session.' },
  lockAccount: { is: 'the same twice', why: 'The second finds it locked.' },
  unlockAccount: { is: 'the same twice', why: 'The second finds no lock.' },
  deleteMyAccount: { is: 'the same twice', why: 'The account has gone, and its session with it.' },
};
