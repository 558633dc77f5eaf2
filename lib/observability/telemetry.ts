import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { defaultServiceName, initDurationMetric, metricNamespace } from './metrics.ts';

/** The part of Lambda's context that names the invocation. */
export interface InvocationContext {
  awsRequestId: string;
}

/** The logger and the metrics of a function. */
export interface Telemetry {
  logger: Logger;
  metrics: Metrics;
  /**
   * Adds `awsRequestId` to the log lines of this invocation. Lambda's own lines and the access log contain the same ID. The first
   * invocation of an execution environment also logs `initMs` and emits the metric of a cold start.
   */
  startInvocation(context: InvocationContext): void;
}

/** Creates the telemetry of this process, once its code is loaded. */
export function createTelemetry(environment = process.env): Telemetry {
  const service = { serviceName: environment.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  const logger = new Logger(service);
  const metrics = new Metrics({ ...service, namespace: metricNamespace });
  return { logger, metrics, startInvocation: createInvocationStart(logger, metrics, Math.round(performance.now())) };
}

/** Creates `startInvocation` of a telemetry. @param initMs - milliseconds from the start of the process until its code was loaded */
export function createInvocationStart(
  logger: Logger,
  metrics: Metrics,
  initMs: number,
): (context: InvocationContext) => void {
  let isColdStart = true;
  return ({ awsRequestId }) => {
    logger.removeKeys(['initMs']);
    logger.appendKeys({ awsRequestId, ...(isColdStart && { initMs }) });
    if (isColdStart) metrics.singleMetric().addMetric(initDurationMetric, MetricUnit.Milliseconds, initMs);
    isColdStart = false;
  };
}

/** Wraps the handler of a job, so that its log lines name the invocation. */
export const observeInvocations =
  <Input, Context extends object, Result>(
    startInvocation: Telemetry['startInvocation'],
    handle: (input: Input, context: Context) => Promise<Result>,
  ) =>
  (input: Input, context: Context & InvocationContext): Promise<Result> => {
    startInvocation(context);
    return handle(input, context);
  };
