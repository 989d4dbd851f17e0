import pg from 'pg';
import { TestApp } from '../../support/app.ts';
import { TestDatabase } from '../../support/database.ts';
import { type Canaries, plantCanaries } from './canaries.ts';
import { WorldBuilding } from './world-building.ts';
import { addPlacesAndPeople, addWhatPeopleLeave } from './world-rows.ts';

/**
 * A database with both networks, made once through the API and then filled with canaries. Nobody serves it: it is the
 * template of those that are called.
 */
export class World {
  private constructor(
    private readonly database: TestDatabase,
    readonly canaries: Canaries,
  ) {}

  static async create(): Promise<World> {
    const database = await TestDatabase.create();
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      await addPlacesAndPeople(client);
      const app = await TestApp.start({}, database);
      await new WorldBuilding(app).build().finally(() => app.stop());
      await addWhatPeopleLeave(client);
      const canaries = await plantCanaries(client);
      // A database with a connection to it cannot be copied.
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return new World(database, canaries);
    } catch (error) {
      await database.drop();
      throw error;
    } finally {
      await client.end();
    }
  }

  /** The world in a database of its own. */
  copy(): Promise<TestDatabase> {
    return TestDatabase.create(this.database.name);
  }

  drop(): Promise<void> {
    return this.database.drop();
  }
}
