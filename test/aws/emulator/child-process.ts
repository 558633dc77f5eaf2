import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { CommandLine } from '../deployment/project.ts';

const running = new Set<number>();

/**
 * Starts a process as the leader of a process group, so that it can be ended together with the processes that it starts
 * itself. At the latest, that happens when this process exits.
 */
export function startGroup([command, ...args]: CommandLine, options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    running.add(pid);
    // The group outlives its leader as long as one of its processes runs.
    child.once('exit', () => stopGroup(pid));
  }
  return child;
}

function stopGroup(pid: number): void {
  if (!running.delete(pid)) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export function stopAllGroups(): void {
  for (const pid of running) stopGroup(pid);
}

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end. A command that cannot be started has the code 127, as in a shell. */
export async function runChildCommand(command: CommandLine, options: SpawnOptions): Promise<CommandResult> {
  const child = startGroup(command, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error(`${command[0]} has no output.`);
  try {
    const [[code], out, err] = await Promise.all([once(child, 'close'), text(stdout), text(stderr)]);
    return { code: code ?? 1, stdout: out, stderr: err };
  } catch (error) {
    return { code: 127, stdout: '', stderr: (error as Error).message };
  }
}
