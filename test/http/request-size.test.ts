import { describe, expect, it } from 'vitest';
import { maxQueryBytes, maxRequestHeadBytes } from '../../lib/contract/request-limits.ts';
import { buildOpenApiDocument } from '../../tools/openapi/document.ts';
import { exchangeRawHttp } from '../support/raw-http.ts';
import { useServedWorld } from '../support/serve-world.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const served = useServedWorld(world);

const buildHead = (target: string, headers = '') =>
  `GET ${target} HTTP/1.1\r\nHost: api.example\r\nX-API-Key: ${world.apiKey}\r\n${headers}Connection: close\r\n\r\n`;

async function send(head: string) {
  const { status, body } = await exchangeRawHttp(served.port, head);
  return { status, json: JSON.parse(Buffer.from(body, 'latin1').toString()) };
}

/** Builds a filter by many types. @param value - of a type, percent-encoded, at most 64 characters */
function buildQuery(bytes: number, value: string): string {
  const parameter = `type=${value}&`;
  const parameters = parameter.repeat(Math.floor((bytes - 'type=x'.length) / parameter.length));
  return `${parameters}type=`.padEnd(bytes, 'x');
}

describe('a query', () => {
  const values = ['x'.repeat(40), '%C3%BC'.repeat(10), '%20%3A'.repeat(5)];

  it.each(values)('of as many bytes as allowed is read: values like %s', async value => {
    const query = buildQuery(maxQueryBytes, value);
    expect(query).toHaveLength(maxQueryBytes);
    expect((await send(buildHead(`/licenses?${query}`))).status).toBe(200);
  });

  it.each(values)('with one byte more is refused: values like %s', async value => {
    const { status, json } = await send(buildHead(`/licenses?${buildQuery(maxQueryBytes + 1, value)}`));
    expect(status).toBe(400);
    expect(json.details).toEqual([
      {
        property: 'query',
        code: 'TOO_LONG',
        message: 'must have at most 6000 bytes, percent-encoded',
        suggestion: 'Send several requests, each with a part of the values.',
      },
    ]);
  });
});

it('a query is as long as if it were percent-encoded, however it is sent', async () => {
  const encoded = buildQuery(maxQueryBytes + 1, '%3A'.repeat(10));
  const sent = encoded.replaceAll('%3A', ':');
  expect((await send(buildHead(`/licenses?${sent}`))).json.details).toMatchObject([{ code: 'TOO_LONG' }]);
});

describe('the request line with the headers', () => {
  it('has room for the longest reference in a path, the longest query and the longest idempotency key', async () => {
    const longestReference = encodeURIComponent(`rid_${'\u{1F4F1}'.repeat(255)}`);
    const target = `/subscriptions/${longestReference}/addons?${buildQuery(maxQueryBytes, 'x')}`;
    const { json } = await send(buildHead(target, `X-Idempotency-Key: ${'k'.repeat(256)}\r\n`));
    expect(json.details).toMatchObject([{ property: 'type', code: 'UNKNOWN_FIELD' }]);
  });

  it('is refused by the local server if it is larger than the gateway allows', async () => {
    const { status, json } = await send(buildHead('/licenses', `X-Large: ${'x'.repeat(maxRequestHeadBytes)}\r\n`));
    expect(status).toBe(400);
    expect(json.details).toEqual([
      { property: 'headers', code: 'TOO_LONG', message: 'and the request line are together larger than 10240 bytes' },
    ]);
  });
});

it('the documentation states the limits', () => {
  const { description } = buildOpenApiDocument().info;
  for (const bytes of [maxQueryBytes, maxRequestHeadBytes]) expect(description).toContain(bytes.toLocaleString('en'));
});
