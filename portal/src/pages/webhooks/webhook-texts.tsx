import { Badge } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';

export type ListedWebhook = portalComponents['schemas']['WebhookWithHealth'];

/** Shows if a webhook endpoint gets events, in words and colour. */
export function WebhookState({ webhook: { disabled } }: { webhook: Pick<ListedWebhook, 'disabled'> }) {
  if (!disabled) return <Badge color="teal">enabled</Badge>;
  return <Badge color="gray">{disabled.reason === 'GONE' ? 'disabled: gone' : 'disabled'}</Badge>;
}

/** Writes a share of attempts in per cent. */
export const toSuccessRate = ({ attempts, successes }: ListedWebhook['health']): string =>
  attempts === 0 ? 'no attempts' : `${Math.floor((successes / attempts) * 100)} % of ${attempts}`;

/** Writes a number of deliveries. The API does not count further than 1000. */
export const toCountText = (count: number): string => (count >= 1000 ? '1000 or more' : String(count));

export const toTypesText = (eventTypes: readonly string[] | undefined): string => eventTypes?.join(', ') ?? 'all';
