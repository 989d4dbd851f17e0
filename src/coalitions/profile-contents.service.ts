import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { Organization } from '../networks/goal.type.ts';
import { organizationOf, OrganizationsService } from '../networks/organizations.service.ts';
import type { County } from '../places/county.type.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { byId } from '../platform/graphql/loader.ts';
import { last } from '../platform/graphql/writing/lasting.ts';
import { Coalition } from './coalition.types.ts';
import { Initiative, Partner, type ProfileFields } from './profile.types.ts';
import { type ProfileRow, PROFILES } from './coalitions.queries.ts';
import type { ProfileContent } from './profile.content.ts';
import { DraftOrganization } from './profile.entity.ts';

/** Turns the codes and ids of a profile, published or draft, into what they name. */
@Injectable()
export class ProfileContents {
  private readonly partnersOfPages = new WeakMap<ProfileFields, Partner[]>();
  private readonly initiativesOfPages = new WeakMap<ProfileFields, Initiative[]>();

  constructor(private readonly organizations: OrganizationsService) {}

  /** The whole profile: at hand for a draft, one statement for all coalitions of an answer otherwise. */
  async whole(ctx: RequestContext, of: ProfileFields): Promise<ProfileContent> {
    return of.content ?? (await ctx.loader(publishedProfiles).load(`${of.networkKey} ${of.coalitionKey}`));
  }

  forget(ctx: RequestContext): void {
    ctx.forget(publishedProfiles);
  }

  /** As the network knows it; in a draft, where the coalition words it itself, as it does. */
  async organization(ctx: RequestContext, of: ProfileFields, id: string): Promise<Organization | null> {
    if (of instanceof Coalition) {
      if (of.organizations) return of.organizations.get(id) ?? null;
      return this.organizations.byId(ctx, of.networkKey, id);
    }
    const draft = await ctx.loader(draftOrganizations).load(id);
    const shared = draft?.ownWording ? null : await this.organizations.byId(ctx, of.networkKey, id);
    if (shared || !draft) return shared;
    return organizationOf(of.dictionary, { ...draft, sector_code: draft.sectorCode });
  }

  partners(ctx: RequestContext, of: ProfileFields): Promise<Partner[]> {
    return once(this.partnersOfPages, of, () => this.madePartners(ctx, of));
  }

  initiatives(ctx: RequestContext, of: ProfileFields): Promise<Initiative[]> {
    return once(this.initiativesOfPages, of, () => this.madeInitiatives(ctx, of));
  }

  private async madePartners(ctx: RequestContext, of: ProfileFields): Promise<Partner[]> {
    const [{ partners }, organizationOf] = await Promise.all([
      this.whole(ctx, of),
      this.organizationsOf(ctx, of),
    ]);
    const organizations = await Promise.all(
      partners.map(({ organizationId }) => organizationOf(organizationId)),
    );
    return partners.flatMap(({ id, role, since, until }, index) => {
      const organization = organizations[index];
      const partner = { id: globalId('Partner', of.networkKey, id), role, since, until };
      return organization ? Object.assign(new Partner(), partner, { organization }) : [];
    });
  }

  private async madeInitiatives(ctx: RequestContext, of: ProfileFields): Promise<Initiative[]> {
    const { dictionary, knownCounties: counties } = of;
    const [{ initiatives }, organizationOf] = await Promise.all([
      this.whole(ctx, of),
      this.organizationsOf(ctx, of),
    ]);
    const published =
      of instanceof Coalition ? { networkKey: of.networkKey, coalitionKey: of.coalitionKey } : null;
    const leads = await Promise.all(
      initiatives.map(async ({ leadOrganizationId: id }) => (id === null ? null : organizationOf(id))),
    );
    return initiatives.map(({ id, name, summary, kindCode, countyFips, goalCodes, website }, index) =>
      Object.assign(new Initiative(), {
        id: globalId('Initiative', of.networkKey, id),
        ...{ name, summary, website, published },
        kind: dictionary.term('initiative-kind', kindCode),
        counties: countyFips.flatMap((fips): County | County[] => counties.get(fips) ?? []),
        goals: dictionary.goalsOf(goalCodes),
        leadOrganization: leads[index] ?? null,
      }),
    );
  }

  /** Of a published coalition read at once, beside its profile; of a draft one by one, since it may word its own. */
  private async organizationsOf(
    ctx: RequestContext,
    of: ProfileFields,
  ): Promise<(id: string) => Promise<Organization | null>> {
    if (!(of instanceof Coalition)) return (id) => this.organization(ctx, of, id);
    const organizations =
      of.organizations ?? (await this.organizations.ofCoalition(ctx, of.networkKey, of.coalitionKey));
    return (id) => Promise.resolve(organizations.get(id) ?? null);
  }
}

/** A page that is kept keeps what was made of it. */
async function once<T extends object>(
  made: WeakMap<ProfileFields, T[]>,
  of: ProfileFields,
  make: () => Promise<T[]>,
): Promise<T[]> {
  if (!(of instanceof Coalition && of.organizations)) return make();
  const found = made.get(of) ?? (await make()).map(last);
  made.set(of, found);
  return found;
}

const draftOrganizations = byId(DraftOrganization);

const publishedProfiles = (ctx: RequestContext): DataLoader<string, ProfileContent> =>
  new DataLoader(async (keys) => {
    const pairs = keys.map((key) => key.split(' '));
    const values = [pairs.map(([network]) => network), pairs.map(([, coalition]) => coalition)];
    const rows = await ctx.sql<ProfileRow>('coalition_profiles', PROFILES, values);
    const found = new Map(rows.map((row) => [`${row.network_id} ${row.id}`, row.profile]));
    return keys.map((key) => found.get(key) ?? new Error('This coalition is no longer published'));
  });
