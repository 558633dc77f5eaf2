/** What is counted of webhooks, once per service: a failed attempt that was the last one counts as both. */
export const webhookMetrics = {
  delivered: 'Delivered',
  failed: 'DeliveryFailed',
  dead: 'DeadLettered',
} as const;
