import type { BenchmarkRequestKind } from './benchmark-requests.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { contenderTitles } from './contenders.ts';

/** What was set out to be reached, and what was. */
export interface BenchmarkTarget {
  name: string;
  limit: number;
  measured: number;
}

/** Relative to the usual way, tuned, and to the floor, in the same run. */
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
    { name: 'refused by its headers: DynamoDB calls', limit: 0, measured: calls('headers') },
    { name: 'refused by its body: DynamoDB calls', limit: 1, measured: calls('body') },
    { name: 'create: WRU', limit: 8, measured: first.writes ?? Number.NaN },
    { name: 'create: RRU', limit: 6, measured: first.reads ?? Number.NaN },
    { name: 'replay: WRU', limit: 0, measured: ours.replay?.writes ?? Number.NaN },
    { name: 'create: WRU, of the floor', limit: 1.25, measured: computeRatio(ours.first?.writes, floor.first?.writes) },
    { name: 'create: RRU, of the floor', limit: 1.25, measured: computeRatio(ours.first?.reads, floor.first?.reads) },
  ];
}

function evaluateSizes({ functionBytes, zodBytes, bundles }: BenchmarkResults): BenchmarkTarget[] {
  const largest = Math.max(...Object.values(functionBytes));
  return [
    { name: 'largest bundle, KB', limit: 370, measured: largest / 1000 },
    { name: 'zod in it, KB', limit: 95, measured: zodBytes / 1000 },
    {
      name: 'bundle of create-license, of the floor',
      limit: 1.25,
      measured: computeRatio(bundles.ours['create-license'].bytes, bundles.floor['create-license'].bytes),
    },
  ];
}

/** The first number of a version. */
const isNode20 = (node: string): boolean => node.startsWith('v20.');

function evaluateTimes({ times }: BenchmarkResults, node: string): BenchmarkTarget[] {
  const measured = times[node];
  if (!measured) return [];
  const { ours, peer, floor } = measured;
  const cpu = (kind: BenchmarkRequestKind, of: typeof peer) => computeRatio(ours.callCpuMs[kind], of.callCpuMs[kind]);
  const on = (what: string) => `Node ${node.slice(1)}: ${what}`;
  return [
    {
      name: on('CPU per first call, of the usual way'),
      limit: isNode20(node) ? 0.68 : 0.5,
      measured: cpu('first', peer),
    },
    {
      name: on('CPU per replay, of the usual way'),
      limit: isNode20(node) ? 0.68 : 0.52,
      measured: cpu('replay', peer),
    },
    {
      name: on('import and first call, of the usual way'),
      limit: isNode20(node) ? 0.78 : 0.7,
      measured: computeRatio(ours.startMs, peer.startMs),
    },
    {
      name: on('memory, of the usual way'),
      limit: 0.94,
      measured: computeRatio(ours.residentBytes, peer.residentBytes),
    },
    { name: on('CPU per first call, of the floor'), limit: 1.25, measured: cpu('first', floor) },
    { name: on('CPU per replay, of the floor'), limit: 1.25, measured: cpu('replay', floor) },
    {
      name: on('import and first call, of the floor'),
      limit: 1.25,
      measured: computeRatio(ours.startMs, floor.startMs),
    },
    { name: on('memory, of the floor'), limit: 1.25, measured: computeRatio(ours.residentBytes, floor.residentBytes) },
  ];
}

const computeRatio = (one: number | undefined, other: number | undefined): number =>
  (one ?? Number.NaN) / (other ?? Number.NaN);
