import { describe, expect, it } from 'vitest';
import { UserError } from '../../lib/user-error.ts';
import { buildBaseUrl } from '../../tools/local/listen.ts';
import { parseServerSettings } from '../../tools/local/server-settings.ts';

describe('the settings of a local server', () => {
  it('default to the loopback addresses, port 3000 and the embedded engine', () => {
    expect(parseServerSettings({ PORT: '', HOST: '', AWS_ENDPOINT_URL_DYNAMODB: '' })).toMatchObject({
      port: 3000,
      hosts: ['127.0.0.1', '::1'],
      target: { kind: 'local', folder: expect.stringMatching(/\.local$/) },
    });
    expect(parseServerSettings({ PORT: '0', HOST: '0.0.0.0', CONNECT_LOCAL_FOLDER: '/data' })).toEqual({
      port: 0,
      hosts: ['0.0.0.0'],
      target: { kind: 'local', folder: '/data' },
      runsJobs: true,
      servesSignIn: true,
    });
  });

  it('use the own OpenID provider unless the environment names another one completely', () => {
    const other = {
      PORTAL_ISSUER: 'https://issuer.example',
      PORTAL_CLIENT_ID: 'client',
      PORTAL_JWKS_URL: 'https://issuer.example/jwks',
      PORTAL_LOGIN_URL: 'https://login.example',
    };
    expect(parseServerSettings(other).servesSignIn).toBe(false);
    expect(parseServerSettings({ PORTAL_ISSUER: '' }).servesSignIn).toBe(true);
    expect(parseServerSettings({ AWS_ENDPOINT_URL_DYNAMODB: 'http://10.0.0.1' }).servesSignIn).toBe(false);
    for (const HOST of ['localhost', '::1', '0.0.0.0', '::'])
      expect(parseServerSettings({ HOST }).servesSignIn, HOST).toBe(true);
    for (const HOST of ['192.0.2.1', 'example.org'])
      expect(parseServerSettings({ HOST }).servesSignIn, HOST).toBe(false);
    expect(() => parseServerSettings({ ...other, PORTAL_CLIENT_ID: '', PORTAL_LOGIN_URL: '' })).toThrow(
      'To use another OpenID provider, set PORTAL_ISSUER, PORTAL_CLIENT_ID, PORTAL_JWKS_URL, PORTAL_LOGIN_URL. Without PORTAL_CLIENT_ID and PORTAL_LOGIN_URL, set none of them.',
    );
  });

  it('run the jobs on the embedded engine, and on a shared one only with CONNECT_JOBS=on', () => {
    const shared = { AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000' };
    expect(parseServerSettings({ CONNECT_JOBS: 'off' }).runsJobs).toBe(true);
    expect(parseServerSettings(shared).runsJobs).toBe(false);
    expect(parseServerSettings({ ...shared, CONNECT_JOBS: 'off' }).runsJobs).toBe(false);
    expect(parseServerSettings({ ...shared, CONNECT_JOBS: 'on' }).runsJobs).toBe(true);
    expect(() => parseServerSettings({ CONNECT_JOBS: 'yes' })).toThrow('CONNECT_JOBS must be on or off, not "yes".');
  });

  it.each(['abc', '-1', '65536', '3000.5', '0x10', ' 1', '1e3'])('reject the port %j', port => {
    expect(() => parseServerSettings({ PORT: port })).toThrow(UserError);
    expect(() => parseServerSettings({ PORT: port })).toThrow(/^PORT must be a number from 0 to 65535, not ".*"\.$/);
  });

  it.each([
    'http://localhost:8000',
    'http://127.0.0.1:8000',
    'http://127.9.9.9:1',
    'https://[::1]:8000',
    'http://LOCALHOST',
  ])('treat %s as an engine on this machine', url => {
    expect(parseServerSettings({ AWS_ENDPOINT_URL_DYNAMODB: url }).target).toMatchObject({ kind: 'local', url });
  });

  it.each([
    'http://10.0.0.1',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'https://[::2]',
    'http://0.0.0.0:1',
  ])('treat %s as a DynamoDB elsewhere', url => {
    expect(parseServerSettings({ AWS_ENDPOINT_URL_DYNAMODB: url }).target).toEqual({ kind: 'remote', url });
  });

  it.each(['localhost:8000', 'nonsense', '/tmp/x', 'ftp://localhost', 'http://'])(
    'reject %s as the address of the engine',
    url => {
      expect(() => parseServerSettings({ AWS_ENDPOINT_URL_DYNAMODB: url })).toThrow(UserError);
      expect(() => parseServerSettings({ AWS_ENDPOINT_URL_DYNAMODB: url })).toThrow(
        /^AWS_ENDPOINT_URL_DYNAMODB [^\n]*\.$/,
      );
    },
  );
});

describe('the base URL', () => {
  it.each([
    [['127.0.0.1', '::1'], 'http://127.0.0.1:3000'],
    [['0.0.0.0'], 'http://127.0.0.1:3000'],
    [['::'], 'http://127.0.0.1:3000'],
    [['::1'], 'http://[::1]:3000'],
    [['example.org'], 'http://example.org:3000'],
  ])('for %j is %s', (hosts, url) => {
    expect(buildBaseUrl(hosts, 3000)).toBe(url);
  });
});
