import { Command, InvalidArgumentError, Option } from 'commander';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import type { CommandOutput } from '../../tools/cli/run-tool.ts';
import { readOperationUnits } from '../cost/measured-units.ts';
import { parseApiAddress } from '../smoke/api-address.ts';
import { countErrors, renderLoadReport } from './load-report.ts';
import { type CreatedLicenses, loadScenarios } from './load-scenarios.ts';
import { type LoadTarget, probeTarget, toLoadTarget, withLocalTarget } from './load-target.ts';
import { type LoadResult, runScenario } from './run-scenario.ts';

interface LoadOptions {
  url?: string;
  key?: string;
  seconds: number;
  connections: number[];
}

/** Creates the command line of `npm run load`. */
export function createLoadCommand(output: CommandOutput): Command {
  return new Command('npm run load --')
    .description(
      'Measures the calls per second, the latency, the errors and the cost of an API: of a local server that it starts, or of the ' +
        'API at an address. Cancels the licenses that it creates.',
    )
    .option('--url <address>', 'address of a running API with its base path', parseUrl)
    .addOption(
      new Option('--key <key>', 'API key of a tenant that has the fixtures of "npx connect-api check"')
        .env('CONNECT_API_KEY')
        .argParser(parseKey),
    )
    .option('--seconds <number>', 'duration of each measurement', text => parseWholeNumber(text), 10)
    .option(
      '--connections <numbers>',
      'concurrent connections, separated by commas',
      text => text.split(',').map(parseWholeNumber),
      [1, 16, 64],
    )
    .action((options: LoadOptions) => runLoadTest(options, output));
}

async function runLoadTest(options: LoadOptions, output: CommandOutput): Promise<void> {
  const { url, key } = options;
  const unitsOf = await readOperationUnits();
  if (url !== undefined && key === undefined)
    throw new UsageError('An address needs an API key: set CONNECT_API_KEY or pass --key <key>.');
  const measure = (target: LoadTarget) => measureTarget(target, options, output);
  const results =
    url !== undefined && key !== undefined ? await measure(toLoadTarget(url, key)) : await withLocalTarget(measure);
  output.log(`\n${renderLoadReport(results, unitsOf)}`);
  const failed = results.filter(result => countErrors(result) === result.calls + result.lost);
  if (failed.length > 0) {
    throw new UserError(
      `No call succeeded: ${failed.map(({ scenario }) => scenario.name).join(', ')}. The table shows why.`,
    );
  }
}

async function measureTarget(
  target: LoadTarget,
  { seconds, connections }: LoadOptions,
  output: CommandOutput,
): Promise<LoadResult[]> {
  await probeTarget(target);
  output.log(`${target.url}, ${seconds} s for each measurement`);
  const licenses: CreatedLicenses = { ids: [], storedKey: '', pendingKeys: new Set() };
  const results: LoadResult[] = [];
  for (const scenario of loadScenarios) {
    const counts = scenario.oncePerLicense ? connections.slice(-1) : connections;
    for (const count of counts) {
      output.log(`${scenario.name}, ${count} connections`);
      results.push(await runScenario(scenario, target, licenses, { connections: count, seconds }));
      if (licenses.ids.length === 0 && !scenario.oncePerLicense) return results;
    }
  }
  return results;
}

function parseUrl(text: string): string {
  const address = parseApiAddress(text);
  if (address) return address.origin + address.basePath;
  throw new InvalidArgumentError(
    'It must be an http or https address without a query, such as https://api.example.com/v1.',
  );
}

function parseKey(text: string): string {
  if (parseApiKey(text.trim())) return text.trim();
  throw new InvalidArgumentError('It is not a complete API key, which begins with connect_<mode>_<tenant>_.');
}

function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 3600) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 3600.');
}
