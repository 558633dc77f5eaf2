import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

/** A process started by a test, with its output. */
export interface StartedProcess {
  child: ChildProcess;
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until the standard output contains a text. @throws if the process ends before */
  waitForOutput(text: string): Promise<string>;
  /** Waits for the end of the process. @returns the exit code, or the signal */
  waitForExit(): Promise<number | string>;
}

/** Starts TypeScript files of the project as processes, and kills those that still run after the tests. */
export function useProcesses(): (file: string, args?: string[], env?: Record<string, string>) => StartedProcess {
  const running = new Set<StartedProcess>();
  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    for (const started of running) await started.waitForExit();
  });
  return (file, args = [], env = {}) => {
    const started = startProcess(file, args, env);
    running.add(started);
    started.waitForExit().then(() => running.delete(started));
    return started;
  };
}

/** Starts a TypeScript file of the project as a process. The caller must end it. */
export function startProcess(file: string, args: string[] = [], env: Record<string, string> = {}): StartedProcess {
  const { AWS_ENDPOINT_URL_DYNAMODB, npm_lifecycle_event, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(project, file), ...args], {
    cwd: project,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const end = once(child, 'close').then(([code, signal]): number | string => code ?? signal);
  return {
    child,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    waitForOutput: text =>
      new Promise((resolve, reject) => {
        const checkOutput = () => stdout.includes(text) && resolve(stdout);
        child.stdout.on('data', checkOutput);
        end.then(code => reject(new Error(`${file} ended with ${code}: ${stdout}${stderr}`)));
        checkOutput();
      }),
    waitForExit: () => end,
  };
}
