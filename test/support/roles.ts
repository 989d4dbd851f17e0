import { Role } from '../../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './app.ts';
import { aBoard, aPlatformAdmin, type TestBoard, type TestCoalition } from './fixtures.ts';

export const IN_COALITION: Role[] = [Role.LEAD, Role.EDITOR, Role.VIEWER];
export const IN_NETWORK: Role[] = [Role.NETWORK_ADMIN, Role.NETWORK_ANALYST, Role.RESEARCHER];

/** Somebody with that role in the coalition, in its network, on a board of that, or in the platform. */
export async function having(
  app: TestApp,
  role: Role,
  coalition: TestCoalition,
  board?: TestBoard,
): Promise<Person> {
  if (IN_COALITION.includes(role)) return coalition.as(role);
  if (IN_NETWORK.includes(role)) return coalition.network.as(role);
  if (role === Role.PLATFORM_ADMIN) return aPlatformAdmin(app);
  return (board ?? (await aBoard(app, coalition.network))).as(role);
}
