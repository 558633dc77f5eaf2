import { contenders } from './contenders.ts';
import type { Kind } from './requests.ts';
import type { Results } from './results.ts';

/** What was set out to be reached, and what was. */
export interface Target {
  what: string;
  most: number;
  measured: number;
}

/** Relative to the usual way, tuned, and to the floor, in the same run. */
export function targetsOf(results: Results): Target[] {
  return [...counts(results), ...sizes(results), ...Object.keys(results.times).flatMap(node => times(results, node))];
}

function counts({ usage: { ours, peer, floor } }: Results): Target[] {
  const calls = (kind: Kind) => ours[kind]?.calls ?? Number.NaN;
  const first = { what: 'first call: ', ...ours.first };
  return [
    {
      what: `first call: DynamoDB calls (${contenders.peer}: ${peer.first?.calls})`,
      most: 2,
      measured: calls('first'),
    },
    {
      what: `first call: round trips (${contenders.peer}: ${peer.first?.roundTrips})`,
      most: 2,
      measured: first.roundTrips ?? Number.NaN,
    },
    { what: `replay: DynamoDB calls (${contenders.peer}: ${peer.replay?.calls})`, most: 1, measured: calls('replay') },
    { what: 'refused by its headers: DynamoDB calls', most: 0, measured: calls('headers') },
    { what: 'refused by its body: DynamoDB calls', most: 1, measured: calls('body') },
    { what: 'create: WRU', most: 8, measured: first.writes ?? Number.NaN },
    { what: 'create: RRU', most: 6, measured: first.reads ?? Number.NaN },
    { what: 'replay: WRU', most: 0, measured: ours.replay?.writes ?? Number.NaN },
    { what: 'create: WRU, of the floor', most: 1.25, measured: ratio(ours.first?.writes, floor.first?.writes) },
    { what: 'create: RRU, of the floor', most: 1.25, measured: ratio(ours.first?.reads, floor.first?.reads) },
  ];
}

function sizes({ functionBytes, zodBytes, bundles }: Results): Target[] {
  const largest = Math.max(...Object.values(functionBytes));
  return [
    { what: 'largest bundle, KB', most: 400, measured: largest / 1000 },
    { what: 'zod in it, KB', most: 95, measured: zodBytes / 1000 },
    {
      what: 'bundle of create-license, of the floor',
      most: 1.25,
      measured: ratio(bundles.ours['create-license'].bytes, bundles.floor['create-license'].bytes),
    },
  ];
}

/** The first number of a version. */
const isNode20 = (node: string): boolean => node.startsWith('v20.');

function times({ times }: Results, node: string): Target[] {
  const measured = times[node];
  if (!measured) return [];
  const { ours, peer, floor } = measured;
  const cpu = (kind: Kind, of: typeof peer) => ratio(ours.callCpuMs[kind], of.callCpuMs[kind]);
  const on = (what: string) => `Node ${node.slice(1)}: ${what}`;
  return [
    {
      what: on('CPU per first call, of the usual way'),
      most: isNode20(node) ? 0.6 : 0.5,
      measured: cpu('first', peer),
    },
    { what: on('CPU per replay, of the usual way'), most: 0.55, measured: cpu('replay', peer) },
    {
      what: on('import and first call, of the usual way'),
      most: isNode20(node) ? 0.65 : 0.7,
      measured: ratio(ours.startMs, peer.startMs),
    },
    { what: on('memory, of the usual way'), most: 0.85, measured: ratio(ours.residentBytes, peer.residentBytes) },
    { what: on('CPU per first call, of the floor'), most: 1.25, measured: cpu('first', floor) },
    { what: on('CPU per replay, of the floor'), most: 1.25, measured: cpu('replay', floor) },
    { what: on('import and first call, of the floor'), most: 1.25, measured: ratio(ours.startMs, floor.startMs) },
    { what: on('memory, of the floor'), most: 1.25, measured: ratio(ours.residentBytes, floor.residentBytes) },
  ];
}

const ratio = (one: number | undefined, other: number | undefined): number =>
  (one ?? Number.NaN) / (other ?? Number.NaN);
