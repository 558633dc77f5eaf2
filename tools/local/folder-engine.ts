import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type LocalEngine, startEngine } from './engine.ts';
import { createEngineFile } from './engine-file.ts';
import { toErrorMessage } from './error-message.ts';

/** An engine as its users see it. */
export interface EngineHandle {
  url: string;
  stop(): Promise<void>;
}

interface FolderEngine extends EngineHandle {
  /** The process that runs now. */
  process(): ChildProcess;
}

/**
 * Starts the engine of a folder, on a port that is always the same. If it crashes, it is restarted there, so that clients find it
 * again. The caller must hold the claim of the folder.
 *
 * @throws UserError
 */
export async function startFolderEngine(folder: string, port: number): Promise<FolderEngine> {
  const file = join(folder, 'engine.db');
  await createEngineFile(file);
  let isStopping = false;
  let current: LocalEngine;
  const start = async (): Promise<void> => {
    current = await startEngine({ file, port });
    current.process.once('close', () => {
      if (isStopping) return;
      start().catch(error => {
        console.error(`The DynamoDB engine crashed and could not be restarted: ${toErrorMessage(error)}`);
      });
    });
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    process: () => current.process,
    stop: () => {
      isStopping = true;
      return current.stop();
    },
  };
}
