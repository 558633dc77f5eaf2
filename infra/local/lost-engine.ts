import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { markOf, type ProcessMark } from './process-mark.ts';

/**
 * The engine that works on a data file although nobody wrote down that it does: who started it was killed in that moment. A
 * second one beside it would spoil the data. Only Linux tells; elsewhere there seems to be none.
 */
export function lostEngine(file: string): (ProcessMark & { url: string }) | undefined {
  if (!existsSync(file)) return undefined;
  for (const name of processes()) {
    const command = tried(() => readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')) ?? [];
    if (!command[0]?.includes('dynoxide') || argument(command, '--db-path') !== file || hasLostFile(name)) continue;
    return { ...markOf(Number(name)), url: `http://127.0.0.1:${argument(command, '--port')}` };
  }
  return undefined;
}

const processes = (): string[] => (tried(() => readdirSync('/proc')) ?? []).filter(name => /^\d+$/.test(name));

const argument = (command: string[], name: string): string | undefined => command[command.indexOf(name) + 1];

/** Its file was deleted while it was at work: the one there now is another. */
function hasLostFile(pid: string): boolean {
  const folder = `/proc/${pid}/fd`;
  const files = tried(() => readdirSync(folder).map(fd => tried(() => readlinkSync(`${folder}/${fd}`)) ?? ''));
  return files?.some(target => target.endsWith('.db (deleted)')) ?? true;
}

/** Processes end while one looks at them, and those of others may not be looked at. */
function tried<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
