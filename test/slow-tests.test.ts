import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listTypeScriptFiles } from './support/imports.ts';
import { listSlowTests, longSearches } from './support/slow-tests.ts';

const slowTests = listSlowTests();

it('npm run test:fast omits every test file that uses an engine, starts a process or searches for long', () => {
  expect(slowTests).toEqual(
    expect.arrayContaining([
      ...longSearches,
      'test/functions/create-license.test.ts',
      'test/local/server.test.ts',
      'test/infra/context.test.ts',
    ]),
  );
  expect(longSearches.filter(file => !existsSync(file))).toEqual([]);
});

it('npm run test:fast runs the other test files', () => {
  const fastTests = listTypeScriptFiles('test').filter(file => file.endsWith('.test.ts') && !slowTests.includes(file));
  expect(fastTests).toEqual(
    expect.arrayContaining([
      'test/architecture.test.ts',
      'test/contract/contract.test.ts',
      'test/domain/renewal.test.ts',
    ]),
  );
});
