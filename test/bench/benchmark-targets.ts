import type { BenchmarkRequestKind } from './benchmark-requests.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { contenderTitles } from './contenders.ts';

/** Upper limit and measured value. */
export interface BenchmarkTarget {
  name: string;
  limit: number;
  measured: number;
}

/** Evaluates the targets. Times and memory are relative to the tuned Powertools contender in the same run. */
export function evaluateTargets(results: BenchmarkResults): BenchmarkTarget[] {
  return [
    ...evaluateCounts(results),
    ...evaluateSizes(results),
    ...Object.keys(results.times).flatMap(node => evaluateTimes(results, node)),
  ];
}

function evaluateCounts({ usage: { ours, peer, floor } }: BenchmarkResults): BenchmarkTarget[] {
  const calls = (kind: BenchmarkRequestKind) => ours[kind]?.calls ?? Number.NaN;
  const first = { what: 'first call: ', ...ours.first };
  return [
    {
      name: `first call: DynamoDB calls (${contenderTitles.peer}: ${peer.first?.calls})`,
      limit: 2,
      measured: calls('first'),
    },
    {
      name: `first call: round trips (${contenderTitles.peer}: ${peer.first?.roundTrips})`,
      limit: 2,
      measured: first.roundTrips ?? Number.NaN,
    },
    {
      name: `replay: DynamoDB calls (${contenderTitles.peer}: ${peer.replay?.calls})`,
      limit: 1,
      measured: calls('replay'),
    },
    { name: 'invalid headers: DynamoDB calls', limit: 0, measured: calls('headers') },
    { name: 'invalid body: DynamoDB calls', limit: 1, measured: calls('body') },
    { name: 'create: WRU', limit: 8, measured: first.writes ?? Number.NaN },
    { name: 'create: RRU', limit: 6, measured: first.reads ?? Number.NaN },
    { name: 'replay: WRU', limit: 0, measured: ours.replay?.writes ?? Number.NaN },
    {
      name: 'create: WRU, relative to bare SDK calls',
      limit: 1.25,
      measured: computeRatio(ours.first?.writes, floor.first?.writes),
    },
    {
      name: 'create: RRU, relative to bare SDK calls',
      limit: 1.25,
      measured: computeRatio(ours.first?.reads, floor.first?.reads),
    },
  ];
}

function evaluateSizes({ functionBytes, zodBytes, bundles }: BenchmarkResults): BenchmarkTarget[] {
  const largest = Math.max(...Object.values(functionBytes));
  return [
    { name: 'largest bundle, KB', limit: 370, measured: largest / 1000 },
    { name: 'zod in a bundle, KB', limit: 95, measured: zodBytes / 1000 },
    {
      name: 'bundle of create-license, relative to bare SDK calls',
      limit: 1.25,
      measured: computeRatio(bundles.ours['create-license'].bytes, bundles.floor['create-license'].bytes),
    },
  ];
}

const isNode20 = (node: string): boolean => node.startsWith('v20.');

function evaluateTimes({ times }: BenchmarkResults, node: string): BenchmarkTarget[] {
  const measured = times[node];
  if (!measured) return [];
  const { ours, peer } = measured;
  const cpu = (kind: BenchmarkRequestKind) => computeRatio(ours.callCpuMs[kind], peer.callCpuMs[kind]);
  const on = (what: string) => `Node ${node.slice(1)}: ${what}`;
  return [
    {
      name: on('CPU per first call, relative to Powertools'),
      limit: isNode20(node) ? 0.68 : 0.5,
      measured: cpu('first'),
    },
    {
      name: on('CPU per replay, relative to Powertools'),
      limit: isNode20(node) ? 0.68 : 0.52,
      measured: cpu('replay'),
    },
    {
      name: on('import and first call, relative to Powertools'),
      limit: isNode20(node) ? 0.78 : 0.7,
      measured: computeRatio(ours.startMs, peer.startMs),
    },
    {
      name: on('memory, relative to Powertools'),
      limit: 0.94,
      measured: computeRatio(ours.residentBytes, peer.residentBytes),
    },
  ];
}

const computeRatio = (one: number | undefined, other: number | undefined): number =>
  (one ?? Number.NaN) / (other ?? Number.NaN);
