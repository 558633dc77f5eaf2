import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { importLines } from '../../lib/import/import-lines.ts';
import { ensureDemoApiKey } from '../../tools/local/demo-api-key.ts';
import { ensureDemoOrders } from '../../tools/local/demo-orders.ts';
import { ensureDemoRecord } from '../../tools/local/demo-record.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import type { LocalGateway } from '../../tools/local/gateway.ts';
import { readExamples } from '../../tools/openapi/examples.ts';
import { publishChanges } from '../support/publish-changes.ts';
import { sendExample } from '../support/send-example.ts';
import { serveWorld } from '../support/serve-world.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
let gateway: LocalGateway;
let baseUrl: string;
let apiKey: string;

beforeAll(async () => {
  // The demo data is also imported at an instant that the examples contain.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-12T08:00:00.000Z') });
  const lines = readFileSync(new URL('../../tools/local/demo.ndjson', import.meta.url));
  await importLines(() => [lines], createLocalDependencies(engine), {
    onProblem: problem => expect.fail(JSON.stringify(problem)),
  });
  await ensureDemoOrders(engine, Date.now());
  await ensureDemoRecord(engine, Date.parse('2026-01-15T09:00:00.000Z'));
  apiKey = await ensureDemoApiKey(engine, undefined, Date.now());
  await publishChanges(engine, createLocalDependencies(engine));
  vi.useRealTimers();
  ({ gateway, baseUrl } = await serveWorld(world));
});
afterAll(() => gateway.drain());

/** Replaces every generated ID with the number of its first appearance. */
function replaceRandomIds(response: unknown): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(response).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, id => {
    if (!ids.includes(id)) ids.push(id);
    return `id ${ids.indexOf(id)}`;
  });
  return JSON.parse(text.replace(/"keyId":"\w{12}"/, '"keyId":"key ID"'));
}

/** Reads come before commands, because the changes of commands would be visible. */
const all = [...endpoints]
  .sort((a, b) => Number(isCommandEndpoint(a)) - Number(isCommandEndpoint(b)))
  .flatMap(endpoint => Object.entries(readExamples(endpoint)).map(([name, example]) => ({ endpoint, name, example })));

describe('the examples of the document, sent to a server with the demo data,', () => {
  it.each(all)('$endpoint.operation $name gets the documented response', async ({ endpoint, example }) => {
    world.clock = Date.parse('2026-01-15T09:30:00.000Z');
    const { status, json } = await sendExample({ baseUrl, caller: { 'X-API-Key': apiKey } }, endpoint, example);
    expect({ status, response: replaceRandomIds(json) }).toEqual({
      ...{ status: endpoint.success.status, response: replaceRandomIds(example.response) },
    });
  });
});
