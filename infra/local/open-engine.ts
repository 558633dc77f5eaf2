import { joinEngine, type SharedEngine } from './shared-engine.ts';
import type { LocalTarget } from './target.ts';

/** The engine of this machine: the embedded one, or the one that somebody else runs and ends. @throws Unusable */
export async function openEngine({ folder, url }: LocalTarget): Promise<SharedEngine> {
  if (url === undefined) return joinEngine(folder);
  return { url, revive: async () => true, leave: async () => {} };
}
