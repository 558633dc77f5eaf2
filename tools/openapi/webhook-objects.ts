import { type EventType, LicenseEvent, LicenseEventType, SubscriptionEvent } from '../../lib/contract/event.ts';
import { eventsTag } from './descriptions.ts';
import { readExample } from './examples.ts';
import { toSchemaRef } from './json-schemas.ts';
import { describeSchema, type SchemaDescription } from './schema-description.ts';

const eventFieldDescriptions = {
  eventId: 'The same however often the event is delivered: one that you know already needs nothing more.',
  type: 'What happened.',
  data: 'The whole resource, as a read would give it at that version.',
};

export const eventDescriptions: Record<string, SchemaDescription> = {
  LicenseEvent: describeSchema(LicenseEvent, 'A license changed.', eventFieldDescriptions),
  SubscriptionEvent: describeSchema(SubscriptionEvent, 'A subscription or one of its add-ons changed.', {
    ...eventFieldDescriptions,
    data: 'The subscription when the event was first published: at `sequence` or later.',
  }),
};

interface WebhookDescription {
  summary: string;
  description: string;
  /** Whose answer the example shows. */
  exampleSource: [operation: string, example: string];
}

const webhookDescriptions: Record<EventType, WebhookDescription> = {
  'license.created': {
    summary: 'A license was made',
    description:
      'By a command or an order. One that is active at once tells `license.activated` too, at the same `sequence`.',
    exampleSource: ['createLicense', 'onADate'],
  },
  'license.activated': {
    summary: 'A license became active',
    description: 'At once, or on the day that it was scheduled for.',
    exampleSource: ['createLicense', 'now'],
  },
  'license.updated': {
    summary: 'A license changed',
    description: 'Its end was scheduled or moved, or something else about it changed.',
    exampleSource: ['cancelLicense', 'onADate'],
  },
  'license.ended': {
    summary: 'A license ended',
    description: 'At once, or on the day that it was scheduled for.',
    exampleSource: ['cancelLicense', 'now'],
  },
  'subscription.updated': {
    summary: 'A subscription or one of its add-ons changed',
    description: 'An add-on was cancelled, ended or began, or something else about the subscription changed.',
    exampleSource: ['cancelAddon', 'now'],
  },
};

/** The headers of the Standard Webhooks scheme. */
const webhookHeaders = [
  {
    name: 'webhook-id',
    description: 'The id of the message: the `eventId`.',
    schema: { type: 'string' },
    example: 'f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11',
  },
  {
    name: 'webhook-timestamp',
    description: 'When this attempt was sent, in seconds since 1970. Refuse what is more than five minutes off.',
    schema: { type: 'integer' },
    example: 1768469400,
  },
  {
    name: 'webhook-signature',
    description:
      'One or more signatures, parted by spaces, of `{webhook-id}.{webhook-timestamp}.{body}` with the secret of your endpoint: ' +
      '`v1,` and the HMAC-SHA256 in base64. While a secret is rotated there are two; one that fits is enough.',
    schema: { type: 'string' },
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
].map(header => ({ in: 'header', required: true, ...header }));

/** The events that a webhook endpoint gets, in the form of the document. */
export const buildWebhookObjects = () =>
  Object.fromEntries(
    (Object.entries(webhookDescriptions) as [EventType, WebhookDescription][]).map(([type, description]) => [
      type,
      { post: buildWebhookObject(type, description) },
    ]),
  );

function buildWebhookObject(type: EventType, { summary, description, exampleSource }: WebhookDescription) {
  const schema = LicenseEventType.safeParse(type).success ? 'LicenseEvent' : 'SubscriptionEvent';
  const value = {
    eventId: 'f3b5c2de-6c3e-5d0a-8d5b-6a0f0f6f9a11',
    type,
    occurredAt: '2026-01-15T09:30:00.000Z',
    sequence: type === 'license.created' || type === 'license.activated' ? 1 : 2,
    data: readExample(...exampleSource).answer,
  };
  return {
    operationId: `on${type.replace(/(^|\.)(\w)/g, (_, _dot, letter) => letter.toUpperCase())}`,
    summary,
    description,
    tags: [eventsTag.name],
    security: [],
    parameters: webhookHeaders,
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: toSchemaRef(schema) }, examples: { event: { summary, value } } },
      },
    },
    responses: {
      '2XX': { description: 'You have it. The body of your answer is not looked at.' },
      '4XX': { description: 'You could not take it: it is sent again.' },
      '5XX': { description: 'You could not take it: it is sent again.' },
    },
  };
}
