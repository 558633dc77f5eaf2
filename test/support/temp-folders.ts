import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readJsonFile } from '../../tools/local/data-folder.ts';
import { isProcessAlive, ProcessMark } from '../../tools/local/process-mark.ts';

/** Makes folders that are gone after the tests of the file, and an engine that a failed test left at work there with them. */
export function useTempFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) {
      const engine = readJsonFile(join(folder, 'engine.json'), ProcessMark);
      if (engine && isProcessAlive(engine)) process.kill(engine.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-api-'));
    made.push(folder);
    return folder;
  };
}
