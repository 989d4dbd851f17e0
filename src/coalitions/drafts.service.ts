import { Injectable } from '@nestjs/common';
import { type EntityTarget, In, Not, type ObjectLiteral } from 'typeorm';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { ProfileContent } from './profile.content.ts';
import {
  DraftCoverage,
  DraftInitiative,
  DraftOrganization,
  DraftPartner,
  Profile,
} from './profile.entity.ts';

const OWN_ORGANIZATIONS = `
  select l.organization_id from published.coalition_organizations l
  where l.network_id = $1 and l.coalition_id = $2 and not exists (
    select from published.coalition_organizations other where other.network_id = l.network_id
      and other.organization_id = l.organization_id and other.coalition_id <> l.coalition_id)`;

/** The rows of a draft, read and written as one. The operation has entered the coalition. */
@Injectable()
export class DraftsService {
  async profile(ctx: RequestContext, coalitionId: string): Promise<Profile> {
    return ctx.db.findOneByOrFail(Profile, { coalitionId });
  }

  /** For saving: whoever comes second waits here, and then finds another revision. */
  async lockedProfile(ctx: RequestContext, coalitionId: string): Promise<Profile> {
    return ctx.db.findOneOrFail(Profile, { where: { coalitionId }, lock: { mode: 'pessimistic_write' } });
  }

  organizations(ctx: RequestContext, coalitionId: string): Promise<DraftOrganization[]> {
    return ctx.db.findBy(DraftOrganization, { coalitionId });
  }

  /** What of the public record this coalition alone names: still its own to correct. */
  async correctableOrganizations(
    ctx: RequestContext,
    { networkId, coalitionId }: Profile,
  ): Promise<Set<string>> {
    const rows = await ctx.sql<{ organization_id: string }>('own_organizations', OWN_ORGANIZATIONS, [
      ...[networkId, coalitionId],
    ]);
    return new Set(rows.map((row) => row.organization_id));
  }

  async content(ctx: RequestContext, profile: Profile): Promise<ProfileContent> {
    const of = { where: { coalitionId: profile.coalitionId }, order: { position: 'ASC' } } as const;
    const [counties, partners, initiatives] = await Promise.all([
      ctx.db.find(DraftCoverage, of),
      ctx.db.find(DraftPartner, of),
      ctx.db.find(DraftInitiative, of),
    ]);
    const { name, aliases, kindCode, scope, summary, mission, foundedYear, website, contactUrl } = profile;
    const {
      backboneId,
      minMonths,
      maxMonths,
      familyVoice,
      sources,
      sectorCodes,
      populationCodes,
      frameworkCodes,
    } = profile;
    return {
      ...{ name, aliases, kindCode, scope, summary, mission, foundedYear, website, contactUrl },
      ...{
        backboneId,
        minMonths,
        maxMonths,
        familyVoice,
        sources,
        sectorCodes,
        populationCodes,
        frameworkCodes,
      },
      counties: counties.map(({ fips, partial, basis, note, vintage }) => ({
        ...{ fips, partial, basis, note, vintage },
      })),
      partners: partners.map(({ id, organizationId, role, since, until }) => ({
        id,
        organizationId,
        role,
        since,
        until,
      })),
      initiatives: initiatives.map(
        ({ coalitionId: _coalition, position: _position, ...initiative }) => initiative,
      ),
    };
  }

  async addOrganizations(ctx: RequestContext, organizations: Iterable<DraftOrganization>): Promise<void> {
    const rows = [...organizations];
    if (rows.length > 0) await ctx.db.upsert(DraftOrganization, rows, ['coalitionId', 'id']);
  }

  async saveContent(ctx: RequestContext, coalitionId: string, content: ProfileContent): Promise<void> {
    const rows = <T extends object>(items: T[]) =>
      items.map((item, position) => ({ ...item, coalitionId, position }));
    await this.replace(ctx, DraftCoverage, coalitionId, 'fips', rows(content.counties));
    await this.replace(ctx, DraftPartner, coalitionId, 'id', rows(content.partners));
    await this.replace(ctx, DraftInitiative, coalitionId, 'id', rows(content.initiatives));
  }

  /** Organisations that the profile no longer names leave the draft. */
  async dropUnnamedOrganizations(
    ctx: RequestContext,
    coalitionId: string,
    content: ProfileContent,
  ): Promise<void> {
    const named = [
      ...content.partners.map(({ organizationId }) => organizationId),
      ...content.initiatives.flatMap(({ leadOrganizationId }) => leadOrganizationId ?? []),
      ...(content.backboneId === null ? [] : [content.backboneId]),
    ];
    await ctx.db.delete(DraftOrganization, { coalitionId, id: Not(In(named)) });
  }

  /** Rows that stay keep theirs; the history shows what differs and nothing else. */
  private async replace<Row extends ObjectLiteral & { coalitionId: string }>(
    ctx: RequestContext,
    entity: EntityTarget<Row>,
    coalitionId: string,
    key: keyof Row & string,
    rows: Row[],
  ): Promise<void> {
    await ctx.db.delete(entity, { coalitionId, [key]: Not(In(rows.map((row) => row[key] as unknown))) });
    if (rows.length > 0) await ctx.db.upsert(entity, rows, ['coalitionId', key]);
  }
}
