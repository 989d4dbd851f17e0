import type pg from 'pg';
import { type Door, NONE, ONE } from './door.ts';
import { accountId, networkId, type NetworkKey, type Person, personNamed } from './people.ts';

/** Who has tried a file out where, also where they have no right, or not any more. */
const KEPT: [who: string, network: NetworkKey][] = [
  ['the admin of network A', 'A'],
  ['the admin of network A', 'B'],
  ['the admin of network A who views A1', 'A'],
  ['the admin of network B', 'B'],
  ['an analyst of network A', 'A'],
  ['the lead of A1', 'A'],
];
const importId = (index: number): string => `1b000000-0000-4000-8000-00000000000${index}`;
const CLAIM = '1c000000-0000-4000-8000-000000000000';
const OTHER = '1d000000-0000-4000-8000-000000000000';

/** Each claimed once, by a request that was given up. */
export async function addImports(client: pg.Client): Promise<void> {
  for (const [index, [who, network]] of KEPT.entries()) {
    await client.query(
      `insert into access.imports (id, network_id, account_id, file, rows, claim, claimed_until)
       values ($1, $2, $3, 'list.csv', '[]', $4, now() - interval '1 minute')`,
      [importId(index), networkId(network), accountId(personNamed(who)), CLAIM],
    );
  }
}

/** Of a report only who has seen it may say that it is to be carried out, and only in its network. */
export function importDoors(person: Person, network: NetworkKey): Door[] {
  return KEPT.flatMap(([who, of], index) => {
    const mine = who === person.name && of === network;
    const id = `'${importId(index)}'`;
    const call = (name: string, by: string, rest: string, may: boolean): Door => ({
      ...{ function: `access.${name}`, label: `of ${who} ${by}, call`, closed: NONE, opened: ONE },
      ...{
        text: `select 1 where access.${name}(${id}, ${rest})`,
        needs: may ? { network: 'admin' } : 'never',
      },
    });
    return [
      {
        ...call('claim_import', 'by a new claim', '', mine),
        text: `select 1 from access.claim_import(${id}, '${OTHER}', null, 30)`,
        ...{ opened: `${network}${network}:1`, witness: ['access.imports', 'network_id'] },
      },
      call('hold_import', 'by its claim', `'${CLAIM}', 30`, mine),
      call('hold_import', 'by another claim', `'${OTHER}', 30`, false),
      call('take_import', 'by its claim', `'${CLAIM}'`, mine),
      call('take_import', 'by another claim', `'${OTHER}'`, false),
    ];
  });
}
