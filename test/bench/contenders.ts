import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundleFunctions, bundleOptions } from '../../infra/bundle.ts';

/** Who is compared. The order is that of the tables. */
export const contenders = {
  ours: 'this project',
  peer: 'the usual way, tuned',
  peerAlike: 'the usual way, bundled as here',
  peerUntuned: 'the usual way, as CDK bundles it',
  floor: 'the floor',
} as const;
export type Contender = keyof typeof contenders;
export const contenderNames = Object.keys(contenders) as Contender[];
/** Of the others the code is the same as that of one of these: once they are warm, nothing tells them apart. */
export const calledContenders = ['ours', 'peer', 'floor'] as const satisfies Contender[];

/** The two functions that are compared. */
const functions = ['create-license', 'get-license'] as const;
export type FunctionName = (typeof functions)[number];

/** Where the functions of a contender are, and how large. */
export type FunctionFiles = Record<FunctionName, { file: string; bytes: number }>;
export type Bundles = Record<Contender, FunctionFiles>;

const here = import.meta.dirname;

/** As it is known that bundles should be made: minified, from modules, the SDK inside. */
const tuned: BuildOptions = { ...bundleOptions, supported: {} };

/** What CDK's `NodejsFunction` does unless it is told otherwise: the SDK is the one of the runtime. */
const untuned: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  external: ['@aws-sdk/*', '@smithy/*'],
  logLevel: 'warning',
};

/** How the others are bundled. Nothing is left out of them. */
const bundling: Record<Exclude<Contender, 'ours'>, { folder: string; options: BuildOptions }> = {
  peer: { folder: 'peer', options: tuned },
  peerAlike: { folder: 'peer', options: bundleOptions },
  peerUntuned: { folder: 'peer', options: untuned },
  floor: { folder: 'floor', options: bundleOptions },
};

/** @param outdir - must be in the project, so that the SDK that is not in a bundle is found */
export async function bundleContenders(outdir: string): Promise<Bundles> {
  const bundles = contenderNames.map(async name => [name, await bundleContender(name, join(outdir, name))]);
  return Object.fromEntries(await Promise.all(bundles));
}

async function bundleContender(contender: Contender, outdir: string): Promise<FunctionFiles> {
  if (contender === 'ours') {
    await bundleFunctions(outdir);
    return ownFiles(outdir);
  }
  const { folder, options } = bundling[contender];
  await build({ ...options, entryPoints: functions.map(name => join(here, folder, `${name}.ts`)), outdir });
  return filesIn(outdir, name => `${name}.js`);
}

/** @param outdir - what `bundleFunctions` filled */
export const ownFiles = (outdir: string): Promise<FunctionFiles> => filesIn(outdir, name => join(name, 'handler.js'));

async function filesIn(outdir: string, fileOf: (name: FunctionName) => string): Promise<FunctionFiles> {
  const files = functions.map(async name => {
    const file = join(outdir, fileOf(name));
    return [name, { file, bytes: (await stat(file)).size }];
  });
  return Object.fromEntries(await Promise.all(files));
}
