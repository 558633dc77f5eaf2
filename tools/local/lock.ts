import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../lib/user-error.ts';
import { isProcessAlive, ProcessMark, readProcessMark } from './process-mark.ts';

const patienceMs = 20_000;
const pauseMs = 10;

/**
 * Runs work while no other process does so with this folder.
 *
 * The lock is a row of files `1`, `2`, …, of which the highest counts: it names its holder, or is empty when that one is
 * done. Who finds it free, or its holder dead, makes the next one, which only one can. A lock is never deleted to be taken,
 * so that two who see the same dead holder cannot delete each other's.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = await take(folder);
  try {
    return await work();
  } finally {
    if (existsSync(path)) truncateSync(path);
  }
}

let drafts = 0;

async function take(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `draft-${process.pid}-${++drafts}`);
  // A link appears with its content; a file that is created is empty at first, which here means free.
  writeFileSync(draft, JSON.stringify(readProcessMark(process.pid)));
  try {
    for (const deadline = Date.now() + patienceMs; ; ) {
      const seen = highest(folder);
      if (!isFree(join(folder, String(seen)))) {
        if (Date.now() > deadline)
          throw new UserError(`Another process holds ${folder}; if none is at work, delete it.`);
        await sleep(pauseMs);
        continue;
      }
      const mine = seen + 1;
      const path = join(folder, String(mine));
      if (!linked(draft, path)) continue;
      // What was seen may have been long ago: then later ones are there, and this one means nothing.
      if (highest(folder) > mine) {
        rmSync(path, { force: true });
        continue;
      }
      for (const lower of generations(folder)) if (lower < mine) rmSync(join(folder, String(lower)), { force: true });
      return path;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

const generations = (folder: string): number[] =>
  readdirSync(folder)
    .filter(name => /^\d+$/.test(name))
    .map(Number);

const highest = (folder: string): number => Math.max(0, ...generations(folder));

function isFree(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // Nobody ever held it, or a later one has replaced it: making the next one shows which.
    return true;
  }
  return text === '' || !isProcessAlive(ProcessMark.parse(JSON.parse(text)));
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
