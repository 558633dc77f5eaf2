import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle-functions.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type BenchEnvironment, createBenchEnvironment } from './bench-environment.ts';
import type { BenchmarkResults } from './benchmark-results.ts';
import { bundleContenders, type ContenderBundles, distinctContenders } from './contenders.ts';
import { countUsage, startStageMeter } from './count-usage.ts';
import { measureGrowth } from './growth.ts';
import { countEffectsOfLostResponse } from './lost-response.ts';
import { measureMiddlewareShare } from './middleware-share.ts';
import { withNodeVersions } from './node-versions.ts';
import { bundleWorker, type NodeRuntime } from './run-worker.ts';
import { measureThroughput } from './throughput.ts';
import { measureTimeZoneCost } from './time-zone-cost.ts';
import { fullEffort, mapContenders, measureTimes, quickEffort } from './times.ts';
import { bundleTunings, measureTunings } from './tunings/measure-tunings.ts';

interface BenchmarkOptions {
  quick: boolean;
  million: boolean;
  node24: boolean;
}

/** @param logProgress - receives a line per phase */
export async function runBenchmark(
  scope: BenchmarkOptions,
  logProgress: (text: string) => void,
): Promise<BenchmarkResults> {
  // In the project, so that the bundle without the SDK finds it.
  const outdir = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.bench-'));
  const stage = await createBenchEnvironment();
  try {
    const bundles = await bundleContenders(outdir);
    const worker = await bundleWorker(outdir);
    const here: NodeRuntime = { node: process.execPath, worker };
    logProgress('DynamoDB usage per request');
    const exact = await measureExactResults(bundles, stage, here, outdir);
    const timed = await withNodeVersions(scope.node24, worker, logProgress, nodes =>
      measureTimedResults(nodes, bundles, stage, outdir, scope, logProgress),
    );
    logProgress('The local server');
    const throughput = await measureThroughput(scope.quick ? 1 : 5);
    const sizes = [1000, 10_000, ...(scope.quick ? [] : [100_000]), ...(scope.million ? [1_000_000] : [])];
    logProgress(`Growth to ${sizes.at(-1)} licenses`);
    const growth = await measureGrowth(sizes, join(outdir, 'ours'), here, scope.quick ? 50 : 200);
    return { ...describeRun(scope.quick), bundles, ...exact, ...timed, throughput, growth };
  } finally {
    await stage.stop();
    await rm(outdir, { recursive: true, force: true });
  }
}

/** Measures the values that are the same on every machine. */
async function measureExactResults(
  bundles: ContenderBundles,
  stage: BenchEnvironment,
  node: NodeRuntime,
  outdir: string,
) {
  const meter = await startStageMeter(stage);
  try {
    const tools = { bundles, stage, meter, node };
    const usage = mapContenders<BenchmarkResults['usage']['ours']>(() => ({}));
    for (const contender of distinctContenders) {
      usage[contender] = await countUsage(contender, { ...tools, files: bundles[contender] });
    }
    const effects: BenchmarkResults['effects'] = {};
    for (const contender of ['ours', 'peer'] as const)
      effects[contender] = await countEffectsOfLostResponse(contender, tools);
    return { usage, effects, ...(await measureSizes(join(outdir, 'sizes'))) };
  } finally {
    meter.stop();
  }
}

async function measureSizes(folder: string): Promise<Pick<BenchmarkResults, 'functionBytes' | 'zodBytes'>> {
  const outputs = Object.entries((await bundleFunctions(folder)).outputs);
  const zod = outputs.map(([, { inputs }]) =>
    Object.entries(inputs)
      .filter(([file]) => file.includes('node_modules/zod/'))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
  );
  const functionBytes = outputs.map(([file, { bytes }]): [string, number] => [file.split('/').at(-2) ?? file, bytes]);
  return { functionBytes: Object.fromEntries(functionBytes), zodBytes: Math.max(...zod) };
}

async function measureTimedResults(
  nodes: Record<string, NodeRuntime>,
  bundles: ContenderBundles,
  stage: BenchEnvironment,
  outdir: string,
  { quick }: BenchmarkOptions,
  logProgress: (text: string) => void,
): Promise<Pick<BenchmarkResults, 'times' | 'middlewareShare' | 'timeZoneCost' | 'tunings'>> {
  const effort = quick ? quickEffort : fullEffort;
  const times: BenchmarkResults['times'] = {};
  const middlewareShare: BenchmarkResults['middlewareShare'] = {};
  const timeZoneCost: BenchmarkResults['timeZoneCost'] = {};
  const tunings: BenchmarkResults['tunings'] = {};
  const tuningFiles = await bundleTunings(outdir);
  for (const [version, node] of Object.entries(nodes)) {
    logProgress(`Times on Node ${version}`);
    times[version] = await measureTimes(bundles, stage, node, effort);
    middlewareShare[version] = await measureMiddlewareShare({ bundles, stage, node, outdir }, effort);
    timeZoneCost[version] = await measureTimeZoneCost(bundles, stage, node, effort);
    tunings[version] = await measureTunings(tuningFiles, node.node, outdir, effort);
  }
  return { times, middlewareShare, timeZoneCost, tunings };
}

/** Describes the run without naming the machine. */
function describeRun(quick: boolean): Pick<BenchmarkResults, 'quick' | 'date' | 'machine' | 'packages'> {
  const { dependencies, devDependencies } = packageFile;
  const version = (name: keyof typeof dependencies | keyof typeof devDependencies) =>
    ({ ...dependencies, ...devDependencies })[name];
  return {
    quick,
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
      cores: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    packages: {
      '@aws-sdk/client-dynamodb': version('@aws-sdk/client-dynamodb'),
      '@aws-sdk/lib-dynamodb': version('@aws-sdk/lib-dynamodb'),
      '@middy/core': version('@middy/core'),
      zod: version('zod'),
      '@aws-lambda-powertools/idempotency': version('@aws-lambda-powertools/idempotency'),
      '@dynoxide/linux-x64': packageFile.optionalDependencies['@dynoxide/linux-x64'],
    },
  };
}
