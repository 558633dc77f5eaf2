import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type ProcessMark, readProcessMark } from './process-mark.ts';

/**
 * The engine that works on a data file although nobody wrote down that it does: who started it was killed in that moment. A
 * second one beside it would spoil the data. Only Linux tells; elsewhere there seems to be none.
 */
export function findOrphanedEngine(file: string): (ProcessMark & { url: string }) | undefined {
  if (!existsSync(file)) return undefined;
  for (const name of listProcessIds()) {
    const command = tryOrUndefined(() => readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')) ?? [];
    if (!command[0]?.includes('dynoxide') || readArgument(command, '--db-path') !== file || hasDeletedFile(name))
      continue;
    return { ...readProcessMark(Number(name)), url: `http://127.0.0.1:${readArgument(command, '--port')}` };
  }
  return undefined;
}

const listProcessIds = (): string[] =>
  (tryOrUndefined(() => readdirSync('/proc')) ?? []).filter(name => /^\d+$/.test(name));

const readArgument = (command: string[], name: string): string | undefined => command[command.indexOf(name) + 1];

/** Its file was deleted while it was at work: the one there now is another. */
function hasDeletedFile(pid: string): boolean {
  const folder = `/proc/${pid}/fd`;
  const files = tryOrUndefined(() =>
    readdirSync(folder).map(fd => tryOrUndefined(() => readlinkSync(`${folder}/${fd}`)) ?? ''),
  );
  return files?.some(target => target.endsWith('.db (deleted)')) ?? true;
}

/** Processes end while one looks at them, and those of others may not be looked at. */
function tryOrUndefined<T>(operation: () => T): T | undefined {
  try {
    return operation();
  } catch {
    return undefined;
  }
}
