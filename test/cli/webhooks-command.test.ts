import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWebhookEffects } from '../../lib/jobs/webhooks/webhook-effects.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createWebhookCommand } from '../../tools/cli/webhook-command.ts';
import { openWebhookContext } from '../../tools/cli/webhook-context.ts';
import { createLocalWebhookQueue } from '../../tools/local/local-messaging.ts';
import { haveDeadLetters } from '../jobs/webhooks/have-dead-letters.ts';
import { recordOutput } from '../support/record-output.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { TestData } from '../support/test-data.ts';
import { useEngine } from '../support/test-engine.ts';
import { listStoredEndpoints } from '../support/webhook-endpoints.ts';

const engine = useEngine();
const newFolder = useTempFolders();
let tenantId: string;

beforeEach(async () => {
  tenantId = await new TestData(engine).haveTenant();
});

/** The response of the receiver. */
let answer = { status: 200, body: '' };
let secrets: string[] = [];
const verified: unknown[] = [];
let port: number;
const server = createServer(async (request, response) => {
  const body = await text(request);
  for (const secret of secrets)
    verified.push(new Webhook(secret).verify(body, request.headers as Record<string, string>));
  response.writeHead(answer.status).end(answer.body);
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => void server.close());

/** Runs the command. @returns the exit code and the output */
async function webhooks(...args: string[]) {
  const { output, said } = recordOutput();
  const openQueue = async () => createLocalWebhookQueue(engine);
  const open = async () => ({
    client: engine.client,
    tables: engine.tables,
    close: async () => {},
    queue: openQueue,
    effects: createWebhookEffects({ policy: { allowLoopback: true }, openQueue, resolve: async () => [] }),
  });
  return { code: await runCommandLine(createWebhookCommand(open, output), args, output), ...said };
}

const tenantOption = () => ['--tenant', tenantId];
async function addAndParse(path = '/') {
  const made = await webhooks('add', `http://127.0.0.1:${port}${path}`, ...tenantOption());
  const endpointId = /endpoint ([0-9a-f-]{36})/.exec(made.err)?.[1] ?? '';
  return { ...made, secret: made.out.trim(), endpointId, its: [...tenantOption(), '--endpoint', endpointId] };
}
const onlyTheSecret = expect.stringMatching(/^whsec_[\w+/]{43}=\n$/);

describe('npx connect-api webhooks', () => {
  it('adds an endpoint and prints its secret once, alone on stdout', async () => {
    const made = await addAndParse();
    expect(made).toMatchObject({ code: 0, out: onlyTheSecret });
    expect(made.err).toBe(
      `The secret of the endpoint ${made.endpointId} of tenant ${tenantId} is shown only now: store it safely.\n`,
    );
    const [endpoint] = await listStoredEndpoints(engine, tenantId);
    expect(endpoint).toMatchObject({ endpointId: made.endpointId, url: `http://127.0.0.1:${port}/` });
    expect(endpoint?.secrets).toEqual([{ text: made.secret }]);
  });

  it('lists the endpoints without their secrets, as a table and as JSON', async () => {
    const { endpointId, secret, its } = await addAndParse('/hooks?token=a');
    const rotated = await webhooks('rotate', ...its, '--overlap', '1h');
    const plain = await webhooks('list', ...tenantOption());
    expect(plain.out).toMatch(/^ENDPOINT +NAME +STATE +ATTEMPTS +SUCCESSES +WAITING +DEAD +URL\n/);
    const listed = await webhooks('list', ...tenantOption(), '--json');
    expect(JSON.parse(listed.out)).toEqual([
      {
        endpointId,
        url: `http://127.0.0.1:${port}/hooks?token=a`,
        createdAt: expect.any(String),
        secrets: [{ secretId: expect.any(String) }, { secretId: expect.any(String), expiresAt: expect.any(String) }],
        health: { attempts: 0, successes: 0, waiting: 0, deadLetters: 0 },
      },
    ]);
    for (const { out, err } of [plain, listed]) {
      expect(out + err).not.toContain(secret);
      expect(out + err).not.toContain(rotated.out.trim());
    }
  });

  it('rotates a secret, and prints the end of the overlap', async () => {
    const { endpointId, secret, its } = await addAndParse();
    const rotated = await webhooks('rotate', ...its);
    expect(rotated).toMatchObject({ code: 0, out: onlyTheSecret });
    const [endpoint] = await listStoredEndpoints(engine, tenantId);
    expect(endpoint?.secrets.map(({ text }) => text)).toEqual([rotated.out.trim(), secret]);
    expect(rotated.err).toBe(
      `The new secret of the endpoint ${endpointId} is shown only now: store it safely. Messages are also signed with the old secret until ${endpoint?.secrets[1]?.expiresAt}.\n`,
    );
    expect(await webhooks('rotate', ...its)).toMatchObject({
      code: 1,
      err: expect.stringContaining('another rotation'),
    });
    expect((await webhooks('end-overlap', ...its)).err).toContain('Only the latest secret');
    expect((await webhooks('rotate', ...its, '--overlap', '0h')).err).toContain('The old secret is no longer used.');
  });

  it('filters by event type, names, disables and enables an endpoint', async () => {
    const url = `http://127.0.0.1:${port}/`;
    const options = ['--name', 'billing', '--event-types', 'license.created,license.ended'];
    const { err } = await webhooks('add', url, ...tenantOption(), ...options);
    const endpointId = /endpoint ([0-9a-f-]{36})/.exec(err)?.[1] ?? '';
    const its = [...tenantOption(), '--endpoint', endpointId];
    const listed = async () => JSON.parse((await webhooks('list', ...tenantOption(), '--json')).out);
    expect(await listed()).toMatchObject([{ name: 'billing', eventTypes: ['license.created', 'license.ended'] }]);
    expect(await webhooks('update', ...its, '--all-event-types')).toMatchObject({
      code: 0,
      err: expect.stringContaining('all events'),
    });
    expect(await webhooks('disable', ...its)).toMatchObject({ code: 0, err: expect.stringContaining('is disabled') });
    expect(await listed()).toMatchObject([{ disabled: { reason: 'REQUESTED' } }]);
    expect((await webhooks('list', ...tenantOption())).out).toContain('disabled');
    expect(await webhooks('replay', ...its)).toMatchObject({ code: 1, err: expect.stringContaining('Enable it') });
    expect(await webhooks('enable', ...its)).toMatchObject({ code: 0, err: expect.stringContaining('replay --since') });
    expect((await listed())[0]).not.toHaveProperty('disabled');
    expect(await webhooks('update', ...its)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Name what to change'),
    });
    expect(await webhooks('update', ...its, '--event-types', 'all')).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('"all" is not an event type. Event types: license.created') },
    });
  });

  it('removes an endpoint', async () => {
    const { endpointId, its } = await addAndParse();
    expect(await webhooks('remove', ...its)).toEqual({
      code: 0,
      out: '',
      err: `The endpoint ${endpointId} was removed.\n`,
    });
    expect(await listStoredEndpoints(engine, tenantId)).toEqual([]);
    expect(await webhooks('remove', ...its)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no webhook endpoint'),
    });
  });

  it('sends a signed test event and prints the response', async () => {
    const { endpointId, secret, its } = await addAndParse();
    const rotated = await webhooks('rotate', ...its);
    secrets = [secret, rotated.out.trim()];
    answer = { status: 202, body: 'hello\u001b[2J' };
    const tested = await webhooks('test', ...its);
    secrets = [];
    expect(tested).toMatchObject({ code: 0, err: '' });
    expect(tested.out).toMatch(/^The endpoint accepted the event [0-9a-f-]{36}: status 202: hello\?\[2J\n$/);
    expect(verified.splice(0)).toEqual(
      Array.from({ length: 2 }, () => expect.objectContaining({ type: 'webhook.test', data: { endpointId } })),
    );
    answer = { status: 500, body: '' };
    expect((await webhooks('test', ...its)).err).toMatch(
      /^The endpoint did not accept the event [0-9a-f-]{36}: status 500\.\n$/,
    );
  });

  it('lists dead letters and attempts, and delivers events again', async () => {
    const { endpointId, its } = await addAndParse();
    const [first, second] = await haveDeadLetters(engine, { tenantId, endpointId }, 2);
    const dead = await webhooks('list', ...tenantOption(), '--dead');
    expect(dead.out.split('\n').slice(0, 2)).toEqual([
      'EVENT                                 TYPE             FAILED                    ATTEMPTS  LAST RESULT',
      `${first?.eventId}  license.updated  2024-01-16T09:30:00.000Z  1         status 500`,
    ]);
    expect(JSON.parse((await webhooks('list', ...tenantOption(), '--json')).out)).toMatchObject([
      { health: { deadLetters: 2 } },
    ]);
    expect((await webhooks('deliveries', ...its, '--limit', '1')).out.split('\n')).toEqual([
      expect.stringMatching(/^EVENT +TYPE +REPLAY +AT +RESULT +MS +NEXT TRY$/),
      expect.stringMatching(`^${second?.eventId}  license.updated  0 +2024-01-16T09:30:00.000Z  status 500  12  -$`),
      '',
    ]);

    const again = (count: number) => ({ code: 0, out: `Events that are being delivered again: ${count}\n`, err: '' });
    expect(await webhooks('replay', ...its, '--event', first?.eventId ?? '')).toEqual(again(1));
    expect(await webhooks('replay', ...its)).toEqual(again(2));
    expect(await webhooks('replay', ...its, '--since', '1h')).toEqual(again(2));
    expect(await webhooks('replay', ...its, '--event', '0b7c3c5e-6f6b-4a52-9d2c-2f5f6f0b8f01')).toMatchObject({
      code: 1,
      err: expect.stringContaining('has no event 0b7c3c5e'),
    });
  });

  it.each([
    [1, 'npx connect-api import', ['add', 'https://example.com/', '--tenant', 'nobody']],
    [2, 'must begin with https://', ['add', 'http://example.com/']],
    [2, 'must be a URL like https://example.com/hooks', ['add', 'example.com']],
    [2, 'must lead to a public address', ['add', 'https://10.0.0.1/']],
    [2, 'must not contain a user name or password', ['add', 'https://u:p@example.com/']],
    [2, 'cannot be resolved', ['add', 'https://nothing.invalid/']],
    [2, "missing required argument 'url'", ['add']],
    [2, 'too many arguments', ['add', 'https://example.com/', 'https://example.org/']],
    [1, 'There is no webhook endpoint', ['test', '--endpoint', '0b7c3c5e-6f6b-4a52-9d2c-2f5f6f0b8f01']],
    [2, 'as shown by list.', ['test', '--endpoint', 'first']],
    [2, "'--endpoint <id>' not specified", ['rotate']],
    [2, 'at most 3650d', ['rotate', '--overlap', 'long']],
    [2, 'It must be the id of an event.', ['replay', '--event', 'x']],
    [2, 'must be an instant', ['replay', '--since', 'yesterday']],
    [2, 'must not be in the future', ['replay', '--since', '2199-01-01T00:00:00Z']],
    [
      2,
      "unknown command 'destroy'. Commands: add, update, disable, enable, list, remove, rotate, end-overlap, test, deliveries, replay.",
      ['destroy'],
    ],
    [2, 'Usage: npx connect-api webhooks', []],
    [0, '', ['--help']],
  ])('exits with %i and prints "%s"', async (code, sentence, args) => {
    const whose = args.length > 0 && !args.includes('--help') && !args.includes('--tenant') ? tenantOption() : [];
    expect(await webhooks(...args, ...whose)).toMatchObject({ code, err: expect.stringContaining(sentence) });
    expect(await listStoredEndpoints(engine, tenantId)).toEqual([]);
  });

  it('refuses a URL that the tenant already has', async () => {
    await addAndParse();
    expect((await addAndParse()).err).toContain('a webhook endpoint with this URL already');
  });

  it('works on this machine without --stage, and allows its addresses there', async () => {
    const { output, said } = recordOutput();
    const environment = { CONNECT_LOCAL_FOLDER: newFolder() };
    const here = await openWebhookContext({ environment });
    await new TestData({ ...here, url: '' }).haveTenant({ tenantId });
    await here.close();
    const program = createWebhookCommand(place => openWebhookContext({ ...place, environment }), output);
    const code = await runCommandLine(program, ['add', 'http://localhost:4000/', ...tenantOption()], output);
    expect({ code, out: said.out }).toEqual({ code: 0, out: onlyTheSecret });
  });
});
