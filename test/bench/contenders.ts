import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { createExclusionPlugin } from '../../infra/bundle-exclusions.ts';
import { bundleFunctions, bundleOptions } from '../../infra/bundle-functions.ts';
import { stripDescriptionsPlugin } from '../../infra/strip-descriptions.ts';

/** Implementations that are compared, in the order of the tables. */
export const contenderTitles = {
  ours: 'this project',
  handWritten: 'this project, hand-written client',
  peer: 'Powertools, tuned',
  peerAlike: 'Powertools, bundled as here',
  peerUntuned: 'Powertools, CDK defaults',
  floor: 'bare SDK calls',
} as const;
export type ContenderName = keyof typeof contenderTitles;
export const contenderNames = Object.keys(contenderTitles) as ContenderName[];
/** Contenders with different code. The others differ only in how they are bundled, which makes no difference once they are warm. */
export const distinctContenders = ['ours', 'handWritten', 'peer', 'floor'] as const satisfies ContenderName[];

/** Functions that are compared. */
const measuredFunctions = ['create-license', 'get-license'] as const;
export type MeasuredFunction = (typeof measuredFunctions)[number];

/** Files and sizes of a contender's functions. */
export type FunctionBundles = Record<MeasuredFunction, { file: string; bytes: number }>;
export type ContenderBundles = Record<ContenderName, FunctionBundles>;

const benchFolder = import.meta.dirname;

/** Recommended options: minified, from ECMAScript modules, with the SDK inside. */
const tunedOptions: BuildOptions = { ...bundleOptions, supported: {} };

/** Default options of CDK's `NodejsFunction`: the bundle uses the SDK of the runtime. */
const untunedOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  external: ['@aws-sdk/*', '@smithy/*'],
  logLevel: 'warning',
};

/** Options of the other contenders. No module is excluded from their bundles. */
const contenderBuilds: Record<
  Exclude<ContenderName, 'ours' | 'handWritten'>,
  { folder: string; options: BuildOptions }
> = {
  peer: { folder: 'peer', options: tunedOptions },
  peerAlike: { folder: 'peer', options: bundleOptions },
  peerUntuned: { folder: 'peer', options: untunedOptions },
  floor: { folder: 'floor', options: bundleOptions },
};

/** @param outdir - a folder in the project, so that a bundle without the SDK finds it */
export async function bundleContenders(outdir: string): Promise<ContenderBundles> {
  const bundles = contenderNames.map(async name => [name, await bundleContender(name, join(outdir, name))]);
  return Object.fromEntries(await Promise.all(bundles));
}

async function bundleContender(contender: ContenderName, outdir: string): Promise<FunctionBundles> {
  if (contender === 'ours') {
    await bundleFunctions(outdir);
    return listOwnBundles(outdir);
  }
  if (contender === 'handWritten') {
    await bundleHandWritten(outdir);
    return listBundles(outdir, name => `${name}.js`);
  }
  const { folder, options } = contenderBuilds[contender];
  await build({
    ...options,
    entryPoints: measuredFunctions.map(name => join(benchFolder, folder, `${name}.ts`)),
    outdir,
  });
  return listBundles(outdir, name => `${name}.js`);
}

/** The deployed functions with the hand-written client instead of the SDK's. */
const bundleHandWritten = (outdir: string) =>
  build({
    ...bundleOptions,
    entryPoints: measuredFunctions.map(name => ({
      in: join(benchFolder, '..', '..', 'functions', name, 'handler.ts'),
      out: name,
    })),
    outdir,
    plugins: [handWrittenClient, createExclusionPlugin(false), stripDescriptionsPlugin],
  });

const handWrittenClient: Plugin = {
  name: 'hand-written-client',
  setup({ onLoad }) {
    const resolveDir = join(benchFolder, 'hand-written');
    onLoad({ filter: /\/lib\/dynamodb\/client\.ts$/ }, () => ({
      contents: `
        export { createSignedClient as createClientFromEnvironment } from './signed-client.ts';
        export const requestTimeoutMs = 2000;
      `,
      resolveDir,
    }));
    onLoad({ filter: /\/lib\/dynamodb\/dynamodb-database\.ts$/ }, () => ({
      contents: "export { createSignedDatabase as createDynamoDBDatabase } from './signed-database.ts';",
      resolveDir,
    }));
  },
};

/** @param outdir - the folder that `bundleFunctions` wrote to */
export const listOwnBundles = (outdir: string): Promise<FunctionBundles> =>
  listBundles(outdir, name => join(name, 'handler.js'));

async function listBundles(outdir: string, fileOf: (name: MeasuredFunction) => string): Promise<FunctionBundles> {
  const files = measuredFunctions.map(async name => {
    const file = join(outdir, fileOf(name));
    return [name, { file, bytes: (await stat(file)).size }];
  });
  return Object.fromEntries(await Promise.all(files));
}
