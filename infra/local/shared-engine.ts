import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startEngine } from './engine.ts';
import { withLock } from './lock.ts';
import { isAlive, markOf, ProcessMark } from './process-mark.ts';
import { Unusable } from './unusable.ts';

/** The engine of a folder, as one of its users sees it. */
export interface SharedEngine {
  url: string;
  /** Starts it anew, on the same data and if it can at the same address, should it have died. */
  revive(): Promise<void>;
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
 */
export async function joinEngine(folder: string): Promise<SharedEngine> {
  const paths = {
    lock: join(folder, 'lock'),
    users: join(folder, 'users'),
    running: join(folder, 'engine.json'),
    data: join(folder, 'engine.db'),
    log: join(folder, 'engine.log'),
  };
  const me = join(paths.users, `${process.pid}-${++joined}`);

  const findOrStart = async (): Promise<string> => {
    const last = readRunning(paths.running);
    if (last && isAlive(last)) {
      await answering(last, paths.running);
      return last.url;
    }
    const port = last && Number(new URL(last.url).port);
    const engine = await startEngine({ file: paths.data, log: paths.log, ...(port && { port }) });
    const running: Running = { ...markOf(engine.process.pid ?? 0), url: engine.url };
    writeWhole(paths.running, JSON.stringify(running));
    return engine.url;
  };

  const url = await writable(folder, () => {
    mkdirSync(paths.users, { recursive: true, mode: 0o700 });
    return withLock(paths.lock, async () => {
      const found = await findOrStart();
      writeWhole(me, JSON.stringify(markOf(process.pid)));
      return found;
    });
  });

  return {
    url,
    revive: () => withLock(paths.lock, async () => void (await findOrStart())),
    leave: () =>
      withLock(paths.lock, async () => {
        rmSync(me, { force: true });
        if (liveUsers(paths.users) > 0) return;
        const running = readRunning(paths.running);
        if (running) await end(running);
        rmSync(paths.running, { force: true });
      }),
  };
}

/** Others see the old file or the new one, never a part. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

/** @throws Unusable instead of what the file system says when a folder cannot be used */
async function writable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new Unusable(`The folder ${folder} cannot be written (${code}); the data of this machine is kept there.`);
  }
}

function readRunning(path: string): Running | undefined {
  try {
    return Running.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function answering({ pid, url }: Running, path: string): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    if (await answers(url)) return;
    await sleep(100);
  }
  throw new Unusable(
    `The DynamoDB engine at ${url} does not answer; end process ${pid} or, if that is not it, delete ${path}.`,
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

function liveUsers(folder: string): number {
  let live = 0;
  for (const name of readdirSync(folder)) {
    const mark = readMark(join(folder, name));
    if (mark && isAlive(mark)) live += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return live;
}

function readMark(path: string): ProcessMark | undefined {
  try {
    return ProcessMark.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function end(running: Running): Promise<void> {
  // Where nothing but its id tells a process, this does: a stranger must not be ended.
  if (!isAlive(running) || !(await answers(running.url))) return;
  process.kill(running.pid, 'SIGTERM');
  for (let waitedMs = 0; isAlive(running); waitedMs += 10) {
    if (waitedMs === 5000) process.kill(running.pid, 'SIGKILL');
    await sleep(10);
  }
}
