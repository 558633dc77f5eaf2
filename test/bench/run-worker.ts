import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { WorkerResult, WorkerTask } from './worker.ts';

/** Bundles a worker for any version of Node. @returns its file */
export async function bundleWorker(outdir: string, file = 'worker.ts'): Promise<string> {
  const outfile = join(outdir, `${basename(file, '.ts')}.js`);
  const entryPoints = [join(import.meta.dirname, file)];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
  return outfile;
}

/** Environment variables of Lambda that packages read. */
const lambdaEnvironment = {
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Node version to measure on. */
export interface NodeRuntime {
  /** Path of the binary. */
  node: string;
  /** File that {@link bundleWorker} created. */
  worker: string;
}

export const runWorker = (
  runtime: NodeRuntime,
  task: WorkerTask,
  environment: Record<string, string>,
): Promise<WorkerResult> => runWorkerProcess(runtime, task, environment);

/** Runs a worker of any kind. */
export async function runWorkerProcess<Result>(
  { node, worker }: NodeRuntime,
  task: object,
  environment: Record<string, string>,
): Promise<Result> {
  const child = spawn(node, [worker, JSON.stringify(task)], {
    env: { ...lambdaEnvironment, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , errors, result] = child.stdio;
  if (!errors || !result || !('read' in result)) throw new Error('The worker has no output.');
  const [output, errorOutput] = await Promise.all([text(result), text(errors), once(child, 'close')]);
  if (output === '') throw new Error(`A worker failed: ${errorOutput.trim()}`);
  return JSON.parse(output);
}
