import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Creates folders that are deleted after the tests of the file. */
export function useTempFolders(): () => string {
  const folders: string[] = [];
  afterAll(() => {
    // An engine whose server was killed may still be shutting down.
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-api-'));
    folders.push(folder);
    return folder;
  };
}
