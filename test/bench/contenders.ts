import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundleFunctions, bundleOptions } from '../../infra/bundle.ts';

/** Who is compared. The order is that of the tables. */
export const contenders = {
  ours: 'this project',
  peer: 'the usual way, tuned',
  peerUntuned: 'the usual way, as CDK bundles it',
  floor: 'the floor',
} as const;
export type Contender = keyof typeof contenders;
export const contenderNames = Object.keys(contenders) as Contender[];

/** The two functions that are compared. */
const functions = ['create-license', 'get-license'] as const;
export type FunctionName = (typeof functions)[number];

/** Where the functions of a contender are, and how large. */
export type FunctionFiles = Record<FunctionName, { file: string; bytes: number }>;
export type Bundles = Record<Contender, FunctionFiles>;

const here = import.meta.dirname;

/** As the bundles of the project are made, but for what those leave out. */
const tuned: BuildOptions = bundleOptions;

/** What CDK's `NodejsFunction` does unless it is told otherwise: the SDK is the one of the runtime. */
const untuned: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  external: ['@aws-sdk/*', '@smithy/*'],
  logLevel: 'warning',
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
  const folder = contender === 'floor' ? 'floor' : 'peer';
  await build({
    ...(contender === 'peerUntuned' ? untuned : tuned),
    entryPoints: functions.map(name => join(here, folder, `${name}.ts`)),
    outdir,
  });
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
