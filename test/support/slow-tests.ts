import { collectLoadedFiles, listTypeScriptFiles, readImports } from './imports.ts';

/** Test files that search for many seconds without starting a process. */
export const longSearches: readonly string[] = [
  'test/prove/model.test.ts',
  'test/prove/simulation.test.ts',
  'test/scale/scale.test.ts',
];

/** Decides from the imports of a test file whether it can start an engine or another process. */
const startsProcesses = (testFile: string): boolean =>
  [...collectLoadedFiles(testFile)].some(file =>
    readImports(file).some(({ source, typesOnly }) => source === 'node:child_process' && !typesOnly),
  );

/** The test files that `npm run test:fast` omits. */
export const listSlowTests = (): string[] =>
  listTypeScriptFiles('test').filter(
    file => file.endsWith('.test.ts') && (longSearches.includes(file) || startsProcesses(file)),
  );
