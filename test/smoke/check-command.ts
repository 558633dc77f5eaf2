import { Command, InvalidArgumentError, Option } from 'commander';
import { gatewayTimeoutMs } from '../../infra/timeouts.ts';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { UsageError, UserError } from '../../lib/user-error.ts';
import type { CommandOutput } from '../../tools/cli/run-tool.ts';
import { type ApiAddress, parseApiAddress } from './api-address.ts';
import { countFailedChecks, formatCheckReport, formatCheckResult, formatCheckTotals } from './check-report.ts';
import type { CheckResult } from './check-result.ts';
import { runPreflight } from './preflight.ts';
import { SmokeClient } from './smoke-client.ts';

interface CheckOptions {
  url: ApiAddress;
  key?: { text: string; tenantId: string };
  json?: boolean;
}

/** The gateway responds within its own timeout in any case. */
const callTimeoutMs = gatewayTimeoutMs + 1000;
/** The limit of all checks together: an address that does not respond must not block a pipeline for an hour. */
const runTimeoutMs = 5 * 60_000;

/** `npx connect-api check`. @param only - matches the names of the checks to run; all if absent */
export function createCheckCommand(output: CommandOutput, only?: RegExp): Command {
  return new Command('npx connect-api check')
    .description(
      'Checks a running Connect API, local or deployed, against its contract. Cancels everything that it creates.\n' +
        'Exit code 0: all checks passed. 1: a check failed. 2: wrong address, API key or arguments.',
    )
    .requiredOption('--url <address>', 'address with its base path, such as http://127.0.0.1:3000', parseUrlOption)
    .addOption(
      // An argument is visible in the log of a pipeline and in the list of processes; an environment variable is not.
      new Option('--key <key>', 'API key with all scopes, of a tenant that has the fixtures (required)')
        .env('CONNECT_API_KEY')
        .argParser(parseKeyOption),
    )
    .option('--json', 'print the result as JSON')
    .action((options: CheckOptions) => runChecks(options, output, only));
}

async function runChecks({ url, key, json }: CheckOptions, output: CommandOutput, only?: RegExp): Promise<void> {
  if (!key) throw new UsageError('The checks need an API key: set CONNECT_API_KEY or pass --key <key>.');
  const identity = { url: url.origin + url.basePath, tenantId: key.tenantId };
  const limits = { timeoutMs: callTimeoutMs, endsAtMs: Date.now() + runTimeoutMs };
  const startedAt = performance.now();
  await runPreflight(new SmokeClient(url, key.text, limits), identity);
  if (!json) output.log(`Connect API at ${identity.url}, tenant ${identity.tenantId}`);

  // Loaded only here: a wrong argument should not wait for vitest.
  const { runSmokeTests } = await import('./run-smoke-tests.ts');
  let previous: CheckResult | undefined;
  const printResult = (result: CheckResult) => {
    if (!json) output.log(formatCheckResult(result, previous));
    previous = result;
  };
  const results = await runSmokeTests({ address: url, apiKey: key.text, limits }, printResult, only);
  const ms = performance.now() - startedAt;
  output.log(json ? formatCheckReport(identity, results, ms) : `\n${formatCheckTotals(results, ms)}`);
  const failed = countFailedChecks(results);
  if (failed > 0) throw new UserError(`${failed} of ${results.length} checks failed at ${identity.url}.`);
}

function parseUrlOption(text: string): ApiAddress {
  const address = parseApiAddress(text);
  if (address) return address;
  throw new InvalidArgumentError(
    'It must be an http or https address without a query, such as https://api.example.com/v1.',
  );
}

function parseKeyOption(text: string): Required<CheckOptions>['key'] {
  // A secret that was read from a file or a secret store often ends with a line break.
  const apiKey = parseApiKey(text.trim());
  if (apiKey) return { text: text.trim(), tenantId: apiKey.tenantId };
  throw new InvalidArgumentError(
    'It is not a complete API key, which begins with connect_<mode>_<tenant>_: "npx connect-api keys create" prints one.',
  );
}
