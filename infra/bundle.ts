import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { pagesFunction } from '../functions/docs/routes.ts';
import { endpoints } from '../functions/endpoints.ts';
import { jobs } from '../functions/jobs.ts';
import { folderOf } from './folder-of.ts';
import { leaveOut } from './left-out.ts';
import { writePageFiles } from './page-files.ts';

/** Every function that is deployed. */
export const functionNames = [
  ...endpoints.map(({ operation }) => operation),
  ...jobs.map(({ name }) => name),
  pagesFunction,
];

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles every function as it is deployed, one `<name>/handler.js` each. The SDK goes inside: leaving it to the runtime
 * takes twice as long to load.
 *
 * @returns what is in them
 */
export async function bundleFunctions(outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: functionNames.map(name => ({
      in: join(root, 'functions', folderOf(name), 'handler.ts'),
      out: join(folderOf(name), 'handler'),
    })),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // `import()` would start the loader of ECMAScript modules: 15 ms on Node 24.
    supported: { 'dynamic-import': false },
    plugins: [leaveOut],
    metafile: true,
    logLevel: 'warning',
  });
  writePageFiles(join(outdir, folderOf(pagesFunction)));
  return metafile;
}
