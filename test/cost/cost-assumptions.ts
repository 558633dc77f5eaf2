/** Figures of a running stage that AWS publishes or that only a running stage can show. docs/cost.md lists them. */
export const costAssumptions = {
  hoursPerMonth: 730,
  /** Pollers of a queue that Lambda reads, and the wait of each of their requests. Published. */
  queuePollers: 5,
  pollSeconds: 20,
  /** Metrics that Lambda emits for a stream's event source with `EventCount`. Published. */
  eventSourceMetrics: 6,
  /** X-Ray records one request per second and this share of the others. Published. */
  traceShare: 0.05,
  /** Time of `check-health` for one request, through DNS, TLS, firewall and gateway. */
  healthRequestMs: 100,
  /** Time of a webhook endpoint to respond, as in docs/scale.md. */
  deliveryMs: 200,
  /** Time of one call to SQS. */
  queueMs: 15,
  /** Bytes of an event in the archive. An event has up to this size in the measured units. */
  eventBytes: 1000,
} as const;
