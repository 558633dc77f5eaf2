import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../lib/dynamodb/client.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { createTraceSender } from '../../lib/observability/trace-sender.ts';
import {
  cancelTransaction,
  FaultyNetwork,
  injectedRequestId,
  loseCall,
  type NetworkFault,
  refuseCall,
} from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const network = new FaultyNetwork();
const sampled = 'Root=1-65a50000-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1;Lineage=1:abc:0';
const at = licenseRef('tenant', 'license');
const license = { version: 1, requestId: 'a' };
const writes = [buildUpdateWrite(at, license as never, license as never)];
const budget = () => createRetryBudget(Date.now() + 60_000);

/** A UDP socket in the place of the X-Ray daemon. */
let daemon: Socket;
/** The documents that arrived, each after its header. */
let documents: { header: string; document: Record<string, unknown> }[] = [];
/** The variables of the function. */
let environment: Record<string, string | undefined> = {};

beforeAll(async () => {
  daemon = createSocket('udp4');
  daemon.on('message', message => {
    const [header = '', document = ''] = message.toString().split('\n');
    documents.push({ header, document: JSON.parse(document) });
  });
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
});
afterAll(() => {
  daemon.close();
});

beforeEach(() => {
  network.reset();
  documents = [];
  environment = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`, _X_AMZN_TRACE_ID: sampled };
});

function openDatabase() {
  const sendSubsegment = createTraceSender(environment);
  if (!sendSubsegment) throw new Error('There is no daemon.');
  const client = createClient({
    ...{ endpoint: engine.url, region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
    ...{ requestHandler: network, sendSubsegment },
  });
  return createDynamoDBDatabase(client, engine.tables, Date.now);
}

const read = () => openDatabase().read({ items: [at], collections: [] }, budget());
const commit = () =>
  openDatabase().commit({ writes, clientRequestToken: '00000000-0000-4000-8000-000000000000' }, budget());

async function receiveDocument() {
  while (documents.length === 0) await sleep(5);
  return documents.shift();
}

describe('a DynamoDB call of a sampled invocation', () => {
  it('is a subsegment of the function in X-Ray', async () => {
    const startedAt = Date.now() / 1000;
    expect((await read()).kind).toBe('read');
    const received = await receiveDocument();
    expect(received?.header).toBe('{"format":"json","version":1}');
    const times = received?.document as { start_time: number; end_time: number };
    expect(times.start_time).toBeGreaterThanOrEqual(startedAt);
    expect(times.end_time).toBeGreaterThanOrEqual(times.start_time);
    expect(received?.document).toEqual({
      ...times,
      type: 'subsegment',
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: '1-65a50000-0123456789abcdef01234567',
      parent_id: '0123456789abcdef',
      name: 'DynamoDB',
      namespace: 'aws',
      aws: {
        operation: 'BatchGetItem',
        table_names: [engine.tables.connect],
        request_id: expect.stringMatching(/^[0-9A-Za-z]{20,}$/),
      },
      http: { response: { status: 200 } },
    });
  });

  const outcomes: [string, NetworkFault, object][] = [
    ['refused', cancelTransaction('ConditionalCheckFailed'), { http: { response: { status: 400 } }, error: true }],
    ['throttled', refuseCall('ThrottlingException'), { error: true, throttle: true }],
    ['failed', refuseCall('InternalServerError', {}, 500), { http: { response: { status: 500 } }, fault: true }],
  ];

  it.each(outcomes)('is marked if it is %s', async (_outcome, fault, marks) => {
    network.failAlways('TransactWriteItems', fault);
    await commit();
    const aws = {
      operation: 'TransactWriteItems',
      table_names: [engine.tables.connect],
      request_id: injectedRequestId,
    };
    expect((await receiveDocument())?.document).toMatchObject({ aws, ...marks });
  });

  it('is a fault without a status if no response arrives', async () => {
    network.failAlways('TransactWriteItems', loseCall);
    await commit();
    const document = (await receiveDocument())?.document;
    expect(document).toMatchObject({ aws: { operation: 'TransactWriteItems' }, fault: true });
    expect(document).not.toHaveProperty('http');
  });

  it('succeeds without a daemon', async () => {
    environment.AWS_XRAY_DAEMON_ADDRESS = '127.0.0.1:9';
    expect((await read()).kind).toBe('read');
  });
});

describe('no subsegment is sent', () => {
  const unsampled = [
    ['is not sampled', sampled.replace('Sampled=1', 'Sampled=0')],
    ['leaves the decision open', 'Root=1-65a50000-0123456789abcdef01234567;Parent=0123456789abcdef'],
    ['has no parent', 'Root=1-65a50000-0123456789abcdef01234567;Sampled=1'],
    ['is not traced', undefined],
  ];

  it.each(unsampled)('for an invocation that %s', async (_title, header) => {
    environment._X_AMZN_TRACE_ID = header;
    const database = openDatabase();
    const readOnce = () => database.read({ items: [at], collections: [] }, budget());
    await readOnce();
    environment._X_AMZN_TRACE_ID = sampled.replace('Parent=0', 'Parent=f');
    await readOnce();
    expect((await receiveDocument())?.document).toMatchObject({ parent_id: 'f123456789abcdef' });
    expect(documents).toEqual([]);
  });

  it.each([undefined, '', 'no address', '127.0.0.1', '127.0.0.1:0', '127.0.0.1:65536', ':2000'])(
    'where the address of the daemon is %o',
    address => {
      expect(createTraceSender({ AWS_XRAY_DAEMON_ADDRESS: address })).toBeUndefined();
    },
  );
});
