import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { UserError } from '../../lib/user-error.ts';

/** The version of the data layout. It changes when stored attributes change in a way that old data cannot be read. */
const layoutVersion = 2;

const FolderVersion = z.object({ layoutVersion: z.int() });

/** The ports of a folder, chosen once. */
const FolderPorts = z.object({
  /** Held by the process that uses the folder. */
  claimPort: z.int(),
  enginePort: z.int(),
});
export type FolderPorts = z.infer<typeof FolderPorts>;

/**
 * Creates a data folder, or opens an existing one.
 *
 * @throws UserError if the folder cannot be used, or holds data of another version
 */
export function openDataFolder(folder: string): FolderPorts {
  return withFolderErrors(folder, () => {
    createFolder(folder);
    checkVersion(folder);
    const path = join(folder, 'ports.json');
    const existing = readJsonFile(path, FolderPorts);
    if (existing) return existing;
    const claimPort = pickPort();
    createJsonFile(path, { claimPort, enginePort: claimPort + 1 });
    const ports = readJsonFile(path, FolderPorts);
    if (ports) return ports;
    throw new UserError(`The file ${path} is damaged; delete it and start again.`);
  });
}

function checkVersion(folder: string): void {
  const path = join(folder, 'version.json');
  const found = readJsonFile(path, FolderVersion)?.layoutVersion;
  if (found === layoutVersion) return;
  if (found !== undefined || existsSync(join(folder, 'engine.db'))) {
    const origin = found === undefined ? 'version 0.1' : 'another version';
    throw new UserError(
      `The folder ${folder} holds data of ${origin}, which this version cannot read; delete the folder and start again.`,
    );
  }
  createJsonFile(path, { layoutVersion });
}

/** Below the range from which operating systems choose ports for outgoing connections. */
const pickPort = (): number => 20_000 + 2 * Math.floor(Math.random() * 6000);

/** Creates a file unless it exists. Of several processes that do so at once, the first one wins. */
function createJsonFile(path: string, value: object): void {
  const draft = writeDraft(path, value);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Replaces a file. Other processes see the old file or the new one, never a part; only this user may read it. */
export const writeJsonAtomically = (path: string, value: object): void => renameSync(writeDraft(path, value), path);

function writeDraft(path: string, value: object): string {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  return draft;
}

/** @returns undefined if there is no such file, or its content does not match the schema */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function withFolderErrors<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (path === undefined || !(path.startsWith(folder) || folder.startsWith(path))) throw error;
    throw new UserError(`The folder ${folder} cannot be written (${code}); the data of this machine is kept there.`, {
      cause: error,
    });
  }
}

/** Creates a folder step by step. Node's own recursive way never ends where the system allows no folders, such as in /proc. */
function createFolder(folder: string): void {
  if (existsSync(folder)) return;
  createFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
