import type { DeadLetter } from '../../lib/jobs/webhooks/dead-letter.ts';
import { listActiveSecrets } from '../../lib/jobs/webhooks/signature.ts';
import type { WebhookEndpoint } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { formatTextTable } from './text-table.ts';

/** The fields of an endpoint that a person may see. */
export interface WebhookEndpointRow {
  endpointId: string;
  url: string;
  createdAt: string;
  /** The end of the time during which earlier secrets are used too. */
  overlapUntil: string | null;
  deadLetters: number;
}

/** The fields of a dead letter that a person may see. The names are those in the table. */
export type DeadLetterRow = Pick<DeadLetter, 'eventId' | 'type' | 'diedAt' | 'attempts' | 'reason'>;

/** An endpoint without its secrets. @param now - an instant */
export function toWebhookEndpointRow(endpoint: WebhookEndpoint, deadLetters: number, now: string): WebhookEndpointRow {
  const { endpointId, url, createdAt } = endpoint;
  const overlapEnds = listActiveSecrets(endpoint, now).flatMap(({ expiresAt }) => expiresAt ?? []);
  return { endpointId, url, createdAt, overlapUntil: overlapEnds.sort().at(-1) ?? null, deadLetters };
}

export const toDeadLetterRow = ({ eventId, type, diedAt, attempts, reason }: DeadLetter): DeadLetterRow => ({
  eventId,
  type,
  diedAt,
  attempts,
  reason,
});

export const formatWebhookEndpointTable = (rows: WebhookEndpointRow[]): string =>
  formatTextTable(
    ['ENDPOINT', 'CREATED', 'BOTH SECRETS UNTIL', 'DEAD', 'ADDRESS'],
    rows.map(row => [row.endpointId, row.createdAt, row.overlapUntil ?? '-', String(row.deadLetters), row.url]),
  );

export const formatDeadLetterTable = (rows: DeadLetterRow[]): string =>
  formatTextTable(
    ['EVENT', 'TYPE', 'FAILED', 'ATTEMPTS', 'LAST RESULT'],
    rows.map(row => [row.eventId, row.type, row.diedAt, String(row.attempts), row.reason]),
  );
