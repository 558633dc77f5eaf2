import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { UserError } from '../../lib/user-error.ts';
import { type FolderPorts, openDataFolder } from './data-folder.ts';

/** The process that holds the claim of a folder, as it describes itself. */
const FolderHolder = z.object({
  folder: z.string(),
  pid: z.int(),
  program: z.enum(['server', 'tool']),
  /** The address of the API. */
  baseUrl: z.string().optional(),
  engineUrl: z.string().optional(),
});
export type FolderHolder = z.infer<typeof FolderHolder>;

/** The exclusive right to use a folder. */
export interface FolderClaim {
  enginePort: number;
  /** Tells others where the server of this folder is. Until then, they wait for it. */
  announce(addresses: { baseUrl: string; engineUrl: string }): void;
  release(): Promise<void>;
}

/** How long to wait for a tool that is using the folder, or for a server that is starting or stopping. */
const defaultWaitMs = 15_000;
const pollIntervalMs = 50;
/** A busy machine answers late. */
const minAnswerMs = 2000;

/**
 * Claims a folder, so that only one process starts an engine on its data and only one server runs there.
 *
 * The claim is a port on the loopback interface. The operating system gives it to one process only and takes it back when that
 * process ends, whatever ends it. So a crash leaves nothing behind that would have to be cleaned up.
 *
 * @returns the claim, or the server that holds it
 * @throws UserError
 */
export async function claimFolder(
  folder: string,
  program: FolderHolder['program'],
  maxWaitMs = defaultWaitMs,
): Promise<FolderClaim | FolderHolder> {
  const ports = openDataFolder(folder);
  const deadline = Date.now() + maxWaitMs;
  for (;;) {
    const claim = await tryClaim(folder, program, ports);
    if (claim) return claim;
    const holder = await askHolder(folder, ports.claimPort, deadline);
    if (holder?.program === 'server') return holder;
    if (Date.now() > deadline) throw new UserError(describeConflict(folder, ports.claimPort, holder));
    await sleep(pollIntervalMs);
  }
}

export const isFolderClaim = (result: FolderClaim | FolderHolder): result is FolderClaim => 'release' in result;

async function tryClaim(
  folder: string,
  program: FolderHolder['program'],
  { claimPort, enginePort }: FolderPorts,
): Promise<FolderClaim | undefined> {
  let announce: FolderClaim['announce'] = () => {};
  const announced = new Promise<Partial<FolderHolder>>(resolve => {
    announce = resolve;
    if (program === 'tool') resolve({});
  });
  const server = createServer(async (_request, response) => {
    const holder = { folder, pid: process.pid, program, ...(await announced) };
    response.setHeader('Connection', 'close').end(JSON.stringify(holder));
  });
  server.listen(claimPort, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  const release = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { enginePort, announce, release };
}

/** @returns undefined if the holder has just ended, or if nothing that holds a folder answers */
async function askHolder(folder: string, port: number, deadline: number): Promise<FolderHolder | undefined> {
  try {
    const signal = AbortSignal.timeout(Math.max(minAnswerMs, deadline - Date.now()));
    const response = await fetch(`http://127.0.0.1:${port}`, { signal });
    const holder = FolderHolder.safeParse(await response.json()).data;
    return holder?.folder === folder ? holder : undefined;
  } catch {
    return undefined;
  }
}

function describeConflict(folder: string, port: number, holder: FolderHolder | undefined): string {
  return holder === undefined
    ? `Port ${port}, which reserves the folder ${folder}, is in use by another program; end that program, or delete ${folder}/ports.json if no Connect API server runs there.`
    : `A command-line tool (process ${holder.pid}) is using the folder ${folder}; try again when it has ended.`;
}
