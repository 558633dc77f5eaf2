import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { runTool } from '../../tools/cli/run-tool.ts';
import { suppressSdkWarnings } from '../../tools/local/dynamodb-target.ts';
import { createBenchmarkReport } from './benchmark-report.ts';
import { createCharts } from './create-charts.ts';
import { runBenchmark } from './run-benchmark.ts';

/* `npm run bench` measures and writes the results to `docs/benchmarks.md`. Run it on a machine that does nothing else. */

const docs = join(import.meta.dirname, '..', '..', 'docs');

interface Options {
  quick?: boolean;
  million?: boolean;
  node24?: boolean;
  to: string;
}

const program = new Command('npm run bench --')
  .description('Compares this project with Powertools and with bare SDK calls, and writes docs/benchmarks.md.')
  .option('--quick', 'a short run with inaccurate times')
  .option('--million', 'also measure with 1,000,000 licenses')
  .option('--no-node24', 'measure only on the Node version that runs the benchmark')
  .option('--to <folder>', 'folder for the results', docs)
  .action(async ({ quick = false, million = false, node24 = true, to }: Options) => {
    suppressSdkWarnings();
    const results = await runBenchmark({ quick, million, node24 }, text => console.error(text));
    const plots = join(to, 'benchmarks');
    await rm(plots, { recursive: true, force: true });
    await mkdir(plots, { recursive: true });
    await writeFile(join(to, 'benchmarks.md'), createBenchmarkReport(results));
    for (const [name, svg] of Object.entries(createCharts(results))) await writeFile(join(plots, name), svg);
    console.log(`Written to ${join(to, 'benchmarks.md')}.`);
  });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
await runTool(program);
