import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { Unusable } from './unusable.ts';

/** Others see the old file or the new one, never a part; and nobody but this user sees it. */
export function writeWhole(path: string, value: object): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
  renameSync(draft, path);
}

/** Undefined where there is no such file, or something else in it. */
export function readWhole<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Works in a folder, which is made if it is not there. @throws Unusable instead of what the file system says when the folder cannot be used */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    makeFolder(folder);
    return await work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (path === undefined || !(path.startsWith(folder) || folder.startsWith(path))) throw error;
    throw new Unusable(`The folder ${folder} cannot be written (${code}); the data of this machine is kept there.`, {
      cause: error,
    });
  }
}

/** Step by step: Node's recursive way never ends where the system makes no folders, such as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
