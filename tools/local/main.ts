import { suppressSdkWarnings } from './dynamodb-target.ts';
import { toErrorMessage } from './error-message.ts';
import { ignoreBrokenPipe } from './ignore-broken-pipe.ts';
import { runPeriodically } from './run-periodically.ts';
import { startLocalServer } from './server.ts';
import { parseServerSettings } from './server-settings.ts';

/** npm forwards a Ctrl-C to this process, which the terminal has already sent it to. */
const duplicateSignalMs = 500;

async function main(): Promise<void> {
  suppressSdkWarnings();
  // The server goes on if nobody reads its output any more.
  ignoreBrokenPipe();
  // Metrics would fill the terminal.
  process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
  const starting = startLocalServer(parseServerSettings(process.env));

  let stoppedAt: number | undefined;
  const stop = async (): Promise<void> => {
    if (stoppedAt !== undefined) {
      if (Date.now() - stoppedAt > duplicateSignalMs) process.exit(130);
      return;
    }
    stoppedAt = Date.now();
    try {
      const { stop } = await starting;
      await stop();
      process.exit(0);
    } catch (error) {
      exitWithError(error);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Sent when the terminal is closed. Under nohup it stops the server too, because Node cannot see that the signal should be
  // ignored; use setsid instead of nohup.
  process.on('SIGHUP', () => {
    if (stoppedAt === undefined) stop();
  });
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    // A signal to npm ends the shell between npm and this process. Without this check, the process would keep running and keep the port.
    runPeriodically(250, async () => process.ppid === parent || stoppedAt !== undefined || stop());
  }
  await starting;
}

function exitWithError(error: unknown): never {
  console.error(toErrorMessage(error));
  process.exit(1);
}

main().catch(exitWithError);
