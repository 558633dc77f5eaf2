import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../lib/webhooks/delivery.ts';
import { sqsQueue } from '../../lib/webhooks/sqs-queue.ts';

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

/** The calls that an SQS got; some of their entries it may refuse. */
const calls: { QueueUrl: string; Entries: Entry[] }[] = [];
let refuses: (entry: Entry) => boolean = () => false;

const server = createServer(async (request, response) => {
  const call = (await json(request)) as (typeof calls)[number];
  calls.push(call);
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const Failed = call.Entries.filter(refuses).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
  const Successful = call.Entries.filter(entry => !refuses(entry)).map(({ Id, MessageBody }) => ({
    Id,
    MessageId: Id,
    MD5OfMessageBody: md5(MessageBody),
  }));
  response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Successful, Failed }));
});

const now = Date.parse('2024-01-15T09:30:00.000Z');
const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/webhooks';
let client: SQSClient;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  client = new SQSClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    // The queue's own address stands in its URL.
    useQueueUrlAsEndpoint: false,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});
beforeEach(() => {
  calls.length = 0;
  refuses = () => false;
});

const delivery = (facts: Partial<Delivery> = {}): Delivery => ({
  tenantId: 'acme',
  endpointId: 'endpoint',
  eventId: 'event',
  type: 'license.updated',
  payload: '{}',
  attempts: 0,
  dueAt: now,
  ...facts,
});
const send = (deliveries: Delivery[]) => sqsQueue(client, url, () => now).send(deliveries);
const entries = () => calls.flatMap(({ Entries }) => Entries);

describe('a delivery in the queue', () => {
  it('is kept whole, and fair to the other tenants', async () => {
    const one = delivery({ firstAt: now - 5, attempts: 3 });
    await send([one]);
    expect(calls[0]?.QueueUrl).toBe(url);
    expect(JSON.parse(entries()[0]?.MessageBody ?? '')).toEqual(one);
    expect(entries()[0]?.MessageGroupId).toBe('acme');
  });

  it.each([
    [0, -5000],
    [0, 0],
    [1, 1],
    [5, 5000],
    [900, 900_000],
    [900, 3 * 3600_000],
  ])('is held back for %i seconds when it is due in %i milliseconds', async (seconds, ms) => {
    await send([delivery({ dueAt: now + ms })]);
    expect(entries()[0]?.DelaySeconds).toBe(seconds);
  });
});

describe('many deliveries', () => {
  it('go in calls of ten and of one mebibyte', async () => {
    await send([]);
    expect(calls).toEqual([]);
    const all = Array.from({ length: 25 }, (_, index) => delivery({ eventId: String(index) }));
    await send(all);
    expect(calls.map(({ Entries }) => Entries.length)).toEqual([10, 10, 5]);
    expect(entries().map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(all);
    for (const { Entries } of calls) expect(new Set(Entries.map(({ Id }) => Id)).size).toBe(Entries.length);

    calls.length = 0;
    await send(all.slice(0, 4).map(each => ({ ...each, payload: '€'.repeat(150_000) })));
    expect(calls.map(({ Entries }) => Entries.length)).toEqual([2, 2]);
  });

  it('of which one was not taken are a failure', async () => {
    refuses = ({ MessageBody }) => MessageBody.includes('"eventId":"1"');
    const all = ['0', '1', '2'].map(eventId => delivery({ eventId }));
    await expect(send(all)).rejects.toThrow('SQS did not take 1 of 3 messages: InternalError.');
  });
});
