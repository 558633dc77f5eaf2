import type { LocalTarget } from './dynamodb-target.ts';
import { acquireSharedEngine, type SharedEngine } from './shared-engine.ts';

/** The engine of this machine: the embedded one, or the one that somebody else runs and ends. @throws Unusable */
export async function openEngine({ folder, url }: LocalTarget): Promise<SharedEngine> {
  if (url === undefined) return acquireSharedEngine(folder);
  return { url, ensureRunning: async () => true, release: async () => {} };
}
