import { suppressSdkWarnings } from './dynamodb-target.ts';
import { toErrorMessage } from './error-message.ts';
import { ignoreBrokenPipe } from './ignore-broken-pipe.ts';
import { runPeriodically } from './run-periodically.ts';
import { startLocalServer } from './server.ts';
import { parseServerSettings } from './server-settings.ts';

/** npm passes a Ctrl-C on to what it runs, which got it from the terminal already. */
const duplicateSignalMs = 500;

async function main(): Promise<void> {
  suppressSdkWarnings();
  // A terminal is no place for metrics.
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
  // Of a terminal that is closed: by default it would end this process at once and leave the engine, which is in no terminal,
  // running. Under nohup it ends the server too, for Node cannot see that it is to be ignored: setsid does what is wanted there.
  process.on('SIGHUP', () => {
    ignoreBrokenPipe();
    if (stoppedAt === undefined) stop();
  });
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    // A signal to npm ends the shell between it and this process, which then would be left behind and keep the port.
    runPeriodically(250, async () => process.ppid === parent || stoppedAt !== undefined || stop());
  }
  await starting;
}

function exitWithError(error: unknown): never {
  console.error(toErrorMessage(error));
  process.exit(1);
}

main().catch(exitWithError);
