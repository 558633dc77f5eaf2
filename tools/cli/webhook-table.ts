import type { PortalWebhook, WebhookDelivery, WebhookWithHealth } from '../../lib/contract/webhook.ts';
import { formatTextTable } from './text-table.ts';

/** Returns the end of the time during which earlier secrets sign too, or undefined if there is only one. */
export const findOverlapEnd = ({ secrets }: PortalWebhook): string | undefined =>
  secrets
    .flatMap(({ expiresAt }) => expiresAt ?? [])
    .sort()
    .at(-1);

export const formatWebhookTable = (webhooks: WebhookWithHealth[]): string =>
  formatTextTable(
    ['ENDPOINT', 'NAME', 'STATE', 'ATTEMPTS', 'SUCCESSES', 'WAITING', 'DEAD', 'URL'],
    webhooks.map(({ endpointId, name = '-', disabled, health, url }) => [
      ...[endpointId, name, formatState(disabled)],
      ...[health.attempts, health.successes, health.waiting, health.deadLetters].map(String),
      url,
    ]),
  );

const formatState = (disabled: PortalWebhook['disabled']): string => {
  if (!disabled) return 'enabled';
  return disabled.reason === 'GONE' ? 'disabled: 410' : 'disabled';
};

export const formatDeadLetterTable = (deliveries: WebhookDelivery[]): string =>
  formatTextTable(
    ['EVENT', 'TYPE', 'FAILED', 'ATTEMPTS', 'LAST RESULT'],
    deliveries.map(({ eventId, type, endedAt = '-', attempts, reason = '-' }) => [
      ...[eventId, type, endedAt, String(attempts.length), reason],
    ]),
  );

/** The latest deliveries, one line per attempt. A delivery without an attempt has one line with its reason. */
export const formatDeliveryTable = (deliveries: WebhookDelivery[]): string =>
  formatTextTable(
    ['EVENT', 'TYPE', 'REPLAY', 'AT', 'RESULT', 'MS', 'NEXT TRY'],
    deliveries.flatMap(({ eventId, type, attempts, endedAt = '-', reason = '-', nextAt }) =>
      attempts.length === 0
        ? [[eventId, type, '-', endedAt, reason, '-', '-']]
        : attempts.map(({ replay, at, status, error, durationMs }, index) => [
            ...[eventId, type, String(replay), at],
            ...[status === undefined ? (error ?? '-') : `status ${status}`, String(durationMs)],
            (index === attempts.length - 1 && nextAt) || '-',
          ]),
    ),
  );
