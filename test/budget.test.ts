import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../functions/endpoints.ts';
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
 * Sizes and counts, which are the same on every machine. Times are told by `npm run bench`. To exceed a budget, raise it in
 * `budget.json` and say why.
 */

let folder: string;
let bundled: Metafile['outputs'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-budget-'));
  bundled = (await bundleFunctions(folder)).outputs;
});
afterAll(() => rm(folder, { recursive: true }));

describe('a bundle', () => {
  const bytesOf = (inputs: Metafile['outputs'][string]['inputs'], part: RegExp) =>
    Object.entries(inputs)
      .filter(([file]) => part.test(file))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);

  const isEndpoint = (file: string) =>
    endpoints.some(({ operation }) => file.endsWith(`${toFunctionFolder(operation)}/handler.js`));

  it('is small, little of it is zod, and none of that the words of a language', () => {
    for (const [name, { bytes, inputs }] of Object.entries(bundled)) {
      const most = isEndpoint(name) ? budget.bundle.endpointBytes : budget.bundle.bytes;
      expect(bytes, `${name}: bytes`).toBeLessThanOrEqual(most);
      expect(bytesOf(inputs, /node_modules\/zod\//), `${name}: zod`).toBeLessThanOrEqual(budget.bundle.zodBytes);
      const locales = bytesOf(inputs, /node_modules\/zod\/.*\/locales\//);
      expect(locales, `${name}: locales`).toBeLessThanOrEqual(budget.bundle.localeBytes);
    }
  });
});

describe('a request of this kind uses no more of DynamoDB than its budget', () => {
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
    for (const [what, most] of Object.entries(budget.usage[kind])) {
      expect(used?.[what as keyof DatabaseUsage], `${what} of ${kind}`).toBeLessThanOrEqual(most);
    }
  });
});
