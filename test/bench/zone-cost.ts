import type { Bundles } from './contenders.ts';
import { eventOf } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import type { Stage } from './stage.ts';
import { type Effort, median } from './times.ts';
import type { Measured } from './worker.ts';

/** What the first time zone of a process costs that is not UTC. */
export interface ZoneCost {
  cpuMs: number;
  bytes: number;
}

/** Import and first call for a tenant of Berlin against one of UTC. */
export async function measureZoneCost(
  bundles: Bundles,
  stage: Stage,
  node: Node,
  { starts }: Effort,
): Promise<ZoneCost> {
  const start = (apiKey: string) => {
    const event = eventOf('first', apiKey, '');
    const task = { file: bundles.ours['create-license'].file, event, status: 201, fresh: true, warmUp: 1, calls: 0 };
    return runWorker(node, task, stage.environment());
  };
  const utc: Measured[] = [];
  const berlin: Measured[] = [];
  for (let round = 0; round < starts; round++) {
    utc.push(await start(stage.data.apiKey));
    berlin.push(await start(stage.zonedApiKey));
  }
  const more = (of: (measured: Measured) => number) => median(berlin.map(of)) - median(utc.map(of));
  return { cpuMs: more(({ startCpuMs }) => startCpuMs), bytes: more(({ residentBytes }) => residentBytes) };
}
