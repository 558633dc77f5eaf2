import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../tools/local/lock.ts';
import { readProcessMark } from '../../tools/local/process-mark.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();

/** Lets many work under one lock. @returns how many at most did so at once */
async function runConcurrently(folder: string, size: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(folder, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(1);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: size }, work));
  return most;
}

/** A lock that somebody held when they died. */
function leaveStaleLock(folder: string, generation: number): void {
  mkdirSync(folder, { recursive: true });
  // Ids of processes are far smaller.
  writeFileSync(join(folder, String(generation)), JSON.stringify({ pid: 2 ** 30 }));
}

describe('the lock of a folder', () => {
  it('is held by one at a time', async () => {
    expect(await runConcurrently(newFolder(), 20)).toBe(1);
  });

  it('is taken from a dead holder by only one', async () => {
    const folder = newFolder();
    leaveStaleLock(folder, 7);
    expect(await runConcurrently(folder, 20)).toBe(1);
  });

  it('is not taken from the process that now has the id of a dead holder', async () => {
    const folder = newFolder();
    const { pid, startedTicks } = readProcessMark(process.pid);
    if (startedTicks === undefined) return;
    writeFileSync(join(folder, '1'), JSON.stringify({ pid, startedTicks: '1' }));
    expect(await runConcurrently(folder, 2)).toBe(1);
  });

  it('is free again after work that failed', async () => {
    const folder = newFolder();
    await expect(withLock(folder, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(folder, async () => 'yes')).toBe('yes');
  });
});
