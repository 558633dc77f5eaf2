import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { UserError } from '../../lib/user-error.ts';

/** Others see the old file or the new one, never a part; and nobody but this user sees it. */
export function writeJsonAtomically(path: string, value: object): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(draft, path);
}

/** Undefined where there is no such file, or something else in it. */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Works in a folder, which is made if it is not there. @throws Unusable instead of what the file system says when the folder cannot be used */
export async function withDataFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    createFolder(folder);
    return await work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (path === undefined || !(path.startsWith(folder) || folder.startsWith(path))) throw error;
    throw new UserError(`The folder ${folder} cannot be written (${code}); the data of this machine is kept there.`, {
      cause: error,
    });
  }
}

/** Step by step: Node's recursive way never ends where the system makes no folders, such as in /proc. */
function createFolder(folder: string): void {
  if (existsSync(folder)) return;
  createFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
