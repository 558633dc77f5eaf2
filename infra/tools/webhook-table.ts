import type { DeadLetter } from '../../lib/webhooks/dead-letter.ts';
import { secretsInForce } from '../../lib/webhooks/sign.ts';
import type { WebhookEndpoint } from '../../lib/webhooks/webhook-endpoint.ts';
import { textTable } from './text-table.ts';

/** What a person may see of an endpoint. */
export interface EndpointRow {
  endpointId: string;
  url: string;
  createdAt: string;
  /** Until when earlier secrets sign too. */
  overlapUntil: string | null;
  deadLetters: number;
}

/** What a person may see of a dead letter; its event is in the table, by these names. */
export type DeadLetterRow = Pick<DeadLetter, 'eventId' | 'type' | 'diedAt' | 'attempts' | 'reason'>;

/** An endpoint without what proves its messages. @param now - an instant */
export function endpointRow(endpoint: WebhookEndpoint, deadLetters: number, now: string): EndpointRow {
  const { endpointId, url, createdAt } = endpoint;
  const ends = secretsInForce(endpoint, now).flatMap(({ expiresAt }) => expiresAt ?? []);
  return { endpointId, url, createdAt, overlapUntil: ends.sort().at(-1) ?? null, deadLetters };
}

export const deadLetterRow = ({ eventId, type, diedAt, attempts, reason }: DeadLetter): DeadLetterRow => ({
  eventId,
  type,
  diedAt,
  attempts,
  reason,
});

export const endpointTable = (rows: EndpointRow[]): string =>
  textTable(
    ['ENDPOINT', 'CREATED', 'BOTH SECRETS UNTIL', 'DEAD', 'ADDRESS'],
    rows.map(row => [row.endpointId, row.createdAt, row.overlapUntil ?? '-', String(row.deadLetters), row.url]),
  );

export const deadLetterTable = (rows: DeadLetterRow[]): string =>
  textTable(
    ['EVENT', 'TYPE', 'GIVEN UP', 'ATTEMPTS', 'LAST ANSWER'],
    rows.map(row => [row.eventId, row.type, row.diedAt, String(row.attempts), row.reason]),
  );
