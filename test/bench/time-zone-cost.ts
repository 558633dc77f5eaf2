import type { BenchEnvironment } from './bench-environment.ts';
import { createRequestEvent } from './benchmark-requests.ts';
import type { ContenderBundles } from './contenders.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';
import { type BenchEffort, computeMedian } from './times.ts';
import type { WorkerResult } from './worker.ts';

/** Cost of the first time zone of a process that is not UTC. */
export interface TimeZoneCost {
  cpuMs: number;
  bytes: number;
}

/** Compares the import and first call for a tenant in Berlin with those for a tenant in UTC. */
export async function measureTimeZoneCost(
  bundles: ContenderBundles,
  stage: BenchEnvironment,
  node: NodeRuntime,
  { starts }: BenchEffort,
): Promise<TimeZoneCost> {
  const start = (apiKey: string) => {
    const event = createRequestEvent('first', apiKey, '');
    const task = {
      file: bundles.ours['create-license'].file,
      event,
      status: 201,
      hasFreshKeys: true,
      warmUp: 1,
      calls: 0,
    };
    return runWorker(node, task, stage.environmentVariables());
  };
  const utc: WorkerResult[] = [];
  const berlin: WorkerResult[] = [];
  for (let round = 0; round < starts; round++) {
    utc.push(await start(stage.data.apiKey));
    berlin.push(await start(stage.zonedApiKey));
  }
  const more = (of: (measured: WorkerResult) => number) => computeMedian(berlin.map(of)) - computeMedian(utc.map(of));
  return { cpuMs: more(({ startCpuMs }) => startCpuMs), bytes: more(({ residentBytes }) => residentBytes) };
}
