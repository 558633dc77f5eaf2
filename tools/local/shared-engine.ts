import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { UserError } from '../../lib/user-error.ts';
import { readJsonFile, withDataFolder, writeJsonAtomically } from './data-folder.ts';
import { startEngine } from './engine.ts';
import { seedEngine } from './engine-seed.ts';
import { withLock } from './lock.ts';
import { findOrphanedEngine } from './orphaned-engine.ts';
import { isProcessAlive, ProcessMark, readProcessMark } from './process-mark.ts';

/** The engine of a folder, as one of its users sees it. */
export interface SharedEngine {
  url: string;
  /** Starts it anew on the same data, should it have died. @returns false when it came back at another address */
  ensureRunning(): Promise<boolean>;
  /** The last one that leaves ends it. */
  release(): Promise<void>;
}

const EngineRecord = ProcessMark.extend({ url: z.url() });
type EngineRecord = z.infer<typeof EngineRecord>;

let userCount = 0;

/**
 * Finds the engine that runs on a folder's data, or starts it.
 *
 * It belongs to nobody: servers and tools come and go, and each leaves a file in `users/` while it is there. Those that were
 * killed left theirs behind, and do not count.
 *
 * @throws Unusable
 */
export function acquireSharedEngine(folder: string): Promise<SharedEngine> {
  const usersFolder = join(folder, 'users');
  const userFile = join(usersFolder, `${process.pid}-${++userCount}`);
  const recordFile = join(folder, 'engine.json');

  const withEngineLock = <T>(work: () => Promise<T>): Promise<T> =>
    withDataFolder(folder, () => {
      mkdirSync(usersFolder, { recursive: true });
      return withLock(join(folder, 'lock'), work);
    });

  const registerUser = async (): Promise<EngineRecord> => {
    const engine = await findOrStart(folder, recordFile);
    writeJsonAtomically(userFile, readProcessMark(process.pid));
    return engine;
  };

  return withEngineLock(registerUser).then(engine => {
    const { url } = engine;
    let current = engine;
    return {
      url,
      ensureRunning: async () => {
        if (isProcessAlive(current)) return true;
        current = await withEngineLock(registerUser);
        return current.url === url;
      },
      release: () =>
        withEngineLock(async () => {
          rmSync(userFile, { force: true });
          if (hasLiveUsers(usersFolder)) return;
          await stopEngineProcess(readJsonFile(recordFile, EngineRecord) ?? current);
          rmSync(recordFile, { force: true });
        }),
    };
  });
}

/** To be called under the lock. */
async function findOrStart(folder: string, recordFile: string): Promise<EngineRecord> {
  const lastEngine = readJsonFile(recordFile, EngineRecord);
  if (lastEngine && isProcessAlive(lastEngine)) {
    await waitForResponse(lastEngine, recordFile);
    return lastEngine;
  }
  const file = join(folder, 'engine.db');
  // At the same address, those who used it find it again.
  const port = lastEngine ? Number(new URL(lastEngine.url).port) : undefined;
  const engine = findOrphanedEngine(file) ?? (await launchEngine(file, join(folder, 'engine.log'), port));
  writeJsonAtomically(recordFile, engine);
  return engine;
}

async function launchEngine(file: string, log: string, port: number | undefined): Promise<EngineRecord> {
  seedEngine(file);
  const { url, process } = await startEngine({ file, log, ...(port !== undefined && { port }) });
  return { ...readProcessMark(process.pid ?? 0), url };
}

async function waitForResponse({ pid, url }: EngineRecord, recordFile: string): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    if (await isResponding(url)) return;
    await sleep(100);
  }
  throw new UserError(
    `The DynamoDB engine at ${url} does not answer; end process ${pid} or, if that is not it, delete ${recordFile}.`,
  );
}

async function isResponding(url: string): Promise<boolean> {
  try {
    const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(2000) });
    return headers.has('x-dynoxide-version');
  } catch {
    return false;
  }
}

function hasLiveUsers(folder: string): boolean {
  let anyAlive = false;
  for (const name of readdirSync(folder)) {
    const processMark = readJsonFile(join(folder, name), ProcessMark);
    if (processMark && isProcessAlive(processMark)) anyAlive = true;
    else rmSync(join(folder, name), { force: true });
  }
  return anyAlive;
}

async function stopEngineProcess(engine: EngineRecord): Promise<void> {
  // Where nothing but its id tells a process, this does: a stranger must not be ended.
  if (!isProcessAlive(engine) || !(await isResponding(engine.url))) return;
  process.kill(engine.pid, 'SIGTERM');
  for (let elapsedMs = 0; isProcessAlive(engine); elapsedMs += 10) {
    if (elapsedMs === 5000) process.kill(engine.pid, 'SIGKILL');
    await sleep(10);
  }
}
