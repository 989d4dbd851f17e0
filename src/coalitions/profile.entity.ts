import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverageBasis, Scope, SourceContent } from './profile.content.ts';

/** What a coalition works on. Kept apart from what it has published; see published.coalitions. */
@Entity('profiles', { schema: 'private' })
export class Profile {
  @PrimaryColumn('uuid')
  coalitionId: string;

  @Column({ type: 'uuid', insert: false, update: false })
  networkId: string;

  @Column('integer')
  revision: number;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  aliases: string[];

  @Column('text')
  kindCode: string;

  @Column('text')
  scope: Scope;

  @Column('text', { nullable: true })
  summary: string | null;

  @Column('text', { nullable: true })
  mission: string | null;

  @Column('integer', { nullable: true })
  foundedYear: number | null;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('text', { nullable: true })
  contactUrl: string | null;

  @Column('uuid', { nullable: true })
  backboneId: string | null;

  @Column('integer', { nullable: true })
  minMonths: number | null;

  @Column('integer', { nullable: true })
  maxMonths: number | null;

  @Column('text', { nullable: true })
  familyVoice: string | null;

  @Column('jsonb')
  sources: SourceContent[];

  @Column('text', { array: true })
  sectorCodes: string[];

  @Column('text', { array: true })
  populationCodes: string[];

  @Column('text', { array: true })
  frameworkCodes: string[];

  @Column('integer')
  completeness: number;

  @Column('text', { array: true })
  missing: string[];

  @Column('date', { nullable: true })
  verifiedOn: string | null;

  @Column('timestamptz')
  changedAt: Date;

  @Column('uuid', { nullable: true })
  changedBy: string | null;
}

/** An organisation as this coalition names it: known to nobody else until it is published. */
@Entity('organizations', { schema: 'private' })
export class DraftOrganization {
  @PrimaryColumn('uuid')
  coalitionId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  nameKey: string;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text', { nullable: true })
  sectorCode: string | null;

  /** False where it repeats what the network has published. */
  @Column('boolean')
  ownWording: boolean;
}

@Entity('coverage_areas', { schema: 'private' })
export class DraftCoverage {
  @PrimaryColumn('uuid')
  coalitionId: string;

  @PrimaryColumn('text')
  fips: string;

  @Column('boolean')
  partial: boolean;

  @Column('text')
  basis: CoverageBasis;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('integer')
  vintage: number;

  @Column('integer')
  position: number;
}

@Entity('partners', { schema: 'private' })
export class DraftPartner {
  @PrimaryColumn('uuid')
  coalitionId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  organizationId: string;

  @Column('text', { nullable: true })
  role: string | null;

  @Column('date', { nullable: true })
  since: string | null;

  @Column('date', { nullable: true })
  until: string | null;

  @Column('integer')
  position: number;
}

@Entity('initiatives', { schema: 'private' })
export class DraftInitiative {
  @PrimaryColumn('uuid')
  coalitionId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  summary: string | null;

  @Column('text', { nullable: true })
  kindCode: string | null;

  @Column('text', { array: true })
  countyFips: string[];

  @Column('text', { array: true })
  goalCodes: string[];

  @Column('uuid', { nullable: true })
  leadOrganizationId: string | null;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('integer')
  position: number;
}
