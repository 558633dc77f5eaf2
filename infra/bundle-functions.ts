import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { docsFunction } from '../functions/docs/routes.ts';
import { endpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import { createExclusionPlugin } from './bundle-exclusions.ts';
import { writePageFiles } from './docs-page-files.ts';

/** Every function that is deployed. */
export const functionNames = [
  ...endpoints.map(({ operation }) => operation),
  ...jobs.map(({ name }) => name),
  docsFunction,
];

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** How a function is bundled. */
export const bundleOptions = {
  absWorkingDir: projectRoot,
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
      in: join(projectRoot, 'functions', toFunctionFolder(name), 'handler.ts'),
      out: join(toFunctionFolder(name), 'handler'),
    })),
    outdir,
    plugins: [createExclusionPlugin(true)],
    metafile: true,
  });
  writePageFiles(join(outdir, toFunctionFolder(docsFunction)));
  return metafile;
}
