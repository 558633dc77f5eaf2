/** The CloudWatch namespace of the functions' metrics. */
export const metricNamespace = 'ConnectApi';

/**
 * The dimensions of every request metric. Each is emitted once per service, and once per service and operation; `versionMetrics` also with
 * the version of the function.
 */
export const metricDimensions = { service: 'service', operation: 'operation', version: 'version' } as const;

/** The value of the dimension `service` unless `POWERTOOLS_SERVICE_NAME` is set, which separates the stages of an account. */
export const defaultServiceName = 'connect-api';

/** The metric of each request outcome. Every request counts for exactly one of them. */
export const outcomeMetrics = {
  executed: 'Executed',
  replayed: 'Replayed',
  mismatch: 'Mismatch',
  rejected: 'Rejected',
  refused: 'Refused',
  locked: 'Locked',
  unknown: 'Unknown',
  failed: 'Failed',
} as const;

/** The outcomes that are also emitted with the version of the function, so that a release is judged by its own failures. */
export const versionMetrics = { failed: outcomeMetrics.failed, unknown: outcomeMetrics.unknown } as const;

/** Measurements of every request: milliseconds, rounds of the protocol, calls to DynamoDB. */
export const requestMetrics = { latency: 'Latency', rounds: 'Rounds', dynamoDbCalls: 'DynamoDbCalls' } as const;

/**
 * Milliseconds from the start of the process until its code was loaded, once per execution environment. The number of
 * samples is the number of cold starts.
 */
export const initDurationMetric = 'InitDuration';

/** Requests that ended because DynamoDB refused a signature for its time: the clock of the function is wrong. */
export const clockSkewMetric = 'ClockSkew';

/** Counts of every run of apply-due, once per service. `stoppedEarly` is 1 when a run left something for the next one. */
export const scheduledChangeMetrics = {
  applied: 'Applied',
  quarantined: 'Parked',
  failed: 'ApplyFailed',
  stoppedEarly: 'DueLeft',
} as const;

/**
 * Counts of every batch of stream records, once per service: published events, records that must be retried, records that can never be
 * published and went to the failure bucket, and heartbeats that came back.
 */
export const publishMetrics = {
  published: 'EventsPublished',
  failed: 'EventsFailed',
  quarantined: 'RecordsQuarantined',
  heartbeats: 'Heartbeats',
} as const;

/** Counts of webhook attempts, once per service. The last failed attempt of an event counts as both `failed` and `dead`. */
export const webhookMetrics = { delivered: 'Delivered', failed: 'DeliveryFailed', dead: 'DeadLettered' } as const;
