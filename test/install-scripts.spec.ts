import { readFileSync } from 'node:fs';

interface Lock {
  packages: Record<string, { name?: string; hasInstallScript?: boolean }>;
}
interface Manifest {
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** What a package runs on the machine of whoever installs it is declared, and is not needed. */
describe('Install scripts', () => {
  const { packages } = read<Lock>('package-lock.json');
  const { allowScripts, scripts } = read<Manifest>('package.json');
  const withScripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path, { name }]) => name ?? path.split('node_modules/').at(-1)!);

  it('are of packages that allowScripts names, each of them switched off', () => {
    expect(withScripts.length).toBeGreaterThan(0);
    expect(allowScripts).toEqual(Object.fromEntries(withScripts.map((name) => [name, false])));
  });

  it('are not among our own', () => {
    const run = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];
    expect(Object.keys(scripts).filter((name) => run.includes(name))).toEqual([]);
  });
});
