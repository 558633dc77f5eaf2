import { gunzipSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { servePortal } from '../../functions/portal/page.ts';
import { portalPageRoutes } from '../../functions/portal/routes.ts';
import { type PortalPageSettings, readPortalPageSettings } from '../../functions/portal/settings.ts';
import { ErrorBody } from '../../lib/contract/errors.ts';
import { createRouter } from '../../tools/local/router.ts';

const html = '<!doctype html><base href="/portal/"><script type="module" src="./assets/index-B1a_2.js"></script>';
const contents = new Map([
  ['index.html', html],
  ['openapi.json', '{"openapi":"3.1.0"}'],
  ['assets/index-B1a_2.js', 'start();'],
  ['assets/.js', 'never served'],
  ['secret.js', 'never served'],
]);
const readFile = (name: string) => {
  const content = contents.get(name);
  return content === undefined ? undefined : gzipSync(content);
};

const settings: PortalPageSettings = { loginUrl: '/oidc', clientId: 'connect-portal', issuer: 'http://localhost/oidc' };
const findRoute = createRouter(portalPageRoutes);

/** Sends a request as the gateway passes it to the function. @param front - the path before the route */
function requestPortal(
  path: string,
  {
    front = '',
    headers = {},
    settings: own = settings,
  }: { front?: string; headers?: object; settings?: PortalPageSettings } = {},
) {
  const matched = findRoute('GET', path);
  if (typeof matched !== 'object' || !('route' in matched)) throw new Error(`There is no route for ${path}.`);
  const event = {
    resource: matched.route.path,
    headers,
    pathParameters: matched.pathParameters,
    requestContext: { path: front + path },
  } as unknown as APIGatewayProxyEvent;
  return servePortal(event, readFile, own);
}

describe('the page of the portal', () => {
  it.each(['', '/v1', '/connect/v1'])('loads its files below %j', front => {
    for (const path of ['/portal', '/portal/']) {
      const { statusCode, headers, body } = requestPortal(path, { front });
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      expect(body).toBe(html.replace('href="/', `href="${front}/`));
    }
  });

  it('may load and call this origin only, and the origin of an absolute login address', () => {
    const readPolicy = (loginUrl: string) =>
      requestPortal('/portal', { settings: { ...settings, loginUrl } }).headers?.['Content-Security-Policy'];
    expect(readPolicy('/oidc')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(readPolicy('https://login.example/path')).toContain("connect-src 'self' https://login.example; ");
    expect(readPolicy('http://127.0.0.1:4566')).toContain("connect-src 'self' http://127.0.0.1:4566; ");
    expect(readPolicy("https://login.example; script-src 'unsafe-inline'")).not.toContain('unsafe-inline');
  });

  it('knows how to sign in from its settings', () => {
    const environment = {
      PORTAL_LOGIN_URL: 'https://login.example',
      PORTAL_CLIENT_ID: 'client',
      PORTAL_ISSUER: 'https://issuer.example',
    };
    const found = readPortalPageSettings(environment);
    const { statusCode, headers, body } = requestPortal('/portal/config.json', found && { settings: found });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    expect(JSON.parse(body)).toEqual({
      loginUrl: 'https://login.example',
      clientId: 'client',
      issuer: 'https://issuer.example',
    });
    for (const name of Object.keys(environment))
      expect(readPortalPageSettings({ ...environment, [name]: '' }), name).toBeUndefined();
  });

  it('gets 503 with the reason for its settings where sign-in is not set up', () => {
    const event = { resource: '/portal/config.json', headers: {} } as APIGatewayProxyEvent;
    const { statusCode, headers, body } = servePortal(event, readFile, undefined);
    expect(statusCode).toBe(503);
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'X-Request-Id': expect.stringMatching(/^[\w-]{36}$/),
    });
    const { code, details } = ErrorBody.parse(JSON.parse(body));
    expect(code).toBe('SERVICE_UNAVAILABLE');
    expect(details?.[0]?.message).toMatch(/^is not set up on this server/);
  });
});

describe('a file of the portal', () => {
  it('can be cached permanently, because its name contains a hash; the document is revalidated', () => {
    const asset = requestPortal('/portal/assets/index-B1a_2.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(asset.headers).toMatchObject({
      'Content-Type': 'text/javascript; charset=utf-8',
      'Content-Encoding': 'gzip',
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    expect(String(gunzipSync(Buffer.from(asset.body, 'base64')))).toBe('start();');

    const document = requestPortal('/portal/openapi.json');
    expect(document.headers).toMatchObject({ 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
    expect(Buffer.from(document.body, 'base64').toString()).toBe(contents.get('openapi.json'));
    const again = requestPortal('/portal/openapi.json', { headers: { 'If-None-Match': document.headers?.ETag } });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
  });

  it.each(['nothing.js', '.js', '..', '..%2Fsecret.js', 'index.html', '__proto__'])('%s does not exist', file => {
    const { statusCode, headers, body } = requestPortal(`/portal/assets/${file}`);
    expect(statusCode).toBe(404);
    expect(headers).toHaveProperty('X-Request-Id');
    expect(ErrorBody.parse(JSON.parse(body)).code).toBe('NOT_FOUND');
  });
});
