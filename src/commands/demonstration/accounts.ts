import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemonstrationNetwork } from './demonstration.types.ts';

/** One entry of DATA_DIR/demo-accounts.json. */
export interface DemonstrationAccount {
  email: string;
  password: string;
  role: string;
  network: string | null;
  coalitionId: string | null;
  boardId: string | null;
}

/** An account to be made, with what the file does not show. */
export interface PlannedAccount {
  email: string;
  displayName: string;
  role: string;
  network: string | null;
  coalition: string | null;
  board: string | null;
}

const FILE = 'demo-accounts.json';

export function plannedAccounts(networks: readonly DemonstrationNetwork[]): PlannedAccount[] {
  const platform: PlannedAccount = {
    ...{
      email: 'platform-admin@example.org',
      displayName: 'Pat Form (demonstration)',
      role: 'PLATFORM_ADMIN',
    },
    ...{ network: null, coalition: null, board: null },
  };
  return [
    platform,
    ...networks.flatMap(({ slug, board, coalitions }) => [
      ...(['NETWORK_ADMIN', 'NETWORK_ANALYST', 'RESEARCHER'] as const).map((role) => ({
        email: `${role.toLowerCase().replace('_', '-')}.${slug}@example.org`,
        displayName: `${role === 'RESEARCHER' ? 'Researcher' : role === 'NETWORK_ADMIN' ? 'Network admin' : 'Network analyst'} (demonstration)`,
        ...{ role, network: slug, coalition: null, board: null },
      })),
      ...(['BOARD_CHAIR', 'BOARD_MEMBER'] as const).map((role) => ({
        email: `${role.toLowerCase().replace('_', '-')}.${slug}@example.org`,
        displayName: role === 'BOARD_CHAIR' ? board.chairName : board.memberName,
        ...{ role, network: slug, coalition: null, board: board.slug },
      })),
      ...coalitions.flatMap((coalition) =>
        (['LEAD', 'EDITOR', 'VIEWER'] as const).map((role) => ({
          email: `${role.toLowerCase()}.${coalition.slug}@example.org`,
          displayName:
            role === 'LEAD'
              ? coalition.leadName
              : `${role === 'EDITOR' ? 'Editor' : 'Viewer'} (demonstration)`,
          ...{ role, network: slug, coalition: coalition.slug, board: null },
        })),
      ),
    ]),
  ];
}

export const newPassword = (): string => randomBytes(15).toString('base64url');

export function readAccounts(dataDir: string): DemonstrationAccount[] | null {
  const file = join(dataDir, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemonstrationAccount[]) : null;
}

export function writeAccounts(dataDir: string, accounts: DemonstrationAccount[]): void {
  const file = join(dataDir, FILE);
  writeFileSync(`${file}.part`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
