import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventCommand } from '../../tools/cli/event-command.ts';
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
  const isKnown = operation === 'StartReplay' || input.ArchiveName === 'connect-staging-events';
  if (!isKnown) return response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
  response.end(JSON.stringify({ ArchiveArn: archiveArn, EventSourceArn: busArn, State: 'STARTING' }));
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
afterEach(() => vi.unstubAllEnvs());

async function events(...args: string[]) {
  const { output, said } = recordOutput();
  const command = createEventCommand({ environment: {}, output, signal: AbortSignal.abort() });
  return { code: await runCommandLine(command, args, output), ...said };
}

describe('npx connect-api events --replay', () => {
  it('replays the archive of a stage to its bus', async () => {
    const period = ['--since', '2024-01-15T09:00:00Z', '--until', '2024-01-15T10:30:00Z'];
    const { code, out, err } = await events('--replay', '--stage', 'staging', ...period);
    const name = 'connect-staging-events-2024-01-15T10-30-00-000Z';
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

  it.each([
    [2, 'add --stage', ['--replay', '--since', '2h']],
    [2, 'add --replay', ['--stage', 'staging']],
    [2, 'with --since', ['--replay', '--stage', 'staging']],
    [2, 'must be before --until', ['--replay', '--stage', 'staging', '--since', '1h', '--until', '2h']],
    [2, 'must be an instant', ['--replay', '--stage', 'staging', '--since', 'yesterday']],
    [1, 'There is no archive connect-production-events', ['--replay', '--stage', 'production', '--since', '2h']],
  ])('exits with %i and prints "%s"', async (code, sentence, args) => {
    expect(await events(...args)).toMatchObject({ code, out: '', err: expect.stringContaining(sentence) });
    expect(calls.filter(({ operation }) => operation === 'StartReplay')).toEqual([]);
  });
});
