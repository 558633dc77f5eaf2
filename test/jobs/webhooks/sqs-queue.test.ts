import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryMessage } from '../../../lib/jobs/webhooks/delivery-message.ts';
import { createSqsWebhookQueue } from '../../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { useFakeSqs } from '../../support/fake-sqs.ts';

const sqs = useFakeSqs();
const now = Date.parse('2024-01-15T09:30:00.000Z');
let client: SQSClient;

beforeAll(() => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SQSClient({ endpoint: new URL(sqs.queueUrl).origin, region: 'eu-central-1', credentials });
});
afterAll(() => client.destroy());

const delivery = (facts: Partial<DeliveryMessage> = {}): DeliveryMessage => ({
  tenantId: 'acme',
  endpointId: 'endpoint',
  eventId: 'event',
  type: 'license.updated',
  number: 1,
  generation: 0,
  attempt: 0,
  firstAt: now,
  dueAt: now,
  ...facts,
});
const send = (deliveries: DeliveryMessage[]) => createSqsWebhookQueue(client, sqs.queueUrl, () => now).send(deliveries);
const entries = () => sqs.calls.flatMap(({ Entries }) => Entries);

describe('a delivery in the queue', () => {
  it('is stored completely, in a message group of its endpoint', async () => {
    const one = delivery({ firstAt: now - 5, attempt: 3 });
    await send([one]);
    expect(sqs.calls[0]?.QueueUrl).toBe(sqs.queueUrl);
    expect(JSON.parse(entries()[0]?.MessageBody ?? '')).toEqual(one);
    expect(entries()[0]?.MessageGroupId).toBe('endpoint');
  });

  it.each([
    [0, -5000],
    [0, 0],
    [1, 1],
    [5, 5000],
    [900, 900_000],
    [900, 3 * 3600_000],
  ])('is delayed for %i seconds if it is due in %i milliseconds', async (seconds, ms) => {
    await send([delivery({ dueAt: now + ms })]);
    expect(entries()[0]?.DelaySeconds).toBe(seconds);
  });
});

describe('many deliveries', () => {
  it('are sent in calls of up to ten messages', async () => {
    await send([]);
    expect(sqs.calls).toEqual([]);
    const all = Array.from({ length: 25 }, (_, index) => delivery({ eventId: String(index) }));
    await send(all);
    expect(sqs.calls.map(({ Entries }) => Entries.length)).toEqual([10, 10, 5]);
    expect(entries().map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(all);
    for (const { Entries } of sqs.calls) expect(new Set(Entries.map(({ Id }) => Id)).size).toBe(Entries.length);
  });

  it('are sent again alone if SQS did not accept them', async () => {
    sqs.rejects = ({ MessageBody }) => MessageBody.includes('"eventId":"1"') && sqs.calls.length < 3;
    await send(['0', '1', '2'].map(eventId => delivery({ eventId })));
    expect(sqs.calls.map(({ Entries }) => Entries.map(({ MessageBody }) => JSON.parse(MessageBody).eventId))).toEqual([
      ['0', '1', '2'],
      ['1'],
      ['1'],
    ]);
  });

  it('fail if one is never accepted', async () => {
    sqs.rejects = ({ MessageBody }) => MessageBody.includes('"eventId":"1"');
    const all = ['0', '1', '2'].map(eventId => delivery({ eventId }));
    await expect(send(all)).rejects.toThrow('SQS did not accept 1 of 3 messages: InternalError.');
  });
});
