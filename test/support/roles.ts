import { Role } from '../../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './app.ts';
import { aPerson, aPlatformAdmin, grant, type TestCoalition } from './fixtures.ts';

export const IN_COALITION: Role[] = [Role.LEAD, Role.EDITOR, Role.VIEWER];
export const IN_NETWORK: Role[] = [Role.NETWORK_ADMIN, Role.NETWORK_ANALYST, Role.RESEARCHER];

/** Somebody with that role in the coalition, in its network, or in the platform. */
export async function having(app: TestApp, role: Role, coalition: TestCoalition): Promise<Person> {
  if (IN_COALITION.includes(role)) return coalition.as(role);
  if (IN_NETWORK.includes(role)) return coalition.network.as(role);
  if (role === Role.PLATFORM_ADMIN) return aPlatformAdmin(app);
  // Boards come later; when their roles can be held, whoever is here has to think of what they may.
  const person = await aPerson(app);
  await expect(grant(app, person, role, { coalition: coalition.key })).rejects.toMatchObject({
    constraint: 'membership_role_fits_its_place',
  });
  return person;
}
