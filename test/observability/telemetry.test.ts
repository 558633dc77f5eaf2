import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createInvocationStart, createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';
import { captureLogLines } from '../support/log-lines.ts';

let lines: string[] = [];
// biome-ignore lint/suspicious/noExplicitAny: a line is JSON of any shape
const parsed = (): any[] => lines.map(line => JSON.parse(line));

beforeEach(() => {
  lines = captureLogLines();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs two invocations of a job that writes a line. */
async function runTwice() {
  const { logger, metrics } = createTelemetry({ POWERTOOLS_SERVICE_NAME: 'connect-api-dev' });
  const startInvocation = createInvocationStart(logger, metrics, 250);
  const handler = observeInvocations(startInvocation, async (input: string, _context: object) => {
    logger.info(input);
    return `${input} done`;
  });
  return [await handler('first', { awsRequestId: 'a' }), await handler('second', { awsRequestId: 'b' })];
}

it('every line of a job names its invocation, and only the first has the duration of the start', async () => {
  expect(await runTwice()).toEqual(['first done', 'second done']);
  const [first, second, ...others] = parsed().filter(line => 'message' in line);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ message: 'first', awsRequestId: 'a', initMs: 250 });
  expect(second).toMatchObject({ message: 'second', awsRequestId: 'b' });
  expect(second).not.toHaveProperty('initMs');
});

it('the cold start is a metric of the service, once', async () => {
  await runTwice();
  expect(parsed().filter(line => '_aws' in line)).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'ConnectApi',
            Dimensions: [['service']],
            Metrics: [{ Name: 'InitDuration', Unit: 'Milliseconds' }],
          },
        ],
      },
      service: 'connect-api-dev',
      InitDuration: 250,
    },
  ]);
});
