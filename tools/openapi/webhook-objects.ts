import type { EventType } from '../../lib/contract/event.ts';
import { webhookTag } from '../../lib/contract/tags.ts';
import { readExample } from './examples.ts';
import { toSchemaRef } from './json-schemas.ts';

interface WebhookDescription {
  description: string;
  /** The example whose response is the data of the event. */
  exampleSource: [operation: string, example: string];
}

const webhookDescriptions: Record<EventType, WebhookDescription> = {
  'license.created': {
    description:
      'A license was created, by a command or an order. If it is active at once, `license.activated` follows with the same `sequence`.',
    exampleSource: ['createLicense', 'onADate'],
  },
  'license.activated': {
    description: 'A license became active, at once or on the scheduled day.',
    exampleSource: ['createLicense', 'now'],
  },
  'license.updated': {
    description: 'A license changed: its end was scheduled or moved, or another field changed.',
    exampleSource: ['cancelLicense', 'onADate'],
  },
  'license.ended': {
    description: 'A license ended, at once or on the scheduled day.',
    exampleSource: ['cancelLicense', 'now'],
  },
  'subscription.updated': {
    description: 'A subscription changed: an add-on was cancelled, ended or started, or another field changed.',
    exampleSource: ['cancelAddon', 'now'],
  },
  'order.created': {
    description: 'An order was created. Nothing of it is executed before it is submitted.',
    exampleSource: ['createOrder', 'default'],
  },
  'order.submitted': {
    description:
      'An order was submitted. All items of the order were executed. What they created or changed has events of its own.',
    exampleSource: ['submitOrder', 'default'],
  },
  'order.cancelled': {
    description: 'An order was cancelled. Nothing of it was executed.',
    exampleSource: ['cancelOrder', 'default'],
  },
};

/** The schemas of the events by the resource that they are about. */
const schemaNames: Record<string, string> = {
  license: 'LicenseEvent',
  subscription: 'SubscriptionEvent',
  order: 'OrderEvent',
};

/** The headers of the Standard Webhooks scheme. */
const webhookHeaders = [
  {
    name: 'webhook-id',
    description: 'The ID of the message, which is the `eventId`.',
    schema: { type: 'string' },
    example: 'f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11',
  },
  {
    name: 'webhook-timestamp',
    description:
      'The time of this delivery attempt in seconds since 1970. Reject a message whose timestamp differs from your time by more than five minutes.',
    schema: { type: 'integer' },
    example: 1768469400,
  },
  {
    name: 'webhook-signature',
    description:
      'One or more signatures, separated by spaces. Each is `v1,` and the HMAC-SHA256, in base64, of ' +
      '`{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint. During the rotation of a secret there are two; ' +
      'one valid signature is sufficient.',
    schema: { type: 'string' },
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
].map(header => ({ in: 'header', required: true, ...header }));

/** Builds the webhooks of the document: the events that a webhook endpoint receives. */
export const buildWebhookObjects = () =>
  Object.fromEntries(
    (Object.entries(webhookDescriptions) as [EventType, WebhookDescription][]).map(([type, description]) => [
      type,
      { post: buildWebhookObject(type, description) },
    ]),
  );

function buildWebhookObject(type: EventType, { description, exampleSource }: WebhookDescription) {
  const schema = schemaNames[type.split('.')[0] ?? ''] ?? '';
  const value = {
    eventId: 'f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11',
    type,
    occurredAt: '2026-01-15T09:30:00.000Z',
    sequence: /created|activated/.test(type) ? 1 : 2,
    request: { id: '0b7c3c5e-6f6b-4a52-9d2c-2f5f6f0b8f01', actor: { type: 'API_KEY', id: 'Vt5s0QpA2bXz' } },
    data: readExample(...exampleSource).response,
  };
  return {
    operationId: `on${type.replace(/(^|\.)(\w)/g, (_, _dot, letter) => letter.toUpperCase())}`,
    // The name on the wire, which people search for.
    summary: type,
    description,
    tags: [webhookTag.name],
    security: [],
    parameters: webhookHeaders,
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: toSchemaRef(schema) }, examples: { event: { summary: type, value } } },
      },
    },
    responses: {
      '2XX': { description: 'The event was received. The body of your response is ignored.' },
      '4XX': { description: 'The event was not received and is sent again.' },
      '5XX': { description: 'The event was not received and is sent again.' },
    },
  };
}
