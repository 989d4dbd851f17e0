import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Lowest first. A file imports from its own module and from lower floors, never upwards or sideways. */
const FLOORS = [
  ['platform'],
  ['networks', 'places', 'identity'],
  ['coalitions'],
  ['strategies', 'surveys', 'boards'],
  ['landscape'],
  ['publishing', 'digests'],
  ['consultations'],
  ['exports', 'imports'],
  ['commands', 'main.ts', 'app.module.ts', 'app.ts'],
];

const ENDINGS =
  /\.(entity|type|types|inputs|service|resolver|module|queries|controller|guard|strategy|plugin|pipe|filter|spec|goals|content|csv)\.ts$|^[a-z0-9-]+\.ts$/;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const text = (file: string): string => readFileSync(join('src', file), 'utf8');
const moduleOf = (file: string): string => file.split('/')[0]!;
const floorOf = (file: string): number => FLOORS.findIndex((floor) => floor.includes(moduleOf(file)));
const importsOf = (file: string): string[] =>
  [...text(file).matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path!)),
  );

describe('The house', () => {
  it('has a floor for every module', () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('is built from below: nothing imports upwards or sideways', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (other) =>
            !other.startsWith('..') && moduleOf(other) !== moduleOf(file) && floorOf(other) >= floorOf(file),
        )
        .filter((other) => floorOf(file) < FLOORS.length - 1 || floorOf(other) > floorOf(file))
        .map((other) => `${file} imports ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps platform free of the domain', () => {
    const domain = /from '\.\.\/(\.\.\/)?(networks|places|identity|coalitions|publishing|exports)\//;
    expect(files.filter((file) => moduleOf(file) === 'platform' && domain.test(text(file)))).toEqual([]);
  });

  it('has no file of more than 250 lines', () => {
    const all = execFileSync(
      'git',
      ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.mjs', '*.cjs'],
      { encoding: 'utf8' },
    );
    const long = all
      .trim()
      .split('\n')
      .filter((file) => existsSync(file) && readFileSync(file, 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });

  it('names files for what they hold', () => {
    expect(files.map((file) => file.split('/').at(-1)!).filter((name) => !ENDINGS.test(name))).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(
      files.filter((file) => file !== 'platform/config.ts' && text(file).includes('process.env')),
    ).toEqual([]);
  });

  it('has one door to the database', () => {
    const door = /^platform\/database\/|^networks\/network-revisions\.ts$|^commands\/|\.module\.ts$/;
    const other = /InjectRepository|InjectDataSource|DataSource\b|from 'pg'/;
    const allowed = new Set(['platform/single-instance.ts']);
    expect(
      files.filter(
        (file) =>
          !door.test(file) && !allowed.has(file) && other.test(text(file).replace(/^import type .*$/gm, '')),
      ),
    ).toEqual([]);
  });

  it('puts no value into the text of a statement that a request sends', () => {
    const statement = /ctx\.(sql|lookup)[^;]*`[^`]*\$\{/;
    expect(files.filter((file) => statement.test(text(file)))).toEqual([]);
  });

  it('writes resolver methods of one statement', () => {
    const long = files
      .filter((file) => file.endsWith('.resolver.ts'))
      .flatMap((file) =>
        [...text(file).matchAll(/\n {2}(?:async )?(\w+)\([^{]*?\): Promise<[^{]*\{\n((?: {4}.*\n)+?) {2}\}/g)]
          .filter(
            ([, , body]) =>
              body!.split('\n').filter((line) => /^ {4}\S/.test(line) && !/^ {4}[)\]}]/.test(line)).length >
              3,
          )
          .map(([, name]) => `${file} ${name}`),
      );
    expect(long).toEqual([]);
  });
});
