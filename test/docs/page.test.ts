import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { servePage } from '../../functions/docs/page.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import { ErrorBody } from '../../lib/contract/errors.ts';
import type { PageFiles } from '../../lib/http/static-files.ts';
import { createDocsPagesHandler } from '../../tools/local/docs-pages.ts';
import { createLocalGateway } from '../../tools/local/gateway.ts';

const contents = readPageFiles();
const compressed = new Map([...contents].map(([name, content]) => [name, gzipSync(content, { level: 1 })]));
const files: PageFiles = name => compressed.get(name);

interface PageRequest {
  /** The path before the route. */
  front?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  sourceIp?: string;
}

/** Builds the gateway's event of a request. */
function createPageEvent(path: string, { front = '', headers = {}, query, sourceIp = '127.0.0.1' }: PageRequest = {}) {
  const [, , file] = path.split('/');
  return {
    httpMethod: 'GET',
    resource: file === undefined ? path : '/docs/{file}',
    path,
    headers,
    pathParameters: file === undefined ? null : { file },
    queryStringParameters: query ?? null,
    requestContext: { path: front + path, identity: { sourceIp } },
  } as unknown as APIGatewayProxyEvent;
}

const requestPage = (path: string, asked?: PageRequest) => {
  const { body, headers = {}, ...more } = servePage(createPageEvent(path, asked), files);
  return { ...more, headers, body, bytes: Buffer.from(body, more.isBase64Encoded ? 'base64' : 'utf8') };
};

/** Lists the paths that a page loads or links to, as a browser resolves them. */
const linksOf = (html: string): string[] => {
  const base = /<base href="([^"]*)">/.exec(html)?.[1] ?? '';
  const links = [...html.matchAll(/ (?:href|src|data-document)="([^"]+)"/g)].map(([, link = '']) => link);
  return links.slice(1).map(link => new URL(link, `https://api.example${base}`).href);
};

describe('the pages', () => {
  it.each(['', '/v1', '/connect/v1'])('load their files below %j', front => {
    for (const path of ['/', '/docs']) {
      const { statusCode, headers, body } = requestPage(path, { front });
      expect({ statusCode, type: headers['Content-Type'] }).toEqual({
        ...{ statusCode: 200, type: 'text/html; charset=utf-8' },
      });
      const links = linksOf(body);
      expect(links.length).toBeGreaterThan(3);
      for (const link of links) {
        const { origin, pathname, searchParams } = new URL(link);
        expect(origin).toBe('https://api.example');
        const own = pathname.slice(front.length);
        expect(pathname).toBe(front + own);
        // Another function serves the portal.
        if (own === '/portal') continue;
        const asked = { front, query: Object.fromEntries(searchParams) };
        expect(requestPage(own, asked), link).toMatchObject({ statusCode: 200 });
      }
    }
  });

  it('run only their own script files, load nothing from other origins, and cannot be framed', () => {
    for (const path of ['/', '/docs']) {
      const { headers, body } = requestPage(path);
      expect(headers['Content-Security-Policy']).toMatch(
        /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
      );
      expect(headers['Content-Security-Policy']).not.toContain('unsafe-eval');
      expect(body).not.toMatch(/<script(?![^>]* src=)|https?:| on\w+=/);
    }
  });

  it('use the path before their route only if it is a path', () => {
    expect(requestPage('/docs', { front: '/"><script>' }).body).toContain('<base href="/">');
  });

  it('contain no API key; the local server puts the demo key into pages for its own machine only', async () => {
    expect(requestPage('/docs').body).toContain('name="api-key" content=""');
    const pages = createDocsPagesHandler(() => 'connect_test_demo');
    const keyIn = async (asked: PageRequest) => {
      const { body } = await pages(createPageEvent('/docs', asked), {} as never);
      return /name="api-key" content="(.*)"/.exec(body)?.[1];
    };
    expect(await keyIn({ headers: { Host: '127.0.0.1:3000' } })).toBe('connect_test_demo');
    expect(await keyIn({ headers: { host: 'localhost' } })).toBe('connect_test_demo');
    expect(await keyIn({ headers: { Host: 'rebound.example:3000' } })).toBe('');
    expect(await keyIn({ headers: { Host: '127.0.0.1:3000' }, sourceIp: '192.0.2.1' })).toBe('');
  });
});

describe('a file of a page', () => {
  it('is compressed if the client accepts it, and is the same otherwise', () => {
    const zipped = requestPage('/docs/openapi.json', { headers: { 'accept-encoding': 'br, gzip' } });
    const plain = requestPage('/docs/openapi.json');
    expect(zipped.headers).toMatchObject({ 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' });
    expect(plain.headers).not.toHaveProperty('Content-Encoding');
    expect(gunzipSync(zipped.bytes)).toEqual(plain.bytes);
    expect(plain.bytes.equals(contents.get('openapi.json') ?? Buffer.alloc(0))).toBe(true);
  });

  it('is small enough for a Lambda response, also uncompressed', () => {
    expect(requestPage('/docs/reference.js').body.length).toBeLessThan(6_000_000);
  });

  it('can be cached permanently under its version; otherwise it is revalidated', () => {
    expect(requestPage('/docs/docs.js', { query: { v: '1' } }).headers['Cache-Control']).toContain('immutable');
    const { headers } = requestPage('/docs/docs.js');
    expect(headers['Cache-Control']).toBe('no-cache');
    const again = requestPage('/docs/docs.js', { headers: { 'If-None-Match': String(headers.ETag) } });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
  });

  it.each(['nothing.js', 'docs.html', '..', '.js', '../package.json', '__proto__'])('%s does not exist', file => {
    const { statusCode, body } = servePage(
      { ...createPageEvent('/docs/x'), pathParameters: { file } } as APIGatewayProxyEvent,
      files,
    );
    expect(statusCode).toBe(404);
    expect(ErrorBody.parse(JSON.parse(body)).code).toBe('NOT_FOUND');
  });
});

describe('the local server', () => {
  it('serves the pages besides the endpoints, and nothing else under them', async () => {
    const gateway = createLocalGateway(new Map([['docs', createDocsPagesHandler(() => undefined)]]));
    const server = gateway.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const get = (path: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
    expect(await (await get('/')).text()).toContain('<h1>Connect API</h1>');
    expect(await (await get('/docs/')).text()).toContain('<base href="/">');
    expect(await (await get('/docs/openapi.json')).json()).toMatchObject({ info: { title: 'Connect API' } });
    for (const path of ['/docs/nothing.js', '/docs/a/b.js']) expect((await get(path)).status).toBe(404);
    const head = await get('/docs', 'HEAD');
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '',
    ]);
    await gateway.drain();
  });
});
