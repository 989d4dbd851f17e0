import { randomUUID } from 'node:crypto';
import type { SharedOrganizations } from '../networks/organizations.service.ts';
import { parseIdOf } from '../platform/graphql/ids.ts';
import { nameKey } from './name-key.ts';
import type { OrganizationInput } from './profile-items.inputs.ts';
import type { DraftOrganization } from './profile.entity.ts';

/**
 * The organisations of one profile while it is being saved. An input is matched, in this order, with one of this
 * profile, with one that the network has published, or becomes a new one that nobody else knows.
 */
export class OrganizationBook {
  readonly changed = new Map<string, DraftOrganization>();
  readonly problems: Record<string, string> = {};
  private readonly used = new Set<string>();
  private readonly own: Map<string, DraftOrganization>;

  constructor(
    private readonly coalitionId: string,
    own: readonly DraftOrganization[],
    private readonly networkKey: string,
    /** Of the published ones, all that the profile or the input names. */
    private readonly shared: SharedOrganizations,
    /** Published ones that no other published coalition names. */
    private readonly correctable: ReadonlySet<string>,
  ) {
    this.own = new Map(own.map((organization) => [organization.id, organization]));
  }

  /** The id that the row shall hold; empty after a problem, when nothing will be saved. */
  idOf(input: OrganizationInput, path: string): string {
    const found = input.id != null ? this.byId(input.id, path) : this.byName(input, path);
    if (!found) return '';
    this.apply(found, input, path);
    return found.id;
  }

  /** False when something was named before in the same input. */
  firstUseOf(thing: string): boolean {
    return this.used.size !== this.used.add(thing).size;
  }

  private byId(id: string, path: string): DraftOrganization | null {
    const given = parseIdOf('Organization', id);
    const inNetwork = given?.networkId === this.networkKey ? given.id : null;
    const found = inNetwork === null ? null : (this.own.get(inNetwork) ?? this.adopt(inNetwork));
    if (!found)
      this.problems[`${path}.id`] = 'No published organisation, and none of this profile, has this id.';
    return found;
  }

  private byName({ name }: OrganizationInput, path: string): DraftOrganization | null {
    const key = nameKey(name ?? '');
    if (key === '') {
      this.problems[`${path}.name`] = 'Give the id of an organisation, or the name of a new one.';
      return null;
    }
    const own = [...this.own.values()].find((organization) => organization.nameKey === key);
    const shared = own ? null : this.shared.byName.get(key);
    return own ?? (shared ? this.adopt(shared.id) : this.add(randomUUID(), name!, null, null, true));
  }

  /** A published organisation joins the profile as it is known. */
  private adopt(id: string): DraftOrganization | null {
    const shared = this.shared.byId.get(id);
    return shared ? this.add(id, shared.name, shared.url, shared.sector_code, false) : null;
  }

  private add(
    id: string,
    name: string,
    url: string | null,
    sectorCode: string | null,
    ownWording: boolean,
  ): DraftOrganization {
    const row = {
      coalitionId: this.coalitionId,
      id,
      name: name.trim(),
      nameKey: nameKey(name),
      url,
      sectorCode,
      ownWording,
    };
    this.own.set(id, row);
    this.changed.set(id, row);
    return row;
  }

  /** What is published belongs to all who name it: it is changed here only while nobody else does. */
  private apply(row: DraftOrganization, input: OrganizationInput, path: string): void {
    const wanted = {
      name: input.name?.trim() ?? row.name,
      url: input.url === undefined ? row.url : input.url,
      sectorCode: input.sectorCode === undefined ? row.sectorCode : input.sectorCode,
    };
    const same =
      nameKey(wanted.name) === row.nameKey && wanted.url === row.url && wanted.sectorCode === row.sectorCode;
    if (same && (wanted.name === row.name || !this.mayWord(row.id))) return;
    if (!this.mayWord(row.id)) {
      this.problems[path] =
        'Other coalitions have published this organisation too, so it is not changed here: give its id or its name alone.';
      return;
    }
    if (nameKey(wanted.name) === '') {
      this.problems[`${path}.name`] = 'Write at least one letter or digit.';
      return;
    }
    Object.assign(row, wanted, { nameKey: nameKey(wanted.name), ownWording: true });
    this.changed.set(row.id, row);
  }

  private mayWord(id: string): boolean {
    return !this.shared.byId.has(id) || this.correctable.has(id);
  }
}
