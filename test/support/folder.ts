import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readWhole } from '../../infra/local/folder.ts';
import { isAlive, ProcessMark } from '../../infra/local/process-mark.ts';

/** Makes folders that are gone after the tests of the file, and an engine that a failed test left at work there with them. */
export function useFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) {
      const engine = readWhole(join(folder, 'engine.json'), ProcessMark);
      if (engine && isAlive(engine)) process.kill(engine.pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-api-'));
    made.push(folder);
    return folder;
  };
}
