import { Command } from 'commander';
import { UsageError, UserError } from '../../lib/user-error.ts';
import { parseTarget } from '../local/dynamodb-target.ts';
import { resetDemoData } from '../local/reset-demo.ts';
import type { CommandOutput } from './run-tool.ts';
import type { openToolStore } from './tool-store.ts';

/** `npx connect-api demo` */
export const createDemoCommand = (
  openStore: typeof openToolStore,
  output: CommandOutput,
  environment: Record<string, string | undefined> = process.env,
): Command =>
  new Command('npx connect-api demo')
    .description('Recreates the demo data of this machine, so that every example of the documentation succeeds again.')
    .option('--reset', 'delete the data of the tenant demo and import it again; API keys and webhooks stay (required)')
    .action(async ({ reset }: { reset?: true }) => {
      if (!reset) throw new UsageError('Nothing was done. Use --reset to recreate the demo data.');
      const target = parseTarget(environment);
      if (target.kind === 'remote')
        throw new UserError(`${target.url} is not on this machine. Demo data exists only on this machine.`);
      const store = await openStore({ environment });
      try {
        output.log(`Recreated the demo data; ${await resetDemoData(store)} items were deleted before.`);
      } finally {
        await store.close();
      }
    });
