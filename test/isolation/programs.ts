import type { Person } from './people.ts';

/** No session anywhere, so nothing of what their owners may do is theirs. */
const program = (name: string, roles: Person['roles'], key: Person['key'], disabled = false): Person => ({
  ...{ name, session: 'none', roles, may: {}, ...(key && { key }), ...(disabled && { disabled }) },
});

/** Programs with a key that reads one board, by whose it is. */
export const programs: Person[] = [
  program('a key of E1 of a member', [['BOARD_MEMBER', 'E1']], { of: 'E1', reads: true }),
  program('a key of E1 of its chair', [['BOARD_CHAIR', 'E1']], { of: 'E1', reads: true }),
  program('a key of E1 of an analyst of network A', [['NETWORK_ANALYST', 'A']], { of: 'E1', reads: true }),
  program('a key of the closed E2', [['BOARD_CHAIR', 'E2']], { of: 'E2', reads: true }),
  program('a key of E3 of an analyst of network B', [['NETWORK_ANALYST', 'B']], { of: 'E3', reads: true }),
  program('a revoked key of E1', [['BOARD_MEMBER', 'E1']], { of: 'E1', state: 'revoked', reads: false }),
  program('a key of E1 that ran out', [['BOARD_MEMBER', 'E1']], {
    ...{ of: 'E1', state: 'expired', reads: false },
  }),
  program('a key of E1 of somebody who has agreed to nothing', [['BOARD_MEMBER', 'E1']], {
    ...{ of: 'E1', state: 'owing', reads: false },
  }),
  program(
    ...(['a key of E1 of a disabled member', [['BOARD_MEMBER', 'E1']]] as [string, Person['roles']]),
    { of: 'E1', reads: false },
    true,
  ),
  program('a key of E1 of somebody who left it for E2', [['BOARD_MEMBER', 'E2']], { of: 'E1', reads: false }),
  program('a key of E1 of a researcher', [['RESEARCHER', 'A']], { of: 'E1', reads: false }),
];
