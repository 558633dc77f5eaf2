import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { bundleFunctions } from '../../infra/bundle-functions.ts';
import { tableNameVariables } from '../../lib/dynamodb/tables.ts';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import type { TemplateJson } from '../support/cdk-stacks.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import { addEndpoint } from '../support/webhook-endpoints.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);

/** The calls to EventBridge and SQS, in order. */
const calls: { operation: string; asked: TemplateJson }[] = [];
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const answers: Record<string, (asked: TemplateJson) => object> = {
  PutEvents: ({ Entries }) => ({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'accepted' })) }),
  SendMessage: ({ MessageBody }) => ({ MessageId: 'accepted', MD5OfMessageBody: md5(MessageBody) }),
  SendMessageBatch: ({ Entries }) => ({
    Successful: Entries.map(({ Id, MessageBody }: TemplateJson) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: md5(MessageBody),
    })),
    Failed: [],
  }),
};
const aws = createServer(async (request, response) => {
  const target = request.headers['x-amz-target'];
  const operation =
    target === undefined ? `${request.method} ${request.url}` : (String(target).split('.').at(-1) ?? '');
  const asked = await json(request);
  calls.push({ operation, asked });
  response.setHeader('Content-Type', 'application/x-amz-json-1.0').end(JSON.stringify(answers[operation]?.(asked)));
});
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-bundles-'));
  await bundleFunctions(folder);
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
});
afterAll(async () => {
  aws.closeAllConnections();
  aws.close();
  await rm(folder, { recursive: true });
});

/** Calls a bundle in a separate process, as Lambda does. */
async function invoke(job: string, event: object): Promise<TemplateJson> {
  calls.length = 0;
  const script = `
    const { handler } = require(${JSON.stringify(join(folder, toFunctionFolder(job), 'handler.js'))});
    const context = { getRemainingTimeInMillis: () => 15_000 };
    handler(JSON.parse(process.argv[1]), context).then(answer => console.log('\\n' + JSON.stringify(answer)));`;
  const url = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  const tables = Object.entries(tableNameVariables).map(([table, name]) => [name, engine.tables[table as 'connect']]);
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, JSON.stringify(event)], {
    env: {
      ...Object.fromEntries(tables),
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      AWS_ENDPOINT_URL_SQS: url,
      AWS_ENDPOINT_URL_EVENTBRIDGE: url,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      EVENT_BUS_NAME: 'bus',
      WEBHOOK_QUEUE_URL: `${url}/111122223333/webhooks`,
      FAILURE_BUCKET_URL: `${url}/failures`,
    },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const messages = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({ messageId: String(index), body: JSON.stringify(body) })),
});
const done = { batchItemFailures: [] };

it('the bundles of the jobs work, each in a separate process', async () => {
  world.clock = Date.now();
  await Promise.all([world.haveCustomer(), world.haveOffering()]);
  const changes = await ChangeStream.open(engine.client, engine.url, engine.tables.connect);
  const order = { productOfferingId: 'offering', customerId: 'customer' };
  await world.call('createLicense', { body: order });

  const { client, tables } = engine;
  await addEndpoint({ client, tables }, world.tenantId, 'https://10.0.0.1/hooks', world.clock);
  const corrupt = { dynamodb: { NewImage: { pk: { S: 't#license#l' }, sk: { S: 'license' } }, SequenceNumber: '7' } };
  const records = (await changes.read(undefined)).map(({ record }) => record);
  expect(await invoke('publishEvents', { Records: [corrupt, ...records] })).toEqual(done);
  expect(calls.map(({ operation }) => operation)).toEqual([
    expect.stringMatching(/^PUT \/failures\/rejected\/\d{4}-\d\d-\d\d\/7\.json$/),
    'SendMessageBatch',
    'PutEvents',
  ]);
  const [kept, sent, put] = calls.map(({ asked }) => asked);
  expect(kept).toMatchObject({ reason: expect.stringContaining('CorruptItemError'), record: corrupt });
  expect(put.Entries[0]).toMatchObject({ EventBusName: 'bus', DetailType: 'license.created' });
  expect(sent.Entries).toMatchObject([{ Id: '0' }, { Id: '1' }]);

  const delivery = JSON.parse(sent.Entries[0].MessageBody);
  expect(delivery).toMatchObject({ tenantId: world.tenantId, type: 'license.created', number: 1, generation: 0 });
  expect(await invoke('deliverWebhooks', messages(delivery))).toEqual(done);
  // The address of the endpoint is not public, so the attempt failed and its successor is in the queue.
  expect(calls).toMatchObject([{ operation: 'SendMessageBatch', asked: { Entries: [{ Id: '0' }] } }]);

  expect(await invoke('applyDue', {})).toMatchObject({ failed: 0, stoppedEarly: false });
});
