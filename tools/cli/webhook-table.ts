import type { Delivery } from '../../lib/jobs/webhooks/delivery-item.ts';
import type { DeliveryCounts } from '../../lib/jobs/webhooks/list-deliveries.ts';
import { listActiveSecrets } from '../../lib/jobs/webhooks/signature.ts';
import type { WebhookEndpoint } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { formatTextTable } from './text-table.ts';

/** The fields of an endpoint that a person may see. */
export interface WebhookEndpointRow extends DeliveryCounts {
  endpointId: string;
  name: string | null;
  url: string;
  eventTypes: string[] | null;
  createdAt: string;
  /** Null while it gets events. */
  disabled: WebhookEndpoint['disabled'] | null;
  /** The end of the time during which earlier secrets are used too. */
  overlapUntil: string | null;
}

/** The fields of a dead letter that a person may see. The names are those in the table. */
export interface DeadLetterRow {
  eventId: string;
  type: string;
  diedAt: string;
  attempts: number;
  reason: string;
}

/** An endpoint without its secrets. @param now - an instant */
export function toWebhookEndpointRow(
  endpoint: WebhookEndpoint,
  counts: DeliveryCounts,
  now: string,
): WebhookEndpointRow {
  const { endpointId, name = null, url, eventTypes = null, createdAt, disabled = null } = endpoint;
  return {
    endpointId,
    name,
    url,
    eventTypes,
    createdAt,
    disabled,
    overlapUntil: findOverlapEnd(endpoint, now),
    ...counts,
  };
}

/** Returns the end of the time during which earlier secrets are used too, or null if there is only one. @param now - an instant */
export function findOverlapEnd(endpoint: WebhookEndpoint, now: string): string | null {
  const overlapEnds = listActiveSecrets(endpoint, now).flatMap(({ expiresAt }) => expiresAt ?? []);
  return overlapEnds.sort().at(-1) ?? null;
}

export const toDeadLetterRow = ({ eventId, type, endedAt = '', attempts, reason = '' }: Delivery): DeadLetterRow => ({
  eventId,
  type,
  diedAt: endedAt,
  attempts: attempts.length,
  reason,
});

export const formatWebhookEndpointTable = (rows: WebhookEndpointRow[]): string =>
  formatTextTable(
    ['ENDPOINT', 'NAME', 'STATE', 'ATTEMPTS', 'SUCCESSES', 'WAITING', 'DEAD', 'URL'],
    rows.map(row => [
      row.endpointId,
      row.name ?? '-',
      formatEndpointState(row),
      ...[row.attempts, row.successes, row.waiting, row.dead].map(String),
      row.url,
    ]),
  );

const formatEndpointState = ({ disabled }: WebhookEndpointRow): string => {
  if (!disabled) return 'enabled';
  return disabled.reason === 'gone' ? 'disabled: 410' : 'disabled';
};

export const formatDeadLetterTable = (rows: DeadLetterRow[]): string =>
  formatTextTable(
    ['EVENT', 'TYPE', 'FAILED', 'ATTEMPTS', 'LAST RESULT'],
    rows.map(row => [row.eventId, row.type, row.diedAt, String(row.attempts), row.reason]),
  );

/** The latest deliveries, one line per attempt. A delivery without an attempt has one line with its reason. */
export const formatDeliveryTable = (deliveries: Delivery[]): string =>
  formatTextTable(
    ['EVENT', 'TYPE', 'ATTEMPT', 'AT', 'RESULT', 'MS', 'NEXT TRY'],
    deliveries.flatMap(({ eventId, type, attempts, endedAt = '-', reason = '-' }) =>
      attempts.length === 0
        ? [[eventId, type, '-', endedAt, reason, '-', '-']]
        : attempts.map(({ generation, attempt, at, status, error, durationMs, nextAt }) => [
            ...[eventId, type, `${generation + 1}.${attempt + 1}`, at],
            ...[status === undefined ? (error ?? '-') : `status ${status}`, String(durationMs), nextAt ?? '-'],
          ]),
    ),
  );

/** The fields of a delivery that a person may see. */
export const toDeliveryRow = ({ leaseBy: _, leaseUntil: __, tenantId: ___, expiresAt: ____, ...row }: Delivery) => row;
