import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  resolved?: string;
  /** A package in a folder of the repository. */
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const path = new URL('../package-lock.json', import.meta.url);
const packages: Record<string, Locked> = JSON.parse(readFileSync(path, 'utf8')).packages;
const locked = Object.entries(packages);

it('the lock file holds no download addresses', () => {
  expect(locked.filter(([, { resolved, link }]) => resolved !== undefined && !link).map(([name]) => name)).toEqual([]);
});

// Written on a machine that cannot reach them all, a lock file lacks packages of other platforms, and `npm ci` refuses it.
it('the lock file holds the packages of every platform', () => {
  const platforms = /^@(biomejs|esbuild|oxc-parser|oxc-resolver|rolldown)\/|^lightningcss-/;
  const wanted = locked.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
  const missing = wanted.filter(name => platforms.test(name) && !packages[`node_modules/${name}`]);
  expect(missing).toEqual([]);
});
