import { describe, expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import { createRouter } from '../../tools/local/router.ts';

const route = createRouter();

/** Returns the operation and the path parameters of a request. */
function routeRequest(method: string, path: string) {
  const result = route(method, path);
  return typeof result === 'object' && 'route' in result
    ? { operation: result.route.operation, ...result.pathParameters }
    : result;
}

describe('the router', () => {
  it.each(endpoints)('finds $operation', ({ operation, method, path }) => {
    expect(routeRequest(method, path.replace(/\{\w+\}/g, 'some-id'))).toMatchObject({ operation });
  });

  it.each([
    ['a trailing slash', '/licenses/l1/', { licenseId: 'l1' }],
    ['an encoded slash inside', '/licenses/a%2Fb', { licenseId: 'a%2Fb' }],
    ['a segment that is encoded twice', '/licenses/a%252Fb', { licenseId: 'a%252Fb' }],
    ['dots', '/licenses/..', { licenseId: '..' }],
    ['encoded dots', '/licenses/%2e%2e', { licenseId: '%2e%2e' }],
    ['Unicode', '/licenses/%E2%82%AC', { licenseId: '%E2%82%AC' }],
    ['an encoded fixed segment', '/%6cicenses/l1', { licenseId: 'l1' }],
    ['a prototype', '/licenses/__proto__', { licenseId: '__proto__' }],
  ])('accepts %s', (_, path, parameters) => {
    expect(routeRequest('GET', path)).toEqual({ operation: 'getLicense', ...parameters });
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '//licenses/l1'],
    ['GET', '/licenses/l1//'],
    ['GET', '/licenses//cancel'],
    ['GET', '/Licenses/l1'],
    ['GET', '/licenses/l1/cancel/now'],
    ['OPTIONS', '*'],
  ])('finds no route for %s %s', (method, path) => {
    expect(routeRequest(method, path)).toBeUndefined();
  });

  it.each([
    ['GET', '/licenses/l1/cancel', '/licenses/{licenseId}/cancel'],
    ['DELETE', '/licenses/l1', '/licenses/{licenseId}'],
    ['HEAD', '/licenses/l1', '/licenses/{licenseId}'],
    ['OPTIONS', '/licenses', '/licenses'],
    ['post', '/licenses', '/licenses'],
    ['POST', '/', '/'],
  ])('knows the path, but no such method, for %s %s', (method, path, knownPath) => {
    expect(routeRequest(method, path)).toEqual({ knownPath });
  });

  it.each(['/', '/docs', '/portal', '/health'])('finds HEAD of %s', path => {
    expect(routeRequest('HEAD', path)).toEqual(routeRequest('GET', path));
  });

  it.each(['/licenses/%', '/licenses/%zz', '/licenses/%C3', '/licenses/%ff', '/%'])('reports %s as malformed', path => {
    expect(routeRequest('GET', path)).toBe('malformed');
  });

  it('prefers a fixed segment to a parameter', () => {
    const [first] = endpoints;
    if (!first) throw new Error('There are no endpoints.');
    const table = ['/things/{id}', '/things/first', '/{any}/first'].map(path => ({ ...first, path, operation: path }));
    const result = createRouter(table)('POST', '/things/first');
    expect(result).toMatchObject({ route: { operation: '/things/first' } });
  });
});
