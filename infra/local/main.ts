import { muteOutput } from './mute-output.ts';
import { every } from './periodic.ts';
import { sentenceOf } from './sentence-of.ts';
import { startServer } from './server.ts';
import { settingsFrom } from './settings.ts';
import { silenceSdk } from './target.ts';

/** npm passes a Ctrl-C on to what it runs, which got it from the terminal already. */
const oneKeyPressMs = 500;

async function main(): Promise<void> {
  silenceSdk();
  // A terminal is no place for metrics.
  process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
  const starting = startServer(settingsFrom(process.env));

  let stoppedAt: number | undefined;
  const stop = async (): Promise<void> => {
    if (stoppedAt !== undefined) {
      if (Date.now() - stoppedAt > oneKeyPressMs) process.exit(130);
      return;
    }
    stoppedAt = Date.now();
    try {
      const { stop } = await starting;
      await stop();
      process.exit(0);
    } catch (error) {
      fail(error);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Of a terminal that is closed: by default it would end this process at once and leave the engine, which is in no terminal,
  // running. Under nohup it ends the server too, for Node cannot see that it is to be ignored: setsid does what is wanted there.
  process.on('SIGHUP', () => {
    muteOutput();
    if (stoppedAt === undefined) stop();
  });
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    // A signal to npm ends the shell between it and this process, which then would be left behind and keep the port.
    every(250, async () => process.ppid === parent || stoppedAt !== undefined || stop());
  }
  await starting;
}

function fail(error: unknown): never {
  console.error(sentenceOf(error));
  process.exit(1);
}

main().catch(fail);
