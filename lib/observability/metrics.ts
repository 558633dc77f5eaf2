import type { RequestOutcome } from '../idempotency/response.ts';

/** Where the functions' metrics are found. */
export const metricNamespace = 'ConnectApi';

/** The dimensions of every metric: each is emitted once per service, and once per service and operation. */
export const metricDimensions = { service: 'service', operation: 'operation' } as const;

/** The value of the dimension `service`, unless `POWERTOOLS_SERVICE_NAME` tells the stages of an account apart. */
export const defaultServiceName = 'connect-api';

/** The metric of each outcome: one of them is counted per request. */
export const outcomeMetrics: Record<RequestOutcome, string> = {
  executed: 'Executed',
  replayed: 'Replayed',
  mismatch: 'Mismatch',
  rejected: 'Rejected',
  refused: 'Refused',
  locked: 'Locked',
  unknown: 'Unknown',
  failed: 'Failed',
};

/** What is measured of every request: milliseconds, rounds of the protocol, calls to DynamoDB. */
export const requestMetrics = { latency: 'Latency', rounds: 'Rounds', dynamoDbCalls: 'DynamoDbCalls' } as const;
