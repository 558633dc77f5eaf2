import type { LocalTarget } from './dynamodb-target.ts';
import { claimFolder, isFolderClaim } from './folder-claim.ts';
import { type EngineHandle, startFolderEngine } from './folder-engine.ts';

/**
 * Opens the engine on which a command-line tool works: the one at `AWS_ENDPOINT_URL_DYNAMODB`, the one of the running server, or
 * one that is started for this tool only.
 *
 * @throws UserError
 */
export async function openToolEngine({ folder, url }: LocalTarget): Promise<EngineHandle> {
  if (url !== undefined) return { url, stop: async () => {} };
  const claim = await claimFolder(folder, 'tool');
  if (!isFolderClaim(claim)) return { url: claim.engineUrl ?? '', stop: async () => {} };
  try {
    const engine = await startFolderEngine(folder, claim.enginePort);
    const stop = async (): Promise<void> => {
      await engine.stop();
      await claim.release();
    };
    return { url: engine.url, stop };
  } catch (error) {
    await claim.release();
    throw error;
  }
}
