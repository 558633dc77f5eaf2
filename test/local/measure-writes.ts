import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { suppressSdkWarnings } from '../../tools/local/dynamodb-target.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { createEngineFile } from '../../tools/local/engine-file.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

/*
 * Measures how the cost of a write to the embedded engine grows with its stream, with and without the prepared data file (see
 * `tools/local/engine-file.ts`). Arguments: the number of writes, and after how many to print a line. Linux only.
 */

suppressSdkWarnings();
const [writeCount = 50_000, writesPerLine = 10_000] = process.argv.slice(2).map(Number);
const writers = 8;
const filling = 'x'.repeat(700);

for (const prepared of [true, false]) {
  const folder = mkdtempSync(join(tmpdir(), 'connect-measured-'));
  const file = join(folder, 'engine.db');
  const startedAt = performance.now();
  if (prepared) await createEngineFile(file);
  console.log(
    prepared
      ? `prepared data file, created in ${(performance.now() - startedAt).toFixed(0)} ms:`
      : 'data file of the engine itself:',
  );
  const engine = await startEngine({ file });
  const client = createEngineSdkClient(engine.url);
  await createLocalTables(client, localTableNames, { streams: true });
  for (let written = 0; written < writeCount; written += writesPerLine) {
    const cpuMs = readCpuMs(engine.process.pid);
    const lineStartedAt = performance.now();
    let next = written;
    const write = async (): Promise<void> => {
      while (next < written + writesPerLine) {
        const Item = { pk: { S: `item#${next++ % 5000}` }, sk: { S: 'item' }, filling: { S: filling } };
        await client.send(new PutItemCommand({ TableName: localTableNames.connect, Item }));
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    const perWrite = (ms: number) => `${(ms / writesPerLine).toFixed(2)} ms`;
    const megabytes = (statSync(file).size / 1e6).toFixed(0);
    console.log(
      `  after ${written + writesPerLine} writes: ${perWrite(readCpuMs(engine.process.pid) - cpuMs)} of CPU and ${perWrite(performance.now() - lineStartedAt)} of time per write, ${megabytes} MB`,
    );
  }
  client.destroy();
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The CPU time of a process so far, which does not depend on what else the machine does. */
function readCpuMs(pid: number | undefined): number {
  const [, stat = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = stat.split(' ').slice(11, 13).map(Number);
  const msPerTick = 10;
  return (user + system) * msPerTick;
}
