import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startEngine } from './engine.ts';
import { seedEngine } from './engine-seed.ts';
import { inFolder, readWhole, writeWhole } from './folder.ts';
import { withLock } from './lock.ts';
import { lostEngine } from './lost-engine.ts';
import { isAlive, markOf, ProcessMark } from './process-mark.ts';
import { Unusable } from './unusable.ts';

/** The engine of a folder, as one of its users sees it. */
export interface SharedEngine {
  url: string;
  /** Starts it anew on the same data, should it have died. @returns false when it came back at another address */
  revive(): Promise<boolean>;
  /** The last one that leaves ends it. */
  leave(): Promise<void>;
}

const Running = ProcessMark.extend({ url: z.url() });
type Running = z.infer<typeof Running>;

let joined = 0;

/**
 * Finds the engine that runs on a folder's data, or starts it.
 *
 * It belongs to nobody: servers and tools come and go, and each leaves a file in `users/` while it is there. Those that were
 * killed left theirs behind, and do not count.
 *
 * @throws Unusable
 */
export function joinEngine(folder: string): Promise<SharedEngine> {
  const users = join(folder, 'users');
  const me = join(users, `${process.pid}-${++joined}`);
  const record = join(folder, 'engine.json');

  const locked = <T>(work: () => Promise<T>): Promise<T> =>
    inFolder(folder, () => {
      mkdirSync(users, { recursive: true });
      return withLock(join(folder, 'lock'), work);
    });

  const enter = async (): Promise<Running> => {
    const engine = await findOrStart(folder, record);
    writeWhole(me, markOf(process.pid));
    return engine;
  };

  return locked(enter).then(engine => {
    const { url } = engine;
    let current = engine;
    return {
      url,
      revive: async () => {
        if (isAlive(current)) return true;
        current = await locked(enter);
        return current.url === url;
      },
      leave: () =>
        locked(async () => {
          rmSync(me, { force: true });
          if (hasLiveUsers(users)) return;
          await end(readWhole(record, Running) ?? current);
          rmSync(record, { force: true });
        }),
    };
  });
}

/** To be called under the lock. */
async function findOrStart(folder: string, record: string): Promise<Running> {
  const last = readWhole(record, Running);
  if (last && isAlive(last)) {
    await answering(last, record);
    return last;
  }
  const file = join(folder, 'engine.db');
  // At the same address, those who used it find it again.
  const port = last ? Number(new URL(last.url).port) : undefined;
  const engine = lostEngine(file) ?? (await start(file, join(folder, 'engine.log'), port));
  writeWhole(record, engine);
  return engine;
}

async function start(file: string, log: string, port: number | undefined): Promise<Running> {
  seedEngine(file);
  const { url, process } = await startEngine({ file, log, ...(port !== undefined && { port }) });
  return { ...markOf(process.pid ?? 0), url };
}

async function answering({ pid, url }: Running, record: string): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    if (await answers(url)) return;
    await sleep(100);
  }
  throw new Unusable(
    `The DynamoDB engine at ${url} does not answer; end process ${pid} or, if that is not it, delete ${record}.`,
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(2000) });
    return headers.has('x-dynoxide-version');
  } catch {
    return false;
  }
}

function hasLiveUsers(folder: string): boolean {
  let live = false;
  for (const name of readdirSync(folder)) {
    const mark = readWhole(join(folder, name), ProcessMark);
    if (mark && isAlive(mark)) live = true;
    else rmSync(join(folder, name), { force: true });
  }
  return live;
}

async function end(engine: Running): Promise<void> {
  // Where nothing but its id tells a process, this does: a stranger must not be ended.
  if (!isAlive(engine) || !(await answers(engine.url))) return;
  process.kill(engine.pid, 'SIGTERM');
  for (let waitedMs = 0; isAlive(engine); waitedMs += 10) {
    if (waitedMs === 5000) process.kill(engine.pid, 'SIGKILL');
    await sleep(10);
  }
}
