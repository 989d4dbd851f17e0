import { DataSource, type EntityMetadata } from 'typeorm';
import { TestApp } from '../support/app.ts';

interface CatalogColumn {
  column: string;
  type: string;
  nullable: boolean;
  optional: boolean;
}

let app: TestApp;
let entities: EntityMetadata[];

beforeAll(async () => {
  app = await TestApp.start();
  entities = app.nest.get(DataSource).entityMetadatas;
});

afterAll(() => app.stop());

/** An array's type is its element's with a mark, as the catalog says it too. */
const typeOf = ({ type, isArray }: EntityMetadata['columns'][0]): string => {
  const name = typeof type === 'string' ? type : type.name.toLowerCase();
  const full = { timestamptz: 'timestamp with time zone', int: 'integer', bool: 'boolean' }[name] ?? name;
  return isArray ? `${full}[]` : full;
};

const columnsOf = ({ schema, tableName }: EntityMetadata): Promise<CatalogColumn[]> =>
  app.database.rows<CatalogColumn>(
    `select c.column_name as column, format_type(a.atttypid, a.atttypmod) as type, c.is_nullable = 'YES' as nullable,
       c.is_nullable = 'YES' or c.column_default is not null or c.is_identity = 'YES' as optional
     from information_schema.columns c join pg_attribute a
       on a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attname = c.column_name
     where c.table_schema = $1 and c.table_name = $2`,
    [schema, tableName],
  );

describe('Every entity', () => {
  it('is among those that the server knows', () => {
    expect(entities.map(({ name }) => name)).toEqual(expect.arrayContaining(['Profile', 'DraftPartner']));
  });

  it('has the columns of its table, of their types, and null where the table has it', async () => {
    for (const entity of entities) {
      const catalog = await columnsOf(entity);
      for (const column of entity.columns) {
        const there = catalog.find((each) => each.column === column.databaseName);
        const said = { entity: entity.name, column: column.databaseName };
        expect({ ...said, type: typeOf(column), nullable: column.isNullable }).toEqual({
          ...said,
          type: there?.type,
          nullable: there?.nullable,
        });
      }
    }
  });

  it('leaves out no column that a new row must have', async () => {
    for (const entity of entities) {
      const written = entity.columns
        .filter(({ isInsert }) => isInsert)
        .map(({ databaseName }) => databaseName);
      const needed = (await columnsOf(entity))
        .filter(({ optional }) => !optional)
        .map(({ column }) => column);
      expect([entity.name, needed.filter((column) => !written.includes(column))]).toEqual([entity.name, []]);
    }
  });

  it('has the key of its table', async () => {
    for (const entity of entities) {
      const rows = await app.database.rows<{ column: string }>(
        `select a.attname as column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indrelid = $1::regclass and i.indisprimary`,
        [`${entity.schema}.${entity.tableName}`],
      );
      const key = entity.primaryColumns.map(({ databaseName }) => databaseName).sort();
      expect([entity.name, key]).toEqual([entity.name, rows.map(({ column }) => column).sort()]);
    }
  });
});
