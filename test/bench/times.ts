import type { BenchEnvironment } from './bench-environment.ts';
import { type BenchmarkRequestKind, createRequestEvent, requestKindNames, requestKinds } from './benchmark-requests.ts';
import { type ContenderBundles, type ContenderName, contenderNames, distinctContenders } from './contenders.ts';
import { supportsRequestKind } from './count-usage.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';
import type { WorkerResult, WorkerTask } from './worker.ts';

/** Numbers of measurements. The times of a quick run are inaccurate. */
export interface BenchEffort {
  starts: number;
  rounds: number;
  warmUp: number;
  calls: number;
  tuningProcesses: number;
}
export const fullEffort: BenchEffort = { starts: 20, rounds: 3, warmUp: 1000, calls: 400, tuningProcesses: 15 };
export const quickEffort: BenchEffort = { starts: 3, rounds: 1, warmUp: 100, calls: 100, tuningProcesses: 2 };

/** Medians of one contender on one version of Node. */
export interface ContenderTimes {
  startMs: number;
  startCpuMs: number;
  residentBytes: number;
  /** CPU time of a warm call of each kind. */
  callCpuMs: Partial<Record<BenchmarkRequestKind, number>>;
}

/** Measures the contenders in turn, so that other processes of the machine affect all of them alike. */
export async function measureTimes(
  bundles: ContenderBundles,
  stage: BenchEnvironment,
  node: NodeRuntime,
  effort: BenchEffort,
): Promise<Record<ContenderName, ContenderTimes>> {
  const key = (contender: ContenderName, round: number) => `${contender}-${process.hrtime.bigint()}-${round}`;
  const run = (
    contender: ContenderName,
    kind: BenchmarkRequestKind,
    idempotencyKey: string,
    part: Pick<WorkerTask, 'warmUp' | 'calls'>,
  ) => {
    const { function: name, status } = requestKinds[kind];
    const event = createRequestEvent(kind, stage.data.apiKey, idempotencyKey);
    const task = { file: bundles[contender][name].file, event, status, hasFreshKeys: kind === 'first', ...part };
    return runWorker(node, task, stage.environmentVariables());
  };
  const once = { warmUp: 1, calls: 0 };

  const starts = mapContenders<WorkerResult[]>(() => []);
  for (let round = 0; round < effort.starts; round++) {
    for (const contender of contenderNames) {
      starts[contender].push(await run(contender, 'first', key(contender, round), once));
    }
  }

  const calls = mapContenders<Partial<Record<BenchmarkRequestKind, number[]>>>(() => ({}));
  for (const kind of requestKindNames) {
    for (let round = 0; round < effort.rounds; round++) {
      for (const contender of distinctContenders.filter(each => supportsRequestKind(each, kind))) {
        const used = key(contender, round);
        if (kind === 'replay' || kind === 'mismatch') {
          const first = { ...requestKinds.first, event: createRequestEvent('first', stage.data.apiKey, used) };
          const task = { ...once, ...first, file: bundles[contender]['create-license'].file, hasFreshKeys: false };
          await runWorker(node, task, stage.environmentVariables());
        }
        const { callCpuMs } = await run(contender, kind, used, effort);
        calls[contender][kind] = [...(calls[contender][kind] ?? []), callCpuMs];
      }
    }
  }

  return mapContenders(contender => ({
    startMs: computeMedian(starts[contender].map(({ startMs }) => startMs)),
    startCpuMs: computeMedian(starts[contender].map(({ startCpuMs }) => startCpuMs)),
    residentBytes: computeMedian(starts[contender].map(({ residentBytes }) => residentBytes)),
    callCpuMs: Object.fromEntries(
      Object.entries(calls[contender]).map(([kind, values]) => [kind, computeMedian(values ?? [])]),
    ),
  }));
}

export const computeMedian = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const mapContenders = <T>(of: (contender: ContenderName) => T): Record<ContenderName, T> => ({
  ours: of('ours'),
  handWritten: of('handWritten'),
  peer: of('peer'),
  peerAlike: of('peerAlike'),
  peerUntuned: of('peerUntuned'),
  floor: of('floor'),
});
