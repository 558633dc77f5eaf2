import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { createRequestLog } from '../../lib/http/request-log.ts';
import { createTelemetry } from '../../lib/observability/telemetry.ts';
import {
  cancelTransaction as cancelled,
  injectedRequestId,
  loseCall,
  type NetworkFault,
  refuseCall,
  respondWith,
} from '../support/faulty-network.ts';
import { captureLogLines } from '../support/log-lines.ts';
import { haveOneOfEach } from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const license = { path: { licenseId: 'license' } };
const personal = { metadata: { note: 'call Ada at home' } };

/** The lines that were written. */
let lines: string[] = [];
// biome-ignore lint/suspicious/noExplicitAny: a line is JSON of any shape
const parsed = (): any[] => lines.map(line => JSON.parse(line));
const requestLine = () => parsed().find(line => line.message === 'request');
const metricsLine = () => parsed().find(line => '_aws' in line);

/** Starts the real telemetry of a function, after its first invocation. Its consoles write to the streams of the process. */
function useRealTelemetry(): void {
  const { logger, metrics, startInvocation } = createTelemetry();
  world.startInvocation = startInvocation;
  world.observe = createRequestLog(logger, metrics, () => world.clock);
}

beforeEach(async () => {
  await haveOneOfEach(world);
  lines = captureLogLines();
  useRealTelemetry();
  world.startInvocation({ awsRequestId: 'earlier' });
  lines.length = 0;
});

afterEach(() => {
  world.observe = () => {};
  world.startInvocation = () => {};
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('the log line of a request', () => {
  it('contains the caller, the operation, the outcome, the time and the DynamoDB calls', async () => {
    const { headers } = await world.call('cancelLicense', { ...license, idempotencyKey: 'k', body: personal });
    expect(parsed()).toHaveLength(2);
    expect(requestLine()).toMatchObject({
      level: 'INFO',
      service: 'connect-api',
      requestId: headers['X-Request-Id'],
      awsRequestId: 'invocation',
      keyId: world.apiKey.split('_')[3],
      tenantId: world.tenantId,
      operation: 'cancelLicense',
      status: 200,
      outcome: 'executed',
      rounds: 1,
      ms: 0,
      dynamoDbCalls: 2,
    });
    expect(requestLine()).not.toHaveProperty('code');
  });

  it('contains the cause of a failure', async () => {
    await world.overwrite(licenseRef(world.tenantId, 'license'), { cancellationSchedule: 'SOON' });
    await world.call('cancelLicense', license);
    expect(requestLine()).toMatchObject({
      level: 'ERROR',
      status: 500,
      code: 'INTERNAL_ERROR',
      cause: expect.stringMatching(/^CorruptItemError: The item .*license#license.* does not parse/),
    });
  });

  it('contains the trace ID of X-Ray, if the invocation has one', async () => {
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-65a50000-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1');
    await world.call('getLicense', license);
    expect(requestLine()).toMatchObject({ xray_trace_id: '1-65a50000-0123456789abcdef01234567' });
    vi.stubEnv('_X_AMZN_TRACE_ID', undefined);
    lines.length = 0;
    await world.call('getLicense', license);
    expect(requestLine()).not.toHaveProperty('xray_trace_id');
  });

  it('contains the reason of a 401, which the client does not see', async () => {
    const apiKey = await world.haveApiKey({ revokedAt: world.now });
    await world.call('getLicense', { ...license, apiKey });
    expect(requestLine()).toMatchObject({ status: 401, code: 'UNAUTHORIZED', cause: 'revoked' });
  });

  it('contains no caller if there is no API key', async () => {
    await world.call('getLicense', { ...license, apiKey: 'secret' });
    expect(requestLine()).toMatchObject({ status: 401, rounds: 0, dynamoDbCalls: 0 });
    expect(requestLine()).not.toHaveProperty('keyId');
    expect(requestLine()).not.toHaveProperty('tenantId');
  });
});

describe('each kind of result has its outcome in the log and the metrics', () => {
  const send = { ...license, idempotencyKey: 'k', body: { scheduledAt: '2024-03-01' } };
  const cancel = (more: object = {}) => world.call('cancelLicense', { ...send, ...more });

  const ways: [string, string, number, string | undefined, () => Promise<unknown>][] = [
    ['executed', 'Executed', 200, undefined, () => cancel()],
    [
      'replayed',
      'Replayed',
      200,
      undefined,
      async () => {
        await cancel();
        lines.length = 0;
        await cancel();
      },
    ],
    [
      'mismatch',
      'Mismatch',
      409,
      'idempotency_key_mismatch',
      async () => {
        await cancel();
        lines.length = 0;
        await cancel({ body: {} });
      },
    ],
    ['rejected', 'Rejected', 404, 'license_not_found', () => cancel({ path: { licenseId: 'unknown' } })],
    ['refused', 'Refused', 400, 'VALIDATION_ERROR', () => cancel({ body: { scheduledAt: 'soon' } })],
    ['refused', 'Refused', 400, 'MALFORMED_JSON', () => cancel({ body: '{' })],
    ['refused', 'Refused', 401, 'UNAUTHORIZED', () => cancel({ apiKey: 'secret' })],
    ['refused', 'Refused', 413, 'PAYLOAD_TOO_LARGE', () => cancel({ body: 'x'.repeat(70_000) })],
    [
      'refused',
      'Refused',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => cancel({ headers: { 'Content-Type': ['text/plain'] } }),
    ],
    [
      'locked',
      'Locked',
      409,
      'idempotency_key_locked',
      () => {
        world.network.failAlways('TransactWriteItems', cancelled('TransactionConflict', 'None'));
        return cancel();
      },
    ],
    [
      'unknown',
      'Unknown',
      503,
      'outcome_unknown',
      () => {
        world.network.failAlways('TransactWriteItems', loseCall);
        return cancel();
      },
    ],
    [
      'failed',
      'Failed',
      503,
      'SERVICE_UNAVAILABLE',
      () => {
        world.network.failAlways('BatchGetItem', refuseCall('InternalServerError', {}, 500));
        return cancel();
      },
    ],
    [
      'failed',
      'Failed',
      500,
      'INTERNAL_ERROR',
      () => {
        world.network.failAlways('BatchGetItem', refuseCall('AccessDeniedException'));
        return cancel();
      },
    ],
  ];

  it.each(ways)('%s is counted as %s: %i %s', async (outcome, metric, status, code, end) => {
    await end();
    // A failure is also counted for the version of the function, by which its release is judged.
    const ofVersion = parsed().slice(2);
    const isFailure = outcome === 'failed' || outcome === 'unknown';
    expect(ofVersion).toMatchObject(
      isFailure ? [{ [metric]: 1, operation: 'cancelLicense', service: 'connect-api', version: '$LATEST' }] : [],
    );
    const line = requestLine();
    expect(line).toMatchObject({ outcome, status, ...(code && { code }) });
    expect(line.level).toBe(isFailure ? 'ERROR' : 'INFO');
    expect(metricsLine()).toMatchObject({
      [metric]: 1,
      Latency: line.ms,
      Rounds: line.rounds,
      DynamoDbCalls: line.dynamoDbCalls,
      operation: 'cancelLicense',
      service: 'connect-api',
      requestId: line.requestId,
    });
  });

  it('a wait is reported as milliseconds, rounds and calls', async () => {
    world.network.failNext(...[1, 2].map(() => refuseCall('ThrottlingException')));
    await cancel();
    expect(requestLine()).toMatchObject({ ms: 300, dynamoDbCalls: 4, rounds: 1 });
  });

  it('a clock that DynamoDB refuses is counted and logged with the skew', async () => {
    const message = 'Signature expired: A is now earlier than B (20240115T103000Z - 5 min.)';
    world.network.failNext(refuseCall('InvalidSignatureException', { message }));
    await cancel();
    expect(metricsLine()).toMatchObject({ Failed: 1, ClockSkew: 1 });
    expect(requestLine().cause).toContain('the clock of this process is 3600 s behind');
  });

  it('a request without such a refusal counts no skew', async () => {
    await cancel();
    expect(metricsLine()).not.toHaveProperty('ClockSkew');
  });
});

describe('the log line names the DynamoDB request', () => {
  const message = 'Signature expired: A is now earlier than B (20240115T103000Z - 5 min.)';
  const faults: [string, string, NetworkFault][] = [
    ['a throttled read', 'BatchGetItem', refuseCall('ThrottlingException')],
    ['a failed read', 'BatchGetItem', refuseCall('InternalServerError', {}, 500)],
    ['a read without permission', 'BatchGetItem', refuseCall('AccessDeniedException')],
    ['a read to which a proxy responds', 'BatchGetItem', respondWith(502, 'Bad Gateway')],
    ['a signature refused for its time', 'BatchGetItem', refuseCall('InvalidSignatureException', { message })],
    ['a cancelled transaction', 'TransactWriteItems', cancelled('TransactionConflict', 'None')],
    ['a throttled transaction', 'TransactWriteItems', refuseCall('ThrottlingException')],
    ['a transaction of unknown outcome', 'TransactWriteItems', refuseCall('InternalServerError', {}, 500)],
    ['a transaction without permission', 'TransactWriteItems', refuseCall('AccessDeniedException')],
    ['an incomplete response', 'TransactWriteItems', respondWith(200, '{"ItemColl')],
  ];

  it.each(faults)('of %s', async (_title, operation, fault) => {
    world.network.failAlways(operation, fault);
    await world.call('cancelLicense', { ...license, idempotencyKey: 'k', body: {} });
    expect(requestLine()).toMatchObject({ cause: expect.any(String), failedCallRequestId: injectedRequestId });
  });

  it('only if a response arrived', async () => {
    world.network.failAlways('BatchGetItem', loseCall);
    await world.call('getLicense', license);
    expect(requestLine()).toMatchObject({ cause: expect.stringContaining('socket hang up') });
    expect(requestLine()).not.toHaveProperty('failedCallRequestId');
  });
});

describe('the metrics of a request', () => {
  it('have one set for the service and one for the operation', async () => {
    await world.call('getLicense', license);
    await world.call('getSubscription', { path: { subscriptionId: 'subscription' } });
    const sets = parsed().filter(line => '_aws' in line);
    expect(sets.map(({ operation, Executed }) => [operation, Executed])).toEqual([
      ['getLicense', 1],
      ['getSubscription', 1],
    ]);
    for (const { _aws } of sets) {
      const [{ Namespace, Dimensions, Metrics: metrics }] = _aws.CloudWatchMetrics;
      expect(Namespace).toBe('ConnectApi');
      expect(Dimensions.map((names: string[]) => names.toSorted())).toEqual([['operation', 'service'], ['service']]);
      expect(metrics).toEqual([
        { Name: 'Executed', Unit: 'Count' },
        { Name: 'Latency', Unit: 'Milliseconds' },
        { Name: 'Rounds', Unit: 'Count' },
        { Name: 'DynamoDbCalls', Unit: 'Count' },
      ]);
    }
  });
});

describe('no log line or metric', () => {
  it('contains a secret, a body or personal data', async () => {
    const [secret = '', hash = ''] = [world.apiKey.split('_')[4], (await world.items('apiKeys'))[0]?.hash as string];
    const sends = [
      { idempotencyKey: 'key-of-the-client', body: personal },
      { idempotencyKey: 'key-of-the-client', body: { ...personal, scheduledAt: 'soon' } },
      { idempotencyKey: 'key of the client', body: personal },
      { body: '{"note":"call Ada at home"' },
      { apiKey: world.apiKey.slice(0, -1), body: personal },
      { apiKey: `${world.apiKey.slice(0, -6)}000000`, body: personal },
      { path: { licenseId: 'Ada at home' }, body: personal },
      { query: { note: ['Ada at home'] }, body: personal },
      { headers: { 'Content-Type': ['Ada at home'] }, body: personal },
    ];
    for (const send of sends) await world.call('cancelLicense', { ...license, ...send });
    await world.call('createLicense', {
      body: { productOfferingId: 'offering', customerId: 'customer', ...personal },
    });
    await world.overwrite(licenseRef(world.tenantId, 'license'), { type: undefined });
    await world.call('getLicense', license);

    // The last request fails, which is also counted for the version of the function.
    expect(parsed()).toHaveLength(2 * (sends.length + 2) + 1);
    for (const text of [
      secret,
      hash,
      world.apiKey,
      'Ada',
      'at home',
      'Cloud PBX',
      'key-of-the-client',
      'key of the client',
    ]) {
      expect(lines.join('\n')).not.toContain(text);
    }
  });
});
