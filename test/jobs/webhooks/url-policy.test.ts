import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createCheckedLookup, resolveHost } from '../../../lib/jobs/webhooks/dns-lookup.ts';
import { createHttpPost } from '../../../lib/jobs/webhooks/post.ts';
import { findUrlProblem, isConnectionAllowed } from '../../../lib/jobs/webhooks/url-policy.ts';
import { checkWebhookUrl } from '../../../lib/jobs/webhooks/webhook-effects.ts';

const deployed = { allowLoopback: false };
const local = { allowLoopback: true };

const loopback = ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'];
const notPublic = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['100.64.0.1', '100.127.255.255', '100.100.100.200', '169.254.169.254', '169.254.170.2'],
  ...['192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '192.88.99.1'],
  ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '100::1', '2001:db8::1'],
  // IPv6 addresses that contain an IPv4 address: mapped, compatible, translated, NAT64, 6to4, Teredo.
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe', '::127.0.0.1', '::8.8.8.8', '::ffff:0:8.8.8.8'],
  ...['64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:4136:e378::1', '3fff::1', '5f00::1', '4000::1'],
  ...['2606:4700::1%eth0', '', 'example.com', '127.1', '0x7f000001'],
];
const publicAddresses = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '2606:4700::1111',
];

describe('the IP address of a connection', () => {
  it.each(publicAddresses)('%s is public: allowed over TLS', address => {
    for (const rules of [deployed, local]) {
      expect(isConnectionAllowed(address, 'https:', rules)).toBe(true);
      expect(isConnectionAllowed(address, 'http:', rules)).toBe(false);
    }
  });

  it.each(notPublic)('"%s" is not public: refused', address => {
    for (const rules of [deployed, local]) {
      for (const protocol of ['https:', 'http:']) expect(isConnectionAllowed(address, protocol, rules)).toBe(false);
    }
  });

  it.each(loopback)('%s is loopback: allowed for the local server only, also without TLS', address => {
    for (const protocol of ['https:', 'http:']) {
      expect(isConnectionAllowed(address, protocol, deployed)).toBe(false);
      expect(isConnectionAllowed(address, protocol, local)).toBe(true);
    }
  });
});

describe('the URL of an endpoint', () => {
  it.each([
    [undefined, 'https://example.com/hooks?a=1'],
    [undefined, 'https://example.com:8443/'],
    [undefined, 'https://xn--bcher-kva.example/'],
    [undefined, 'https://8.8.8.8/'],
    [undefined, 'https://[2606:4700::1111]:4430/'],
    ['url_malformed', ''],
    ['url_malformed', 'example.com'],
    ['url_malformed', 'https://'],
    ['url_malformed', 'https://exa mple.com/'],
    ['url_malformed', 'https://example.com/\n'],
    ['url_malformed', 'https:\\\\example.com'],
    ['url_malformed', 'https://bücher.example/'],
    ['url_malformed', 'https://１２７.0.0.1/'],
    ['url_malformed', 'https://[fe80::1%25eth0]/'],
    ['url_malformed', 'https://1.2.3.4.5/'],
    ['url_malformed', 'https://999.1.1.1/'],
    ['url_malformed', 'https://example.com:99999/'],
    ['url_too_long', `https://example.com/${'a'.repeat(2048)}`],
    ['url_not_https', 'http://example.com/'],
    ['url_not_https', 'http://127.0.0.1/'],
    ['url_not_https', 'ftp://example.com/'],
    ['url_not_https', 'file:///etc/passwd'],
    ['url_not_https', 'javascript:alert(1)'],
    ['url_has_credentials', 'https://user:password@example.com/'],
    ['url_has_credentials', 'https://8.8.8.8@127.0.0.1/'],
    ['url_has_fragment', 'https://example.com/#part'],
    ['url_has_fragment', 'https://example.com/#'],
    ['url_port_refused', 'https://example.com:22/'],
    ['url_port_refused', 'https://example.com:0/'],
    // All spellings of 127.0.0.1 in a URL.
    ['address_refused', 'https://127.0.0.1/'],
    ['address_refused', 'https://127.0.0.1./'],
    ['address_refused', 'https://127.1/'],
    ['address_refused', 'https://2130706433/'],
    ['address_refused', 'https://0x7f000001/'],
    ['address_refused', 'https://0x7F.0.0x0.1/'],
    ['address_refused', 'https://0177.0.0.01/'],
    ['address_refused', 'https://%31%32%37.0.0.1/'],
    ['address_refused', 'https://0/'],
    ['address_refused', 'https://[::1]/'],
    ['address_refused', 'https://[::ffff:127.0.0.1]/'],
    ['address_refused', 'https://[::127.0.0.1]/'],
    ['address_refused', 'https://[64:ff9b::7f00:1]/'],
    ['address_refused', 'https://169.254.169.254/latest/meta-data/'],
    ['address_refused', 'https://2852039166/'],
    ['address_refused', 'https://[fd00:ec2::254]/'],
    ['address_refused', 'https://10.0.0.1:8443/'],
  ])('is %s: %s', (problem, url) => {
    expect(findUrlProblem(url, deployed)).toBe(problem);
  });

  it.each(['http://127.0.0.1:80/', 'http://localhost:4000/hooks', 'https://[::1]:1/', 'http://hooks.localhost:4000/'])(
    'can be loopback on the local server: %s',
    url => {
      expect(findUrlProblem(url, local)).toBeUndefined();
      expect(findUrlProblem(url, deployed)).toBeDefined();
    },
  );

  it.each(['http://10.0.0.1/', 'http://example.com/', 'https://192.168.1.1/', 'http://0.0.0.0:4000/'])(
    'cannot be another private address there: %s',
    url => {
      expect(findUrlProblem(url, local)).toBeDefined();
    },
  );
});

describe('a host name', () => {
  const zone: Record<string, string[]> = {
    'public.example': ['8.8.8.8', '2606:4700::1111'],
    'inside.example': ['10.0.0.1'],
    'half.example': ['8.8.8.8', '::ffff:10.0.0.1'],
    'metadata.example': ['169.254.169.254'],
    'empty.example': [],
  };
  const resolve = async (name: string) => {
    const found = zone[name];
    if (!found) throw Object.assign(new Error(), { code: 'ENOTFOUND' });
    return found;
  };
  const check = (url: string) => checkWebhookUrl(url, deployed, resolve);

  it('is rejected when it is added if any of its addresses is not public, or it has none', async () => {
    expect(await check('https://public.example/')).toBeUndefined();
    expect(await check('https://8.8.8.8/')).toBeUndefined();
    for (const name of ['inside', 'half', 'metadata']) {
      expect(await check(`https://${name}.example/`)).toBe('address_refused');
    }
    for (const name of ['empty', 'unknown']) expect(await check(`https://${name}.example/`)).toBe('name_unknown');
  });

  it('localhost is loopback, whatever DNS says', async () => {
    expect(await resolveHost('localhost')).toEqual(['127.0.0.1', '::1']);
    expect(await checkWebhookUrl('https://localhost/', deployed, resolveHost)).toBe('address_refused');
    expect(await checkWebhookUrl('http://localhost/', local, resolveHost)).toBeUndefined();
  });

  it('is refused at the connection if it resolves differently since it was added', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1'], ['8.8.8.8', '169.254.169.254']];
    let asked = 0;
    const rebound = async () => answers[asked++] ?? [];
    expect(await checkWebhookUrl('https://rebound.example/', deployed, rebound)).toBeUndefined();
    const post = createHttpPost({ policy: deployed, resolve: rebound });
    for (const error of ['ADDRESS_REFUSED', 'ADDRESS_REFUSED', 'ENOTFOUND']) {
      expect(await post('https://rebound.example/', {}, '{}')).toEqual({ error });
    }
    expect(asked).toBe(4);
  });

  it('is connected to only at the checked addresses', async () => {
    const lookup = createCheckedLookup(resolve, address => isConnectionAllowed(address, 'https:', deployed));
    const found = await new Promise<string | LookupAddress[]>((settle, reject) =>
      lookup('public.example', { all: true }, (error, addresses) => (error ? reject(error) : settle(addresses))),
    );
    expect(found).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
  });

  it('that is an IP address is checked without a lookup', async () => {
    const post = createHttpPost({ policy: deployed, resolve: () => Promise.reject(new Error('It was looked up.')) });
    for (const url of ['https://127.0.0.1:1/', 'https://2130706433:8443/', 'https://[::1]:8443/', 'http://8.8.8.8/']) {
      expect(await post(url, {}, '{}')).toEqual({ error: 'ADDRESS_REFUSED' });
    }
  });
});
