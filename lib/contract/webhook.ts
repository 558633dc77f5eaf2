import * as z from 'zod';
import { EventTypeName } from './event.ts';
import { createTextSchema, Instant, textRule } from './field-types.ts';
import { createPageSchema } from './pagination.ts';
import { shownOnceFields } from './portal-api-key.ts';

export const WebhookEndpointId = z.uuid().describe('The ID of the endpoint.');

export const WebhookName = createTextSchema(1, 100).describe(`A name for people. ${textRule}`);

export const WebhookUrl = z
  .string()
  .max(2048)
  .meta({ description: 'The HTTPS URL that receives events.', examples: ['https://example.com/hooks'] });

export const WebhookEventTypes = z
  .array(EventTypeName)
  .min(1)
  .max(EventTypeName.options.length)
  .describe('The types of events that it gets. Absent: all types.');

export const WebhookSecretId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'must be the ID of a secret, not the secret itself')
  .meta({ description: 'The ID of the secret. It reveals nothing about the secret.', examples: ['5f0c2d1e8a7b'] });

const webhookFields = {
  endpointId: WebhookEndpointId,
  name: z.string().optional().describe('The name.'),
  url: z.string().describe('The URL that receives events.'),
  eventTypes: z.array(z.string()).optional().describe('The types of events that it gets. Absent: all types.'),
  createdAt: Instant.describe('When it was added.'),
  disabled: z
    .strictObject({
      at: Instant.describe('When it was disabled.'),
      reason: z
        .enum(['REQUESTED', 'GONE'])
        .describe('`REQUESTED`: by a person. `GONE`: the endpoint responded with 410.'),
    })
    .optional()
    .describe('Present while it gets no events.'),
  secrets: z
    .array(
      z.strictObject({
        secretId: WebhookSecretId,
        expiresAt: Instant.optional().describe('When it stops to sign. Absent for the latest secret.'),
        unconfirmed: z.literal(true).optional().describe('Present until the rotation is confirmed. It signs already.'),
      }),
    )
    .describe('The secrets that sign, the latest first.'),
};

/** A webhook endpoint without its secrets. */
export const PortalWebhook = z
  .strictObject(webhookFields)
  .meta({ id: 'Webhook', description: 'A webhook endpoint, without its secrets.' });
export type PortalWebhook = z.infer<typeof PortalWebhook>;

const listCountText = '1000 means 1000 or more.';

/** A webhook endpoint with the numbers of its deliveries. */
export const WebhookWithHealth = z
  .strictObject({
    ...webhookFields,
    health: z
      .strictObject({
        attempts: z.int().describe('The attempts of the last 30 days.'),
        successes: z.int().describe('Those of them that were accepted.'),
        waiting: z.int().describe(`The deliveries that failed and wait for the next attempt. ${listCountText}`),
        deadLetters: z.int().describe(`The events whose delivery failed for good. ${listCountText}`),
      })
      .describe('The deliveries in numbers.'),
  })
  .meta({ id: 'WebhookWithHealth', description: 'A webhook endpoint with the numbers of its deliveries.' });
export type WebhookWithHealth = z.infer<typeof WebhookWithHealth>;

/** A webhook endpoint with a new secret in the first response. */
export const NewWebhookSecret = z
  .strictObject({ webhook: PortalWebhook, secretId: WebhookSecretId, ...shownOnceFields })
  .meta({ id: 'NewWebhookSecret', description: 'A webhook endpoint with a new secret, `whsec_…`.' });

/** The delivery of an event to an endpoint, with all its attempts. */
const WebhookDelivery = z
  .strictObject({
    eventId: z.string().describe('The event.'),
    type: z.string().describe('The type of the event.'),
    state: z
      .enum(['WAITING', 'DELIVERED', 'DEAD'])
      .describe('`WAITING`: more attempts follow. `DELIVERED`: the endpoint accepted it. `DEAD`: it failed for good.'),
    reason: z.string().optional().describe('Why it failed for good.'),
    nextAt: Instant.optional().describe('The earliest time of the next attempt.'),
    endedAt: Instant.optional().describe('When it was delivered or failed for good.'),
    attempts: z
      .array(
        z.strictObject({
          at: Instant.describe('When it began.'),
          status: z.int().optional().describe('The status of the response. Absent if there was none.'),
          error: z.string().optional().describe('The name of the error. Absent if there was a response.'),
          durationMs: z.number().describe('The duration in milliseconds.'),
          replay: z.int().describe('0 for the first delivery, 1 for its first replay, and so on.'),
        }),
      )
      .describe('All attempts, oldest first.'),
  })
  .meta({ id: 'WebhookDelivery', description: 'The delivery of an event to an endpoint.' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookDeliveryPage = createPageSchema(WebhookDelivery);
