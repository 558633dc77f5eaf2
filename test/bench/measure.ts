import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { type Bundles, bundleContenders, calledContenders } from './contenders.ts';
import { countUsage, meterOf } from './count.ts';
import { measureGrowth } from './growth.ts';
import { effectsOfLostAnswer } from './lost-answer.ts';
import { withNodes } from './nodes.ts';
import type { Results } from './results.ts';
import { bundleWorker, type Node } from './run-worker.ts';
import { measureShellShare } from './shell-share.ts';
import { type Stage, setStage } from './stage.ts';
import { measureThroughput } from './throughput.ts';
import { fullEffort, measureTimes, perContender, quickEffort } from './times.ts';
import { measureZoneCost } from './zone-cost.ts';

interface Scope {
  quick: boolean;
  million: boolean;
  node24: boolean;
}

/** @param tell - is told how far it is */
export async function measure(scope: Scope, tell: (text: string) => void): Promise<Results> {
  // In the project: the bundle without the SDK must find it.
  const outdir = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.bench-'));
  const stage = await setStage();
  try {
    const bundles = await bundleContenders(outdir);
    const worker = await bundleWorker(outdir);
    const here: Node = { node: process.execPath, worker };
    tell('What requests use of DynamoDB');
    const exact = await exactResults(bundles, stage, here, outdir);
    const timed = await withNodes(scope.node24, worker, tell, nodes =>
      timedResults(nodes, bundles, stage, outdir, scope, tell),
    );
    tell('The local server');
    const throughput = await measureThroughput(scope.quick ? 1 : 5);
    const sizes = [1000, 10_000, ...(scope.quick ? [] : [100_000]), ...(scope.million ? [1_000_000] : [])];
    tell(`Growth to ${sizes.at(-1)} licenses`);
    const growth = await measureGrowth(sizes, join(outdir, 'ours'), here, scope.quick ? 50 : 200);
    return { ...circumstances(scope.quick), bundles, ...exact, ...timed, throughput, growth };
  } finally {
    await stage.stop();
    await rm(outdir, { recursive: true, force: true });
  }
}

/** What is the same on every machine. */
async function exactResults(bundles: Bundles, stage: Stage, node: Node, outdir: string) {
  const meter = await meterOf(stage);
  try {
    const tools = { bundles, stage, meter, node };
    const usage = perContender<Results['usage']['ours']>(() => ({}));
    for (const contender of calledContenders) {
      usage[contender] = await countUsage(contender, { ...tools, files: bundles[contender] });
    }
    const effects: Results['effects'] = {};
    for (const contender of ['ours', 'peer'] as const) effects[contender] = await effectsOfLostAnswer(contender, tools);
    return { usage, effects, ...(await sizesIn(join(outdir, 'sizes'))) };
  } finally {
    meter.stop();
  }
}

async function sizesIn(folder: string): Promise<Pick<Results, 'functionBytes' | 'zodBytes'>> {
  const outputs = Object.entries((await bundleFunctions(folder)).outputs);
  const zod = outputs.map(([, { inputs }]) =>
    Object.entries(inputs)
      .filter(([file]) => file.includes('node_modules/zod/'))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
  );
  const functionBytes = outputs.map(([file, { bytes }]): [string, number] => [file.split('/').at(-2) ?? file, bytes]);
  return { functionBytes: Object.fromEntries(functionBytes), zodBytes: Math.max(...zod) };
}

async function timedResults(
  nodes: Record<string, Node>,
  bundles: Bundles,
  stage: Stage,
  outdir: string,
  { quick }: Scope,
  tell: (text: string) => void,
): Promise<Pick<Results, 'times' | 'shellShare' | 'zoneCost'>> {
  const effort = quick ? quickEffort : fullEffort;
  const times: Results['times'] = {};
  const shellShare: Results['shellShare'] = {};
  const zoneCost: Results['zoneCost'] = {};
  for (const [version, node] of Object.entries(nodes)) {
    tell(`Times on Node ${version}`);
    times[version] = await measureTimes(bundles, stage, node, effort);
    shellShare[version] = await measureShellShare({ bundles, stage, node, outdir }, effort);
    zoneCost[version] = await measureZoneCost(bundles, stage, node, effort);
  }
  return { times, shellShare, zoneCost };
}

/** @returns nothing that names this machine */
function circumstances(quick: boolean): Pick<Results, 'quick' | 'date' | 'machine' | 'packages'> {
  const { dependencies, devDependencies } = packageFile;
  const version = (name: keyof typeof dependencies | keyof typeof devDependencies) =>
    ({ ...dependencies, ...devDependencies })[name];
  return {
    quick,
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'an unknown processor',
      cores: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    packages: {
      '@aws-sdk/client-dynamodb': version('@aws-sdk/client-dynamodb'),
      '@aws-sdk/lib-dynamodb': version('@aws-sdk/lib-dynamodb'),
      '@smithy/signature-v4': version('@smithy/signature-v4'),
      '@smithy/node-http-handler': version('@smithy/node-http-handler'),
      '@middy/core': version('@middy/core'),
      zod: version('zod'),
      '@aws-lambda-powertools/idempotency': version('@aws-lambda-powertools/idempotency'),
      '@dynoxide/linux-x64': packageFile.optionalDependencies['@dynoxide/linux-x64'],
    },
  };
}
