import { join } from 'node:path';
import { build } from 'esbuild';
import { createExclusionPlugin } from '../../infra/bundle-exclusions.ts';
import { bundleOptions } from '../../infra/bundle-functions.ts';
import type { BenchEnvironment } from './bench-environment.ts';
import { createRequestEvent } from './benchmark-requests.ts';
import type { ContenderBundles } from './contenders.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';
import type { BenchEffort } from './times.ts';

/** Measures the part of a warm first call's CPU time that middleware, validation and the log use. */
export async function measureMiddlewareShare(
  {
    bundles,
    stage,
    node,
    outdir,
  }: { bundles: ContenderBundles; stage: BenchEnvironment; node: NodeRuntime; outdir: string },
  { rounds, warmUp, calls }: BenchEffort,
): Promise<number> {
  const bare = join(outdir, 'bare.js');
  await build({
    ...bundleOptions,
    entryPoints: [join(import.meta.dirname, 'bare', 'create-license.ts')],
    outfile: bare,
    plugins: [createExclusionPlugin(false)],
  });
  const cpu = { whole: [] as number[], bare: [] as number[] };
  const files = { whole: bundles.ours['create-license'].file, bare };
  // The difference is small, and other processes only add to it: the minimum of many rounds is closest to it.
  for (let round = 0; round < 2 * rounds; round++) {
    for (const which of ['whole', 'bare'] as const) {
      const task = {
        file: files[which],
        event: createRequestEvent('first', stage.data.apiKey, ''),
        status: 201,
        hasFreshKeys: true,
        warmUp,
        calls,
      };
      cpu[which].push((await runWorker(node, task, stage.environmentVariables())).callCpuMs);
    }
  }
  return 1 - Math.min(...cpu.bare) / Math.min(...cpu.whole);
}
