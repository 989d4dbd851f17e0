import { type Ask, mutant, type Mutant, people } from './mutants.ts';

const admins = people(
  'the admin of network A',
  'the admin of network A who views A1',
  'the admin of network B',
);

const reportsAsked: Ask = (run, findings) =>
  run.routes(findings, admins, (route) => route.startsWith('post /imports'));
const ownDataAsked: Ask = (run, findings) =>
  run.routes(
    findings,
    people('the lead of A1', 'a researcher of network A', 'the admin of network B'),
    (route) => route === 'get /me/data.json',
  );

/** Beside GraphQL. */
export const routeMutants: Mutant[] = [
  mutant(
    'a report is confirmed by another admin of its network',
    reportsAsked,
    'access.claim_import',
    `and i.account_id = access.account_of(access.setting('session_id')::uuid)`,
    '',
  ),
  mutant(
    'admins import into other networks',
    reportsAsked,
    'access.network_standing',
    'm.network_id = network and',
    '',
  ),
  mutant(
    'anybody is given the data of somebody',
    ownDataAsked,
    'access.data_of',
    'a.id = access.account_of(session)',
    'access.account_of(session) is not null',
  ),
  mutant(
    'own data come with the keys of everybody',
    ownDataAsked,
    'access.data_of',
    'access.api_keys k where k.account_id = a.id',
    'access.api_keys k where true',
  ),
  mutant(
    'own data come with the history of everybody',
    ownDataAsked,
    'access.data_of',
    'e.account_id = a.id or e.about = a.id',
    'true',
  ),
];
