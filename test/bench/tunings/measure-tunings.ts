import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { createExclusionPlugin } from '../../../infra/bundle-exclusions.ts';
import { bundleOptions } from '../../../infra/bundle-functions.ts';
import { bundleWorker, runWorkerProcess } from '../run-worker.ts';
import { type BenchEffort, computeMedian } from '../times.ts';
import { type ClientTuning, clientTunings, tunedFile } from './client-tunings.ts';
import type { TuningResult, TuningTask } from './tuning-worker.ts';

/** CPU time that one tuning saves. */
export interface TuningSaving {
  name: string;
  /** The measurement of one warm call. */
  callMicroseconds: number;
  /** The measurement of the import and the first call. */
  startMs: number;
}

/** Builds the client as it is, and once without each tuning. @returns the files; the first one is the client as it is */
export async function bundleTunings(outdir: string): Promise<string[]> {
  const variants: (ClientTuning | undefined)[] = [undefined, ...clientTunings];
  return Promise.all(
    variants.map(async (tuning, index) => {
      const outfile = join(outdir, `client-${index}.js`);
      const plugins = [...(tuning ? [createUndoPlugin(tuning)] : []), createExclusionPlugin(false)];
      const entryPoints = [join(import.meta.dirname, 'client-call.ts')];
      await build({ ...bundleOptions, entryPoints, outfile, plugins });
      return outfile;
    }),
  );
}

const createUndoPlugin = ({ name, find, replace }: ClientTuning): Plugin => ({
  name: 'undo-tuning',
  setup({ onLoad }) {
    onLoad({ filter: /\/lib\/dynamodb\/client\.ts$/ }, ({ path }) => {
      const parts = readFileSync(path, 'utf8').split(find);
      if (parts.length !== 2) throw new Error(`"${name}": its text occurs ${parts.length - 1} times in ${tunedFile}.`);
      const contents = `import { Sha256 as SdkSha256 } from '@smithy/core/checksum';\n${parts.join(replace)}`;
      return { contents, loader: 'ts' };
    });
  },
});

/** Measures what each tuning saves. Single calls take so little time that a network would hide the differences. */
export async function measureTunings(
  files: string[],
  node: string,
  outdir: string,
  { starts, tuningProcesses }: BenchEffort,
): Promise<TuningSaving[]> {
  const worker = await bundleWorker(outdir, join('tunings', 'tuning-worker.ts'));
  const run = (task: TuningTask) => runWorkerProcess<TuningResult>({ node, worker }, task, {});
  const calls: number[][] = files.map(() => []);
  for (let process = 0; process < tuningProcesses; process++) {
    const { callMicroseconds } = await run({ files, rounds: 60 });
    for (const [index, each] of callMicroseconds.entries()) calls[index]?.push(each);
  }
  const startMs: number[][] = files.map(() => []);
  for (let start = 0; start < starts; start++) {
    for (const [index, file] of files.entries())
      startMs[index]?.push((await run({ files: [file], rounds: 0 })).startMs);
  }
  return clientTunings.map(({ name }, index) => ({
    name,
    callMicroseconds: computeMedianIncrease(calls[0], calls[index + 1]),
    startMs: computeMedianIncrease(startMs[0], startMs[index + 1]),
  }));
}

const computeMedianIncrease = (from: number[] = [], to: number[] = []): number =>
  computeMedian(to) - computeMedian(from);
