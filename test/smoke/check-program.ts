import { Command, InvalidArgumentError, Option } from 'commander';
import { gatewayTimeoutMs } from '../../infra/timeouts.ts';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { UserError } from '../../lib/user-error.ts';
import { type CommandOutput, UsageError } from '../../tools/cli/run-tool.ts';
import { type Address, addressFrom } from './address.ts';
import { allChecks } from './all-checks.ts';
import type { CheckGroup } from './check.ts';
import { SmokeClient } from './client.ts';
import { runPreflight } from './prepare.ts';
import { asJson, resultLines, totals } from './report.ts';
import { type CheckResult, runChecks } from './run-checks.ts';

/** Not everything at the address is as it must be. */
class ChecksFailed extends UserError {
  override name = 'ChecksFailed';
}

interface Options {
  url: Address;
  key?: { text: string; tenantId: string };
  json?: boolean;
}

/** Whatever the gateway answers, it has answered by then. */
const timeoutMs = gatewayTimeoutMs + 1000;
/** All checks together: an address that hangs must not hold a pipeline for an hour. */
const longestMs = 5 * 60_000;

/** The command line that holds an address against the contract. */
export function checkProgram(output: CommandOutput, groups: readonly CheckGroup[] = allChecks): Command {
  return new Command('npm run check --')
    .description(
      'Holds a running Connect API against its contract, on this machine or deployed. What it makes, it cancels.\n' +
        'Exit code 0: all is as it must be. 1: something is not. 2: wrong address, key or arguments.',
    )
    .requiredOption('--url <address>', 'where it is, with its base path: http://127.0.0.1:3000', urlFrom)
    .addOption(
      // A command line is shown: by npm, in the log of a pipeline, in the list of processes.
      new Option('--key <key>', 'an API key with all scopes, of a tenant that has the fixtures')
        .env('CONNECT_API_KEY')
        .argParser(keyFrom),
    )
    .option('--json', 'the result as JSON')
    .action(async ({ url, key, json }: Options) => {
      if (!key) throw new UsageError('An API key is needed: set CONNECT_API_KEY, or give --key <key>.');
      const identity = { url: url.origin + url.basePath, tenantId: key.tenantId };
      const client = new SmokeClient(url, key.text, { timeoutMs, endsAtMs: Date.now() + longestMs });
      const startedAt = performance.now();
      await runPreflight(client, identity);
      if (!json) output.log(`Connect API at ${identity.url}, tenant ${identity.tenantId}`);

      let before: CheckResult | undefined;
      const results = await runChecks(client, groups, result => {
        if (!json) output.log(resultLines(result, before));
        before = result;
      });
      const ms = performance.now() - startedAt;
      output.log(json ? asJson(identity, results, ms) : `\n${totals(results, ms)}`);
      const failed = results.filter(({ failure }) => failure).length;
      if (failed > 0) throw new ChecksFailed(`${failed} of ${results.length} checks failed at ${identity.url}.`);
    });
}

function urlFrom(text: string): Address {
  const address = addressFrom(text);
  if (address) return address;
  throw new InvalidArgumentError(
    'It must be an http or https address without a query, such as https://api.example.com/v1.',
  );
}

function keyFrom(text: string): Required<Options>['key'] {
  // A secret that was read from a file or a store often ends with a line break.
  const key = parseApiKey(text.trim());
  if (key) return { text: text.trim(), tenantId: key.tenantId };
  throw new InvalidArgumentError(
    'It is no API key: connect_<mode>_<tenant>_… as "npm run keys -- create" prints it, whole.',
  );
}
