import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookDelivery } from '../../../lib/jobs/webhooks/delivery.ts';
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

const delivery = (facts: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  tenantId: 'acme',
  endpointId: 'endpoint',
  eventId: 'event',
  type: 'license.updated',
  payload: '{}',
  attempts: 0,
  dueAt: now,
  ...facts,
});
const send = (deliveries: WebhookDelivery[]) => createSqsWebhookQueue(client, sqs.queueUrl, () => now).send(deliveries);
const entries = () => sqs.calls.flatMap(({ Entries }) => Entries);

describe('a delivery in the queue', () => {
  it('is stored completely, in a message group of its tenant', async () => {
    const one = delivery({ firstAt: now - 5, attempts: 3 });
    await send([one]);
    expect(sqs.calls[0]?.QueueUrl).toBe(sqs.queueUrl);
    expect(JSON.parse(entries()[0]?.MessageBody ?? '')).toEqual(one);
    expect(entries()[0]?.MessageGroupId).toBe('acme');
  });

  it('is unchanged after SQS, although SQS does not accept every character', async () => {
    const one = delivery({ payload: '{"a":"\ufffe\uffff\u0001 ä€😀"}' });
    await send([one]);
    const body = entries()[0]?.MessageBody ?? '';
    expect(body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect(JSON.parse(body)).toEqual(one);
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
  it('are sent in calls of up to ten messages and one mebibyte', async () => {
    await send([]);
    expect(sqs.calls).toEqual([]);
    const all = Array.from({ length: 25 }, (_, index) => delivery({ eventId: String(index) }));
    await send(all);
    expect(sqs.calls.map(({ Entries }) => Entries.length)).toEqual([10, 10, 5]);
    expect(entries().map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(all);
    for (const { Entries } of sqs.calls) expect(new Set(Entries.map(({ Id }) => Id)).size).toBe(Entries.length);

    sqs.calls.length = 0;
    await send(all.slice(0, 4).map(each => ({ ...each, payload: '€'.repeat(150_000) })));
    expect(sqs.calls.map(({ Entries }) => Entries.length)).toEqual([2, 2]);
  });

  it('fail if one is not accepted', async () => {
    sqs.rejects = ({ MessageBody }) => MessageBody.includes('"eventId":"1"');
    const all = ['0', '1', '2'].map(eventId => delivery({ eventId }));
    await expect(send(all)).rejects.toThrow('SQS did not accept 1 of 3 messages: InternalError.');
  });
});
