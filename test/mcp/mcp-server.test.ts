import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { callApi, readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const project = join(import.meta.dirname, '..', '..');
const folder = useTempFolders()();
const start = useProcesses();
const order = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
let api = { url: '', apiKey: '' };
const clients: Client[] = [];

/** A proxy in front of the API. Each test sets what happens to a command. */
type Intercept = (forward: () => Promise<Response>, response: ServerResponse) => Promise<void>;
const passOn: Intercept = async (forward, response) => {
  const { status, headers, ...answer } = await forward().then(async received => ({
    status: received.status,
    headers: received.headers,
    body: await received.text(),
  }));
  const replayed = headers.get('idempotent-replayed');
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'X-Request-Id': headers.get('x-request-id') ?? '',
    ...(replayed && { 'Idempotent-Replayed': replayed }),
  });
  response.end(answer.body);
};
let intercept: Intercept = passOn;
/** The idempotency keys of the commands that reached the proxy. */
const sentKeys: (string | undefined)[] = [];
const proxy = createServer(async (request, response) => {
  const body = await buffer(request);
  const { method = '', url = '' } = request;
  const forward = () => forwardRequest(request, body);
  if (method === 'GET') return passOn(forward, response);
  sentKeys.push(request.headers['x-idempotency-key'] as string | undefined);
  return intercept(forward, response).catch(() => response.destroy(new Error(url)));
});

const forwardRequest = ({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Promise<Response> => {
  const { host, connection, 'content-length': _, 'accept-encoding': __, ...others } = headers as Record<string, string>;
  return fetch(`${api.url}${url}`, { method, headers: others, ...(body.length > 0 && { body }) });
};

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  api = { url: baseUrl, apiKey: readStrictDemo(folder).apiKey };
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterAll(async () => {
  await Promise.all(clients.map(client => client.close()));
  proxy.closeAllConnections();
  proxy.close();
});

/** Starts the MCP server and connects the client of the SDK to it. */
async function connectAssistant(env: { url?: string; apiKey?: string } = {}) {
  const { url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, apiKey = api.apiKey } = env;
  const client = new Client({ name: 'test', version: '1' });
  const notices: string[] = [];
  client.setNotificationHandler(
    LoggingMessageNotificationSchema,
    ({ params }) => void notices.push(String(params.data)),
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', 'tools/cli/main.ts', 'mcp'],
      cwd: project,
      env: { PATH: process.env.PATH ?? '', CONNECT_URL: url, CONNECT_API_KEY: apiKey },
    }),
  );
  clients.push(client);
  return { client, notices };
}

interface ToolResult {
  isError?: boolean;
  content: { text: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: tests read results of every tool
  structuredContent: any;
}

const callTool = (client: Client, name: string, args: object = {}, options: object = {}): Promise<ToolResult> =>
  client.callTool({ name, arguments: { ...args } }, undefined, options) as unknown as Promise<ToolResult>;

const countLicenses = async (): Promise<number> =>
  JSON.parse((await callApi(api.url, api.apiKey, '/licenses?limit=1000')).body).items.length;

let assistant: Awaited<ReturnType<typeof connectAssistant>>;
beforeAll(async () => {
  assistant = await connectAssistant();
});

describe('the tools', () => {
  it('are one per operation, with schemas without references, and marked', async () => {
    const { client } = assistant;
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(endpoints.map(({ operation }) => operation).sort());
    expect(JSON.stringify(tools)).not.toMatch(/\$ref|#\/components/);
    for (const { name, annotations, inputSchema } of tools) {
      const endpoint = endpoints.find(({ operation }) => operation === name) ?? expect.fail(name);
      expect(annotations).toMatchObject({
        readOnlyHint: !isCommandEndpoint(endpoint),
        destructiveHint: isCommandEndpoint(endpoint) && endpoint.success.status !== 201,
        idempotentHint: endpoint.success.status !== 201,
      });
      expect('idempotencyKey' in (inputSchema.properties ?? {})).toBe(
        isCommandEndpoint(endpoint) || name === 'getIdempotencyKey',
      );
    }
    const create = tools.find(({ name }) => name === 'createLicense');
    expect(create?.inputSchema.required).toEqual(['productOfferingId', 'customerId']);
    expect(create?.description).toContain('Create a license');
  });

  it('are those that the scopes of the API key allow', async () => {
    const created = spawnSync(
      'npx',
      ['connect-api', 'keys', 'create', '--tenant', 'demo', '--name', 'reader', '--scopes', 'licenses:read'],
      { cwd: project, encoding: 'utf8', env: { ...process.env, CONNECT_LOCAL_FOLDER: folder } },
    );
    const { client } = await connectAssistant({ apiKey: created.stdout.trim() });
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names.sort()).toEqual(
      ['getApiKey', 'getIdempotencyKey', 'getLicense', 'listLicenseOfferingOptions', 'listLicenses'].sort(),
    );
    expect(await callTool(client, 'createLicense', order)).toMatchObject({
      isError: true,
      structuredContent: { error: { code: 'FORBIDDEN' } },
    });
  });

  it('cannot be listed with an API key that is not valid, or without the API', async () => {
    const unknown = await connectAssistant({ apiKey: `${api.apiKey.slice(0, -4)}AAAA` });
    await expect(unknown.client.listTools()).rejects.toThrow(/The API refuses CONNECT_API_KEY/);
  });
});

describe('a call', () => {
  it('of a read returns the response', async () => {
    const { client } = assistant;
    const { structuredContent } = await callTool(client, 'getSubscription', { subscriptionId: 'demo-subscription' });
    expect(structuredContent).toMatchObject({ response: { subscriptionId: 'demo-subscription' } });
    const filtered = await callTool(client, 'listLicenses', { status: ['ACTIVE', 'PENDING'], limit: 2 });
    expect(filtered.structuredContent.response.items.length).toBeLessThanOrEqual(2);
  });

  it('with wrong arguments names them', async () => {
    const { client } = assistant;
    const text = async (name: string, args: object) => (await callTool(client, name, args)).content[0]?.text;
    expect(await text('getLicense', {})).toBe('getLicense requires the argument licenseId, a text that is not empty.');
    expect(await text('getLicense', { licenseId: '' })).toContain('requires the argument licenseId');
    expect(await text('getLicense', { licenseId: 'l', id: 1 })).toBe(
      'getLicense has no argument id. Its arguments: licenseId.',
    );
    expect(await text('createLicense', { ...order, scheduledAt: '1999-01-01' })).toContain('"property":"scheduledAt"');
    expect(await text('createLicense', { ...order, idempotencyKey: 7 })).toBe('idempotencyKey must be a text.');
    await expect(callTool(client, 'dropTables')).rejects.toThrow(/There is no tool dropTables/);
  });

  it('of a command announces the key that it generates before the request, and returns it', async () => {
    const { client, notices } = assistant;
    notices.length = 0;
    let noticesAtRequest: string[] = [];
    intercept = (forward, response) => {
      noticesAtRequest = [...notices];
      return passOn(forward, response);
    };
    const { structuredContent } = await callTool(client, 'createLicense', order);
    intercept = passOn;
    expect(structuredContent).toMatchObject({ replayed: false, response: { status: 'ACTIVE' } });
    expect(noticesAtRequest).toEqual([`createLicense has the idempotency key ${structuredContent.idempotencyKey}.`]);
  });

  it('uses the key of the caller, and says that a response is a replay', async () => {
    const { client } = assistant;
    const args = { ...order, idempotencyKey: `mcp-${process.pid}` };
    const direct = { url: api.url };
    const { client: second } = await connectAssistant(direct);
    const first = await callTool(client, 'createLicense', args);
    const again = await callTool(second, 'createLicense', args);
    expect(again.structuredContent).toEqual({ ...first.structuredContent, replayed: true });
  });
});

describe('a repeated call', () => {
  it('creates another license after the first response was delivered', async () => {
    const { client } = assistant;
    const first = await callTool(client, 'createLicense', order);
    const second = await callTool(client, 'createLicense', order);
    expect(second.structuredContent.response.licenseId).not.toBe(first.structuredContent.response.licenseId);
  });

  it('is carried out once if the client gave up before the first response', async () => {
    const { client } = assistant;
    const before = await countLicenses();
    intercept = async (forward, response) => {
      await forward();
      // The response is never sent.
      response.on('close', () => {});
    };
    await expect(callTool(client, 'createLicense', order, { timeout: 1500 })).rejects.toThrow(/timed out/i);
    intercept = passOn;
    const [lostKey] = sentKeys.slice(-1);
    const { structuredContent } = await callTool(client, 'createLicense', order);
    expect(structuredContent.idempotencyKey).toBe(lostKey);
    expect(await countLicenses()).toBe(before + 1);
  });

  it('is carried out once if two calls run at the same time', async () => {
    const { client } = assistant;
    const before = await countLicenses();
    const results = await Promise.all(
      [1, 2, 3].map(() => callTool(client, 'createLicense', { ...order, metadata: { a: 1 } })),
    );
    const ids = results.map(({ structuredContent }) => structuredContent.response.licenseId);
    expect(new Set(ids).size).toBe(1);
    expect(await countLicenses()).toBe(before + 1);
  });

  it('is carried out once if the client gave up while the first response was on its way', async () => {
    const { client } = assistant;
    const args = { ...order, metadata: { late: true } };
    const first = await callTool(client, 'createLicense', args);
    // The SDK numbers the requests of a client.
    const requestId = (client as unknown as { _requestMessageId: number })._requestMessageId - 1;
    await client.notification({ method: 'notifications/cancelled', params: { requestId } });
    const second = await callTool(client, 'createLicense', args);
    expect(second.structuredContent).toEqual({ ...first.structuredContent, replayed: true });
  });

  it.each([
    ['the API does not know the outcome', 503, 'outcome_unknown'],
    ['a proxy responds in place of the API', 502, 'BAD_GATEWAY'],
  ])(
    'is all that is proposed if %s',
    async (_case, status, code) => {
      const { client } = assistant;
      const body = JSON.stringify({ message: 'Unknown.', code });
      intercept = async (_forward, response) => {
        const headers = { 'Content-Type': 'application/json', 'X-Request-Id': crypto.randomUUID(), 'Retry-After': '0' };
        response.writeHead(status, headers).end(body);
      };
      const { isError, content, structuredContent } = await callTool(client, 'createOrder', {
        customerId: 'demo-customer',
        lineItems: [{ type: 'LICENSE', productOfferingId: 'demo-license-offering' }],
      });
      intercept = passOn;
      expect(isError).toBe(true);
      expect(content).toEqual([
        { type: 'text', text: `Call again with this key: ${structuredContent.idempotencyKey}` },
      ]);
    },
    30_000,
  );
});

describe('npx connect-api mcp', () => {
  it.each([
    ['no address', {}, 'CONNECT_URL must be an address such as https://api.example.com.'],
    ['no API key', { CONNECT_URL: 'http://127.0.0.1:1' }, 'CONNECT_API_KEY must be the complete API key'],
  ])('ends with one sentence if there is %s', (_case, env, sentence) => {
    const { CONNECT_URL, CONNECT_API_KEY, ...inherited } = process.env;
    const result = spawnSync(process.execPath, ['--import', 'tsx', 'tools/cli/main.ts', 'mcp'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...inherited, ...env },
    });
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(sentence) });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends when the assistant closes its input', () => {
    const result = spawnSync(process.execPath, ['--import', 'tsx', 'tools/cli/main.ts', 'mcp'], {
      cwd: project,
      encoding: 'utf8',
      input: '',
      env: { ...process.env, CONNECT_URL: api.url, CONNECT_API_KEY: api.apiKey },
    });
    expect(result).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
