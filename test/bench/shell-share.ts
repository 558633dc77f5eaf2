import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../infra/bundle.ts';
import { leaveOut } from '../../infra/left-out.ts';
import type { Bundles } from './contenders.ts';
import { eventOf } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import type { Stage } from './stage.ts';
import type { Effort } from './times.ts';

/** @returns the part of a warm first call's CPU that goes to middleware, validation and the log */
export async function measureShellShare(
  { bundles, stage, node, outdir }: { bundles: Bundles; stage: Stage; node: Node; outdir: string },
  { rounds, warmUp, calls }: Effort,
): Promise<number> {
  const bare = join(outdir, 'bare.js');
  await build({
    ...bundleOptions,
    entryPoints: [join(import.meta.dirname, 'bare', 'create-license.ts')],
    outfile: bare,
    plugins: [leaveOut(false)],
  });
  const cpu = { whole: [] as number[], bare: [] as number[] };
  const files = { whole: bundles.ours['create-license'].file, bare };
  // The difference is small, and what else the machine does only adds: the least of many rounds is nearest to it.
  for (let round = 0; round < 2 * rounds; round++) {
    for (const which of ['whole', 'bare'] as const) {
      const task = {
        file: files[which],
        event: eventOf('first', stage.data.apiKey, ''),
        status: 201,
        fresh: true,
        warmUp,
        calls,
      };
      cpu[which].push((await runWorker(node, task, stage.environment())).callCpuMs);
    }
  }
  return 1 - Math.min(...cpu.bare) / Math.min(...cpu.whole);
}
