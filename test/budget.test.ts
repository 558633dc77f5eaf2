import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseCheckFunction } from '../functions/deployment-checks.ts';
import { portalEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import { type BenchEnvironment, createBenchEnvironment } from './bench/bench-environment.ts';
import { requestKindNames } from './bench/benchmark-requests.ts';
import { listOwnBundles } from './bench/contenders.ts';
import { countUsage, startStageMeter } from './bench/count-usage.ts';
import { bundleWorker } from './bench/run-worker.ts';
import type { DatabaseUsage, UsageMeter } from './bench/usage-meter.ts';
import budget from './budget.json' with { type: 'json' };

/*
 * Budgets of sizes and counts, which are the same on every machine. `npm run bench` measures times. A change that exceeds a budget
 * raises it in `budget.json` and states the reason.
 */

let folder: string;
let bundled: Metafile['outputs'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-budget-'));
  bundled = (await bundleFunctions(folder)).outputs;
});
afterAll(() => rm(folder, { recursive: true }));

/** People wait for the operations of the portal, not programs. Those on webhooks contain the clients that send. */
const portalFolders = portalEndpoints.map(({ operation }) => toFunctionFolder(operation));
/** Bundles for whose start no client waits. The check of a release contains all endpoints and two more clients of AWS. */
const largeFolders = [...portalFolders, toFunctionFolder(releaseCheckFunction)];

describe('a bundle', () => {
  const bytesOf = (inputs: Metafile['outputs'][string]['inputs'], part: RegExp) =>
    Object.entries(inputs)
      .filter(([file]) => part.test(file))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);

  it("stays within its budget, as do zod and zod's translations in it", () => {
    for (const [name, { bytes, inputs }] of Object.entries(bundled)) {
      const isLarge = largeFolders.some(folder => name.includes(`/${folder}/`));
      const limit = isLarge ? budget.bundle.portalBytes : budget.bundle.bytes;
      expect(bytes, `${name}: bytes`).toBeLessThanOrEqual(limit);
      expect(bytesOf(inputs, /node_modules\/zod\//), `${name}: zod`).toBeLessThanOrEqual(budget.bundle.zodBytes);
      const locales = bytesOf(inputs, /node_modules\/zod\/.*\/locales\//);
      expect(locales, `${name}: locales`).toBeLessThanOrEqual(budget.bundle.localeBytes);
    }
  });
});

describe('the DynamoDB usage of a request stays within its budget', () => {
  let stage: BenchEnvironment;
  let meter: UsageMeter;
  let usages: Partial<Record<string, DatabaseUsage>>;

  beforeAll(async () => {
    stage = await createBenchEnvironment();
    meter = await startStageMeter(stage);
    const node = { node: process.execPath, worker: await bundleWorker(folder) };
    usages = await countUsage('ours', { files: await listOwnBundles(folder), stage, meter, node });
  });
  afterAll(async () => {
    meter.stop();
    await stage.stop();
  });

  it.each(requestKindNames)('%s', kind => {
    const used = usages[kind];
    expect(used).toBeDefined();
    for (const [measure, limit] of Object.entries(budget.usage[kind])) {
      expect(used?.[measure as keyof DatabaseUsage], `${measure} of ${kind}`).toBeLessThanOrEqual(limit);
    }
  });
});
