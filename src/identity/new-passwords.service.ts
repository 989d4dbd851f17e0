import { Injectable } from '@nestjs/common';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput } from '../platform/errors.ts';
import { problemOf } from './password-rules.ts';
import { hashPassword } from './passwords.ts';

/** Whose the password is to be: an account, or whoever is invited under a name that they have just given. */
export type PasswordOwner = { accountId: string } | { invitation: Buffer; displayName: string };

/** Short names of counties are words of any sentence: Long, Lake, Clay. */
const PLACES = `
  select array(select name from reference.counties where length(name) >= 6 union select name from reference.networks
    union select slug from reference.networks) as names`;

/** The one way in which a password comes to be set. */
@Injectable()
export class NewPasswordsService {
  constructor(private readonly db: TenantDb) {}

  /** Refuses it under the `path` where the caller wrote it, or hashes it. Before the operation's transaction begins. */
  async hash(password: string, owner: PasswordOwner, path: string): Promise<string> {
    const problem = problemOf(password, await this.wordsAbout(owner));
    if (problem !== null) throw badInput({ [path]: problem });
    return hashPassword(password);
  }

  private async wordsAbout(owner: PasswordOwner): Promise<string[]> {
    const [account, invitation, name] =
      'accountId' in owner ? [owner.accountId, null, []] : [null, owner.invitation, [owner.displayName]];
    const words = await this.db.record<{ word: string }>(
      'words_about',
      'select word from access.words_about($1, $2) where word is not null',
      [account, invitation],
    );
    const [places] = await this.db.run(null, 'read', 'places of passwords', (ctx) =>
      ctx.sql<{ names: string[] }>('places_of_passwords', PLACES),
    );
    return [...words.map(({ word }) => word), ...places!.names, ...name];
  }
}
