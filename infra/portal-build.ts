import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../lib/user-error.ts';

const projectRoot = join(import.meta.dirname, '..');
const viteFolder = dirname(createRequire(import.meta.url).resolve('vite/package.json'));

interface BuildFolders {
  /** The folder with `index.html`. */
  portal: string;
  /** The other files and folders that the build depends on. */
  inputs: string[];
  /** The folder for the builds. */
  builds: string;
}

const projectFolders: BuildFolders = {
  portal: join(projectRoot, 'portal'),
  inputs: [join(projectRoot, 'client', 'src'), join(projectRoot, 'package-lock.json')],
  // `npm ci` deletes it, and then builds with other versions of the packages are not found.
  builds: join(projectRoot, 'node_modules', '.cache', 'portal'),
};

/** The builds that run in this process, by folder. */
const runningBuilds = new Map<string, Promise<string>>();

/**
 * Builds the pages of the portal, unless there is a build of the present sources. Several processes may do so at once.
 *
 * @returns the folder of the build
 * @throws UserError if the sources cannot be built
 */
export function ensurePortalBuild(folders = projectFolders): Promise<string> {
  const folder = join(folders.builds, hashSources(folders));
  if (existsSync(folder)) return Promise.resolve(folder);
  const running = runningBuilds.get(folder) ?? runBuild(folders, folder).finally(() => runningBuilds.delete(folder));
  runningBuilds.set(folder, running);
  return running;
}

/** Builds in a process of its own, so that this one goes on working. Only a complete build gets its name. */
async function runBuild({ portal, builds }: BuildFolders, folder: string): Promise<string> {
  const draft = `${folder}.${process.pid}.tmp`;
  const viteArguments = ['build', portal, '--outDir', draft, '--emptyOutDir'];
  const child = spawn(process.execPath, [join(viteFolder, 'bin', 'vite.js'), ...viteArguments], {
    cwd: projectRoot,
    // In tests, the variable has another value, and React's own checks would become part of the build.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'ignore',
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  const [code] = await once(child, 'close');
  process.off('exit', stop);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new UserError('The pages of the portal could not be built; `npm run portal:build` shows why.');
  }
  deleteOldBuilds(builds, draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}

/** Longer than any build takes. A draft that is older is of a process that was ended. */
const maxBuildMs = 10 * 60_000;

function deleteOldBuilds(builds: string, draft: string): void {
  for (const name of readdirSync(builds)) {
    const path = join(builds, name);
    const isRunning = name.endsWith('.tmp') && Date.now() - statSync(path).mtimeMs < maxBuildMs;
    if (path !== draft && !isRunning) rmSync(path, { recursive: true, force: true });
  }
}

/** Hashes the names and the contents of all files that the build depends on. */
function hashSources({ portal, inputs }: BuildFolders): string {
  const hash = createHash('sha256');
  for (const path of [portal, ...inputs].flatMap(listSourceFiles)) {
    const content = readFileSync(path);
    hash.update(`${relative(projectRoot, path)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

function listSourceFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(name => name !== 'dist' && name !== 'node_modules')
    .sort()
    .flatMap(name => listSourceFiles(join(path, name)));
}
