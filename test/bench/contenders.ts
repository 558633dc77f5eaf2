import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundleFunctions } from '../../infra/bundle.ts';

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

interface Bundle {
  file: string;
  bytes: number;
}
export type Bundles = Record<Contender, Record<FunctionName, Bundle>>;

const here = import.meta.dirname;

const common: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' };

/** As the bundles of the project are made, but for what those leave out. */
const tuned: BuildOptions = { ...common, minify: true, target: 'node24', mainFields: ['module', 'main'] };

/** What CDK's `NodejsFunction` does unless it is told otherwise: the SDK is the one of the runtime. */
const untuned: BuildOptions = { ...common, target: 'node24', external: ['@aws-sdk/*', '@smithy/*'] };

/** @param outdir - must be in the project, so that the SDK that is not in a bundle is found */
export async function bundleContenders(outdir: string): Promise<Bundles> {
  const bundleOf = (folder: string, options: BuildOptions, to: string) =>
    build({
      ...options,
      entryPoints: functions.map(name => join(here, folder, `${name}.ts`)),
      outdir: join(outdir, to),
    });
  await Promise.all([
    bundleFunctions(join(outdir, 'ours')),
    bundleOf('peer', tuned, 'peer'),
    bundleOf('peer', untuned, 'peerUntuned'),
    bundleOf('floor', tuned, 'floor'),
  ]);
  const fileOf = (contender: Contender, name: FunctionName) =>
    join(outdir, contender, contender === 'ours' ? join(name, 'handler.js') : `${name}.js`);
  const found = await Promise.all(
    contenderNames.map(async contender => {
      const bundles = functions.map(async (name): Promise<[FunctionName, Bundle]> => {
        const file = fileOf(contender, name);
        return [name, { file, bytes: (await stat(file)).size }];
      });
      return [contender, Object.fromEntries(await Promise.all(bundles))];
    }),
  );
  return Object.fromEntries(found);
}
