import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
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

/** How a function is bundled. */
export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // `import()` would start the loader of ECMAScript modules, which takes longer than all else that is loaded.
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Bundles every function as it is deployed, one `<name>/handler.js` each. The SDK goes inside: leaving it to the runtime
 * takes twice as long to load.
 *
 * @returns what is in them
 */
export async function bundleFunctions(outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: functionNames.map(name => ({
      in: join(root, 'functions', folderOf(name), 'handler.ts'),
      out: join(folderOf(name), 'handler'),
    })),
    outdir,
    plugins: [leaveOut(true)],
    metafile: true,
  });
  writePageFiles(join(outdir, folderOf(pagesFunction)));
  return metafile;
}
