import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventCommand } from '../../tools/cli/event-command.ts';
import { replayStageEvents } from '../../tools/cli/replay-stage-events.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { recordOutput } from '../support/record-output.ts';

interface EventBridgeCall {
  operation: string;
  input: Record<string, unknown>;
}

const calls: EventBridgeCall[] = [];
let url = '';
const busArn = 'arn:aws:events:eu-central-1:111122223333:event-bus/connect-staging-events';
const archiveArn = 'arn:aws:events:eu-central-1:111122223333:archive/connect-staging-events';
const server = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  const input = (await json(request)) as Record<string, unknown>;
  calls.push({ operation, input });
  response.setHeader('Content-Type', 'application/x-amz-json-1.1');
  const isKnown = operation === 'StartReplay' || input.ArchiveName !== 'connect-production-events';
  if (!isKnown) return response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
  response.end(
    JSON.stringify({ ArchiveArn: archiveArn, EventSourceArn: busArn, RetentionDays: 30, State: 'STARTING' }),
  );
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls.length = 0;
  const environment = {
    AWS_ENDPOINT_URL_EVENTBRIDGE: url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

async function events(...args: string[]) {
  const { output, said } = recordOutput();
  const command = createEventCommand({ environment: {}, output, signal: AbortSignal.abort() });
  return { code: await runCommandLine(command, args, output), ...said };
}

describe('npx connect-api events --replay', () => {
  it('replays the archive of a stage to its bus', async () => {
    vi.setSystemTime('2024-01-16T08:00:00.123Z');
    const period = ['--since', '2024-01-15T09:00:00Z', '--until', '2024-01-15T10:30:00Z'];
    const { code, out, err } = await events('--replay', '--stage', 'staging', ...period);
    const name = 'connect-staging-events-2024-01-16T08-00-00-123Z';
    expect([code, out, err]).toEqual([
      0,
      `${name}\n`,
      expect.stringContaining(`describe-replay --replay-name ${name}`),
    ]);
    expect(calls[1]).toEqual({
      operation: 'StartReplay',
      input: {
        ReplayName: name,
        EventSourceArn: archiveArn,
        EventStartTime: Date.parse('2024-01-15T09:00:00Z') / 1000,
        EventEndTime: Date.parse('2024-01-15T10:30:00Z') / 1000,
        Destination: { Arn: busArn },
      },
    });
  });

  it('gives each replay of a period a name of its own, within the limit of EventBridge', async () => {
    const period = ['--since', '2024-01-15T09:00:00Z', '--until', '2024-01-15T10:30:00Z'];
    vi.setSystemTime('2024-01-16T08:00:00.123Z');
    const first = await events('--replay', '--stage', 'staging', ...period);
    vi.setSystemTime('2024-01-16T08:00:00.124Z');
    const second = await events('--replay', '--stage', 'staging', ...period);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.out).not.toBe(first.out);
    const client = new EventBridgeClient({});
    const now = Date.parse('2024-01-16T08:00:00.124Z');
    const name = await replayStageEvents(client, 'a'.repeat(60), { sinceMs: now - 1, untilMs: now }, now);
    expect([name.length, name.slice(-25)]).toEqual([64, '-2024-01-16T08-00-00-124Z']);
  });

  it('rejects a time before the events that the archive stores', async () => {
    vi.setSystemTime('2024-03-01T00:00:00.000Z');
    const early = await events('--replay', '--stage', 'staging', '--since', '31d');
    expect(early).toEqual({
      code: 2,
      out: '',
      err: '--since is too early: the archive stores events for 30 days, since 2024-01-31T00:00:00.000Z.\n',
    });
    const now = Date.now();
    const period = { sinceMs: now - 30 * 24 * 3_600_000, untilMs: now };
    expect(await replayStageEvents(new EventBridgeClient({}), 'staging', period, now + 1000)).toContain('staging');
  });

  it('explains that there is no region', async () => {
    vi.stubEnv('AWS_REGION', '');
    expect(await events('--replay', '--stage', 'staging', '--since', '2h')).toMatchObject({
      ...{ code: 1, err: expect.stringContaining('set AWS_REGION') },
    });
  });

  it.each([
    [2, '--tenant, --type', ['--replay', '--stage', 'staging', '--since', '2h', '--tenant', 'acme']],
    [2, 'add --stage', ['--replay', '--since', '2h']],
    [2, 'add --replay', ['--stage', 'staging']],
    [2, 'with --since', ['--replay', '--stage', 'staging']],
    [2, 'must be before --until', ['--replay', '--stage', 'staging', '--since', '1h', '--until', '2h']],
    [2, 'must be an instant', ['--replay', '--stage', 'staging', '--since', 'yesterday']],
    [1, 'there is no archive connect-production-events', ['--replay', '--stage', 'production', '--since', '2h']],
  ])('exits with %i and prints "%s"', async (code, sentence, args) => {
    expect(await events(...args)).toMatchObject({ code, out: '', err: expect.stringContaining(sentence) });
    expect(calls.filter(({ operation }) => operation === 'StartReplay')).toEqual([]);
  });
});
