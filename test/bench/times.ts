import { type Bundles, type Contender, calledContenders, contenderNames } from './contenders.ts';
import { has } from './count.ts';
import { eventOf, type Kind, kindNames, kinds } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import type { Stage } from './stage.ts';
import type { Measured, Task } from './worker.ts';

/** How often and how long: a quick run is for trying, its times mean little. */
export interface Effort {
  starts: number;
  rounds: number;
  warmUp: number;
  calls: number;
}
export const fullEffort: Effort = { starts: 20, rounds: 3, warmUp: 1000, calls: 400 };
export const quickEffort: Effort = { starts: 3, rounds: 1, warmUp: 100, calls: 100 };

/** Medians of one contender on one Node. */
export interface Times {
  startMs: number;
  startCpuMs: number;
  residentBytes: number;
  /** Of a warm call of each kind. */
  callCpuMs: Partial<Record<Kind, number>>;
}

/** Contenders take turns, so that what else the machine does meets all of them alike. */
export async function measureTimes(
  bundles: Bundles,
  stage: Stage,
  node: Node,
  effort: Effort,
): Promise<Record<Contender, Times>> {
  const key = (contender: Contender, round: number) => `${contender}-${process.hrtime.bigint()}-${round}`;
  const run = (contender: Contender, kind: Kind, idempotencyKey: string, part: Pick<Task, 'warmUp' | 'calls'>) => {
    const { function: name, status } = kinds[kind];
    const event = eventOf(kind, stage.data.apiKey, idempotencyKey);
    const task = { file: bundles[contender][name].file, event, status, fresh: kind === 'first', ...part };
    return runWorker(node, task, stage.environment());
  };
  const once = { warmUp: 1, calls: 0 };

  const starts = perContender<Measured[]>(() => []);
  for (let round = 0; round < effort.starts; round++) {
    for (const contender of contenderNames) {
      starts[contender].push(await run(contender, 'first', key(contender, round), once));
    }
  }

  const calls = perContender<Partial<Record<Kind, number[]>>>(() => ({}));
  for (const kind of kindNames) {
    for (let round = 0; round < effort.rounds; round++) {
      for (const contender of calledContenders.filter(each => has(each, kind))) {
        const used = key(contender, round);
        if (kind === 'replay' || kind === 'mismatch') {
          const first = { ...kinds.first, event: eventOf('first', stage.data.apiKey, used) };
          const task = { ...once, ...first, file: bundles[contender]['create-license'].file, fresh: false };
          await runWorker(node, task, stage.environment());
        }
        const { callCpuMs } = await run(contender, kind, used, effort);
        calls[contender][kind] = [...(calls[contender][kind] ?? []), callCpuMs];
      }
    }
  }

  return perContender(contender => ({
    startMs: median(starts[contender].map(({ startMs }) => startMs)),
    startCpuMs: median(starts[contender].map(({ startCpuMs }) => startCpuMs)),
    residentBytes: median(starts[contender].map(({ residentBytes }) => residentBytes)),
    callCpuMs: Object.fromEntries(
      Object.entries(calls[contender]).map(([kind, values]) => [kind, median(values ?? [])]),
    ),
  }));
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const perContender = <T>(of: (contender: Contender) => T): Record<Contender, T> => ({
  ours: of('ours'),
  peer: of('peer'),
  peerAlike: of('peerAlike'),
  peerUntuned: of('peerUntuned'),
  floor: of('floor'),
});
