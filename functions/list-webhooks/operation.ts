import type { IndexPage, IndexQuery, ItemCollection } from '../../lib/dynamodb/item.ts';
import { isExpired } from '../../lib/dynamodb/items/feed.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { buildStateQuery } from '../../lib/jobs/webhooks/delivery-item.ts';
import { type EndpointDay, endpointDaysRef } from '../../lib/jobs/webhooks/endpoint-health.ts';
import { type WebhookEndpoint, webhookEndpointsRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

/** More deliveries in one state are not counted. */
const maxCounted = 1000;

/** Reads by the ID of the endpoint. */
type DayReads = Record<`days#${string}`, ItemCollection<EndpointDay>>;
type StateReads = Record<`waiting#${string}` | `dead#${string}`, IndexQuery>;

export const listWebhooks = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ endpoints: webhookEndpointsRef(tenantId) }),

  followUpReads: ({ endpoints }): DayReads & StateReads =>
    Object.fromEntries(
      endpoints.flatMap(each => [
        [`days#${each.endpointId}`, endpointDaysRef(each)],
        [`waiting#${each.endpointId}`, buildStateQuery(each, 'waiting', maxCounted)],
        [`dead#${each.endpointId}`, buildStateQuery(each, 'dead', maxCounted)],
      ]),
    ),

  decide({ endpoints, ...numbers }, _, { time }) {
    const nowMs = Date.parse(time.now);
    const byAge = endpoints.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    const toHealth = ({ endpointId }: WebhookEndpoint) => {
      const days = (numbers[`days#${endpointId}`] ?? []).filter(day => !isExpired(day, nowMs));
      const sum = (name: 'attempts' | 'successes') => days.reduce((total, day) => total + day[name], 0);
      const count = (page: IndexPage | undefined) => page?.indexKeys.length ?? 0;
      return {
        ...{ attempts: sum('attempts'), successes: sum('successes') },
        ...{ waiting: count(numbers[`waiting#${endpointId}`]), deadLetters: count(numbers[`dead#${endpointId}`]) },
      };
    };
    return { body: { items: byAge.map(each => ({ ...viewWebhook(each, time.now), health: toHealth(each) })) } };
  },
});
