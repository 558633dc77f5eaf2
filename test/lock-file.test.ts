import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  resolved?: string;
  /** A package in a folder of the repository. */
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

describe.each(['package-lock.json', 'test/clients/package-lock.json'])('%s', file => {
  const path = new URL(`../${file}`, import.meta.url);
  const packages: Record<string, Locked> = JSON.parse(readFileSync(path, 'utf8')).packages;
  const locked = Object.entries(packages);

  it('holds no download addresses', () => {
    const addresses = locked.filter(([, { resolved, link }]) => resolved !== undefined && !link);
    expect(addresses.map(([name]) => name)).toEqual([]);
  });

  // Written on a machine that cannot reach them all, a lock file lacks packages of other platforms, and `npm ci` refuses it.
  it('holds the packages of every platform', () => {
    const platforms = /^@(biomejs|esbuild|oxc-parser|oxc-resolver|rolldown)\/|^lightningcss-/;
    const wanted = locked.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
    const names = new Set(locked.map(([name]) => name.split('node_modules/').at(-1)));
    expect(wanted.filter(name => platforms.test(name) && !names.has(name))).toEqual([]);
  });
});
