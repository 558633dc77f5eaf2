import { join, relative, resolve } from 'node:path';

/** The folder of this project. */
export const repositoryFolder = join(import.meta.dirname, '..', '..');

/**
 * Resolves a path against the folder in which the user is. npm runs a script in the folder of the project, and names the folder of the
 * user in `INIT_CWD`. In any other folder, somebody has changed to it on purpose.
 */
export const resolveUserPath = (
  path: string,
  { INIT_CWD }: Record<string, string | undefined> = process.env,
  currentFolder = process.cwd(),
): string => resolve(INIT_CWD && relative(repositoryFolder, currentFolder) === '' ? INIT_CWD : currentFolder, path);
