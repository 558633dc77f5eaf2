import { allEndpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createRequestLog } from '../../lib/http/request-log.ts';
import type { RequestOutcome } from '../../lib/idempotency/response.ts';
import { createPublishLog } from '../../lib/jobs/events/publish-log.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createTelemetry, type Telemetry } from '../../lib/observability/telemetry.ts';

/** The log of one run of a function. */
export interface LogUsage {
  bytes: number;
  /** Custom metrics that exist because of it. */
  metrics: number;
}

const uuid = '00000000-0000-4000-8000-000000000000';
const tenantId = 'tenant';

/** Writes the log of one request. The time of the function has two digits. */
const logRequest =
  (operation: string, outcome: RequestOutcome, calls: number, caller: object = {}) =>
  ({ logger, metrics }: Telemetry): void => {
    const endpoint = allEndpoints.find(each => each.operation === operation) as Endpoint;
    const budget = { deadline: 0, maxCalls: 0, calls };
    const received = { requestId: uuid, arrivedAt: 0, budget, resource: endpoint.path, ...caller };
    createRequestLog(logger, metrics, () => 20)(endpoint, received, { status: 200, headers: {}, body: '', outcome }, 1);
  };

const ofClient = { caller: { tenantId, actor: { type: 'API_KEY', id: uuid } } };
const ofCommand = { ...ofClient, idempotencyKey: uuid };

const logBatch =
  (published: number, heartbeats: number) =>
  ({ logger, metrics }: Telemetry): void =>
    createPublishLog(logger, metrics).batchEnded({ published, heartbeats, quarantined: 0, failed: 0 });

/** Writes the log of a run, by the name of the run. */
const loggedRuns = {
  createLicense: logRequest('createLicense', 'executed', 2, ofCommand),
  replay: logRequest('createLicense', 'replayed', 1, ofCommand),
  getLicense: logRequest('getLicense', 'executed', 1, ofClient),
  getHealth: logRequest('getHealth', 'executed', 1),
  applyDue: ({ logger, metrics }: Telemetry) =>
    createScheduledChangeLog(logger, metrics).runEnded({
      ...{ applied: 0, copied: 0, deferred: 0, skipped: 0, quarantined: 0, failed: 0, stoppedEarly: false },
    }),
  publishHeartbeat: logBatch(0, 1),
  publishEvents: logBatch(1, 0),
  deliverWebhook: ({ logger, metrics }: Telemetry) =>
    createDeliveryLog(logger, metrics).attempted(
      {
        ...{ tenantId, endpointId: uuid, eventId: uuid, number: 1, type: 'license.created' },
        ...{ generation: 0, attempt: 0, firstAt: 0, dueAt: 0 },
      },
      { outcome: 'delivered', result: { status: 200, body: '' }, durationMs: 200 },
    ),
} satisfies Record<string, (telemetry: Telemetry) => void>;

export type LoggedRun = keyof typeof loggedRuns;

/** Measures the log of a run, as the logger and the metrics of the functions write it in Lambda. */
export function measureLog(run: LoggedRun, service: string, hasMetrics: boolean): LogUsage {
  const traceHeader = `Root=1-${'0'.repeat(8)}-${'0'.repeat(24)};Parent=${'0'.repeat(16)};Sampled=1`;
  const environment = { POWERTOOLS_METRICS_DISABLED: String(!hasMetrics), _X_AMZN_TRACE_ID: traceHeader };
  const text = captureOutput(environment, () => {
    const telemetry = createTelemetry({ POWERTOOLS_SERVICE_NAME: service });
    // The second invocation of an execution environment is warm.
    captureOutput({}, () => telemetry.startInvocation({ awsRequestId: uuid }));
    telemetry.startInvocation({ awsRequestId: uuid });
    loggedRuns[run](telemetry);
  });
  const lines = text.split('\n').filter(Boolean);
  return {
    bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
    metrics: lines.reduce((sum, line) => sum + countMetrics(JSON.parse(line)), 0),
  };
}

/** A line in CloudWatch's embedded metric format. */
interface MetricsLine {
  _aws?: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: object[] }[] };
}

/** A name has a metric of its own for each set of dimensions. */
const countMetrics = ({ _aws }: MetricsLine): number =>
  (_aws?.CloudWatchMetrics ?? []).reduce((sum, { Dimensions, Metrics }) => sum + Dimensions.length * Metrics.length, 0);

function captureOutput(environment: Record<string, string>, act: () => void): string {
  const before = { env: { ...process.env }, write: process.stdout.write };
  let text = '';
  Object.assign(process.env, environment);
  process.stdout.write = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  try {
    act();
  } finally {
    process.stdout.write = before.write;
    for (const name of Object.keys(environment)) {
      const value = before.env[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  return text;
}
