import type { PortalClient, portalComponents } from '../../../../client/src/index.ts';
import { type ApiOutcome, readData } from '../../api/api-error.ts';
import type { CommandHeaders } from '../../api/use-command.ts';

/** The maximum of one command. */
const maxEventsPerReplay = 100;

/** The events that an endpoint gets again. */
export interface ReplayInput {
  endpointId: string;
  eventIds: string[];
}

type WebhookReplay = portalComponents['schemas']['WebhookReplay'];

/**
 * Sends events to an endpoint again, in as many commands as necessary. Each command has an idempotency key of its own, derived from that of the call, so
 * that a repeated call sends nothing twice.
 */
export async function replayEvents(
  client: PortalClient,
  { endpointId, eventIds }: ReplayInput,
  headers: CommandHeaders,
): Promise<ApiOutcome<WebhookReplay>> {
  const total: WebhookReplay = { replayed: [], notFound: [] };
  let response = new Response();
  for (let start = 0; start < eventIds.length; start += maxEventsPerReplay) {
    const outcome = await client.POST('/portal/webhooks/{endpointId}/replay', {
      params: { path: { endpointId } },
      body: { eventIds: eventIds.slice(start, start + maxEventsPerReplay) },
      headers: { 'X-Idempotency-Key': `${headers['X-Idempotency-Key']}-${start}` },
    });
    if (!outcome.data) return outcome;
    total.replayed.push(...outcome.data.replayed);
    total.notFound.push(...outcome.data.notFound);
    response = outcome.response;
  }
  return { data: total, response };
}

/** Reads the IDs of all dead letters of an endpoint. */
export async function readDeadLetterIds(client: PortalClient, endpointId: string): Promise<string[]> {
  const eventIds: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: portalComponents['schemas']['ListWebhookDeliveriesResponse'] = await readData(
      client.GET('/portal/webhooks/{endpointId}/deliveries', {
        params: { path: { endpointId }, query: { state: 'DEAD', limit: 100, ...(cursor !== '' && { cursor }) } },
      }),
    );
    eventIds.push(...page.items.map(({ eventId }) => eventId));
    cursor = page.pagination.nextCursor;
  }
  return eventIds;
}

/**
 * Reads the IDs of the events since a time that an endpoint gets, oldest first. The list is newest first, so it ends with the first page on which every
 * event is older.
 */
export async function readEventIdsSince(
  client: PortalClient,
  since: string,
  eventTypes: readonly string[] | undefined,
): Promise<string[]> {
  const eventIds: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: portalComponents['schemas']['ListLatestEventsResponse'] = await readData(
      client.GET('/portal/latest-events', { params: { query: { limit: 100, ...(cursor !== '' && { cursor }) } } }),
    );
    const recent = page.items.filter(({ occurredAt }) => occurredAt >= since);
    eventIds.push(...recent.filter(({ type }) => eventTypes?.includes(type) ?? true).map(({ eventId }) => eventId));
    cursor = recent.length === 0 && page.items.length > 0 ? null : page.pagination.nextCursor;
  }
  return eventIds.reverse();
}
