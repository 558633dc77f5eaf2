import { describe, expect, it } from 'vitest';
import { acceptsGzip } from '../../lib/http/compression.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

describe('a client accepts gzip', () => {
  it.each(['gzip', 'GZIP', 'deflate, gzip;q=0.5, br', 'x-gzip', 'gzip;q=1.0', ' gzip ; q=0.001'])('%s', value => {
    expect(acceptsGzip(value)).toBe(true);
  });
});

describe('a client does not accept gzip', () => {
  it.each(['', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000', 'gzipped'])('%s', value => {
    expect(acceptsGzip(value)).toBe(false);
  });
});

describe('a response', () => {
  const listLicenses = (encoding?: string) =>
    world.call('listLicenses', { headers: encoding === undefined ? {} : { 'Accept-Encoding': [encoding] } });

  it('with a large page is compressed for a client that accepts it, with the same content', async () => {
    await world.haveCustomer();
    await world.haveOffering();
    for (let index = 0; index < 30; index++) await world.haveLicense({ licenseId: `license-${index}` });
    const plain = await listLicenses();
    const compressed = await listLicenses('gzip');
    expect(plain.body.length).toBeGreaterThan(10_000);
    expect([plain.headers['Content-Encoding'], compressed.headers['Content-Encoding']]).toEqual([undefined, 'gzip']);
    expect(compressed.headers.Vary).toBe('Accept-Encoding');
    expect(compressed.body).toBe(plain.body);
  });

  it('that is small is never compressed', async () => {
    expect((await listLicenses('gzip')).headers['Content-Encoding']).toBeUndefined();
  });
});
