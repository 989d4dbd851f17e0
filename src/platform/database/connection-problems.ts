/** What the connection was for; each ends in other advice when a right is missing. */
export type Purpose = 'prepare' | 'migrate' | 'serve';

const bySql: Record<string, string> = {
  '28P01': 'the password is wrong; put the right one into the address',
  '28000': 'the server does not let this login in; look at its pg_hba.conf and at the user in the address',
  '3D000': 'there is no such database; run "npm run registry -- prepare-database" first',
  '53300': 'the server has no connection left; end other programs, or raise its max_connections',
  '57P03': 'the server is starting or stopping; retry in a moment',
  '57P01': 'the server was stopped; start it and retry',
};

const byNetwork: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there; start the server, or correct the address',
  ENOTFOUND: 'there is no such host; correct the address',
  EAI_AGAIN: 'the name of the host cannot be looked up; correct the address, or look at the network',
  ETIMEDOUT: 'it does not answer; look at the address and the firewall',
  ECONNRESET: 'it cut the connection off; look at its log',
};

interface DatabaseError {
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly code?: string }[];
}

const printed =
  'ask your database administrator to run the SQL that "npm run registry -- prepare-database --print" shows';

/** A failed connection or a missing right as a sentence; any other error as it was. Never shows a password. */
export function connectionProblem(error: unknown, url: string, purpose: Purpose): unknown {
  const { code = '', message = '' } = error as DatabaseError;
  const { host, pathname, username } = new URL(url);
  const where = `${decodeURIComponent(username) || 'the default user'} at ${host || 'the local server'}${pathname}`;
  const reason =
    bySql[code] ??
    byNetwork[networkCode(error as DatabaseError)] ??
    (isTimeout(message) ? byNetwork['ETIMEDOUT'] : undefined);
  if (reason) return new Error(`Cannot connect to the database as ${where}: ${reason}.`, { cause: error });
  if (code === '42501')
    return new Error(missingRight(error as DatabaseError, where, purpose), { cause: error });
  return error;
}

/** A host name with several addresses fails with all of their errors at once. */
const networkCode = ({ code, errors }: DatabaseError): string => errors?.[0]?.code ?? code ?? '';

const isTimeout = (message: string) => /timeout expired|terminated due to connection timeout/.test(message);

function missingRight(error: DatabaseError, where: string, purpose: Purpose): string {
  const said = [error.message, error.detail].filter(Boolean).join('; ').replace(/\.$/, '');
  if (purpose !== 'prepare') return `The login ${where} lacks a right (${said}); ${printed}.`;
  const role = /bypassrls/i.test(said)
    ? 'a superuser (from PostgreSQL 16 on, a role with BYPASSRLS will do), since registry_migrator and registry_backup pass row security'
    : 'a superuser, or a role that may create roles and databases and that made the roles of the registry itself';
  return `Preparing needs ${role}, and ${where} is none (${said}); ${printed}.`;
}
