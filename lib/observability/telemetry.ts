import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { defaultServiceName, metricNamespace } from './metrics.ts';

/** The logger and the metrics of a function. */
export interface Telemetry {
  logger: Logger;
  metrics: Metrics;
}

export function createTelemetry(environment = process.env): Telemetry {
  const service = { serviceName: environment.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  return { logger: new Logger(service), metrics: new Metrics({ ...service, namespace: metricNamespace }) };
}
