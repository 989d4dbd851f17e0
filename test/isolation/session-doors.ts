import { type Door, NONE, ONE } from './door.ts';
import { type Person, personNamed, sessionId } from './people.ts';

/** Of whoever is somebody else. */
const anothers = (person: Person): string =>
  sessionId(personNamed(person.name === 'a member of nothing' ? 'the lead of A1' : 'a member of nothing'))!;

/** What a session may do with the sessions of its account. */
export function sessionDoors(person: Person): Door[] {
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  const own = { needs: 'session', closed: NONE, opened: ONE } as const;
  const never = { needs: 'never', closed: NONE, opened: '' } as const;
  return [
    {
      ...{ function: 'access.own_sessions', label: 'call', ...own },
      text: `select 1 from access.own_sessions(${session})`,
    },
    {
      ...{ function: 'access.end_own_session', label: 'of the own one, call', ...own },
      text: `select 1 where access.end_own_session(${session}, ${session})`,
    },
    {
      ...{ function: 'access.end_own_session', label: 'of another’s, call', ...never },
      text: `select 1 where access.end_own_session(${session}, '${anothers(person)}')`,
    },
    {
      ...{ function: 'access.end_other_sessions', label: 'where there are none, call', ...never },
      text: `select 1 where access.end_other_sessions(${session}) > 0`,
    },
  ];
}
