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
  /** Settles when `current` is the process that runs. */
  let started: Promise<void>;
  const start = async (): Promise<void> => {
    current = await startEngine({ file, port });
    current.process.once('close', () => {
      if (isStopping) return;
      started = start().catch(error => {
        console.error(`The DynamoDB engine crashed and could not be restarted: ${toErrorMessage(error)}`);
      });
    });
  };
  started = start();
  await started;
  return {
    url: `http://127.0.0.1:${port}`,
    process: () => current.process,
    stop: async () => {
      isStopping = true;
      // An engine that is being restarted would be left running.
      await started;
      await current.stop();
    },
  };
}
