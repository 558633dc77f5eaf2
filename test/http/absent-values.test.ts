import { beforeEach, describe, expect, it } from 'vitest';
import { exchangeRawHttp } from '../support/raw-http.ts';
import { useServedWorld } from '../support/serve-world.ts';
import { haveCommandFixtures } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const served = useServedWorld(world);

beforeEach(() => haveCommandFixtures(world));

/** Sends a request target without any change to it. */
async function get(target: string) {
  const head = `GET ${target} HTTP/1.1\r\nHost: a\r\nX-API-Key: ${world.apiKey}\r\nConnection: close\r\n\r\n`;
  const { status, body } = await exchangeRawHttp(served.port, head);
  return { status, json: JSON.parse(Buffer.from(body, 'latin1').toString()) };
}

const order = { productOfferingId: 'offering', customerId: 'customer' };
const details = ({ status, json }: Pick<TestResponse, 'status' | 'json'>) => ({ status, details: json.details });

describe('null', () => {
  const suggestion = 'Send a value, or leave the field out if it is optional.';

  it.each<['createLicense' | 'cancelLicense' | 'cancelAddon' | 'createOrder', SendOptions, string]>([
    ['createLicense', { body: { ...order, scheduledAt: null } }, 'scheduledAt'],
    ['createLicense', { body: { ...order, type: null } }, 'type'],
    ['createLicense', { body: { ...order, metadata: null } }, 'metadata'],
    ['createLicense', { body: { ...order, assignedTo: null } }, 'assignedTo'],
    ['cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: null } }, 'scheduledAt'],
    [
      'cancelAddon',
      { path: { subscriptionId: 'subscription' }, body: { productOfferingId: 'addon-offering', reason: null } },
      'reason',
    ],
    [
      'createOrder',
      { body: { customerId: 'customer', lineItems: [{ type: 'LICENSE', productOfferingId: 'o', lineItemId: null }] } },
      'lineItems.0.lineItemId',
    ],
  ])('for an optional field of %s is rejected with the advice to leave it out: %j', async (name, options, property) => {
    const { status, json } = await world.call(name, options);
    expect(status).toBe(400);
    expect(json.details).toEqual([expect.objectContaining({ code: 'INVALID_TYPE', property, suggestion })]);
  });

  it('is a value like any other inside metadata', async () => {
    const { status } = await world.call('createLicense', { body: { ...order, metadata: { a: null, b: 1 } } });
    expect(status).toBe(201);
  });
});

describe('a filter', () => {
  it('may have the name of a list: status[]= is status=', async () => {
    const { json: expected } = await get('/licenses?status=ACTIVE&status=PENDING');
    expect(expected.items.length).toBeGreaterThan(0);
    for (const query of ['status[]=ACTIVE&status[]=PENDING', 'status%5B%5D=ACTIVE&status=PENDING'])
      expect((await get(`/licenses?${query}`)).json).toEqual(expected);
    expect((await get('/licenses?limit[]=1')).json.items).toHaveLength(1);
    expect(details(await get('/licenses?stat[]=ACTIVE'))).toMatchObject({
      status: 400,
      details: [{ code: 'UNKNOWN_FIELD', property: 'stat' }],
    });
  });

  it.each([
    ['/licenses?status=ACTIVE,PENDING', 'status'],
    ['/licenses?status=ACTIVE&status=ACTIVE%2CPENDING', 'status'],
    ['/licenses?customerId=a,b', 'customerId'],
    ['/orders?state=PENDING,CANCELLED', 'state'],
    ['/subscriptions?status[]=ACTIVATED,PAUSED', 'status'],
  ])('with several values in one is rejected, and the right form is explained: %s', async (target, property) => {
    const suggestion = `To send several values, repeat the parameter: ${property}=…&${property}=….`;
    expect(details(await get(target))).toMatchObject({ status: 400, details: [{ property, suggestion }] });
  });

  it.each(['/licenses?limit=1,2', '/licenses?status=ACTIVE,LIVE', '/licenses?status=ACTIVE,'])(
    'is not explained so where that would be wrong too: %s',
    async target => {
      const { status, json } = await get(target);
      expect(status).toBe(400);
      expect(json.details[0]).not.toHaveProperty('suggestion');
    },
  );

  it('for a phone number may have a + that was not escaped', async () => {
    const expected = await get('/subscriptions?msisdn=%2B4915112345678');
    expect((await get('/subscriptions?msisdn=+4915112345678')).json).toEqual(expected.json);
    expect((await get('/subscriptions?msisdn=4915112345678')).json).toEqual(expected.json);
  });

  it('that cannot be decoded is rejected', async () => {
    for (const target of ['/licenses?status=%', '/licenses?type=%zz', '/licenses?type=%ff'])
      expect(details(await get(target))).toMatchObject({ status: 400, details: [{ property: 'query' }] });
    // API Gateway replaces bytes that are not UTF-8. A surrogate without its pair has no UTF-8.
    for (const type of ['\uFFFD', '\uD83D']) {
      const replaced = await world.call('listLicenses', { query: { type: [type] } });
      expect(details(replaced)).toMatchObject({ status: 400, details: [{ property: 'query' }] });
    }
  });
});

describe('an empty path parameter', () => {
  it.each(['/licenses/', '/subscriptions/', '/orders/', '/product-offerings/', '/licenses/?status=ACTIVE'])(
    'never reads a list: GET %s',
    async target => {
      const { status, json } = await get(target);
      expect(status).toBe(400);
      expect(json).not.toHaveProperty('items');
      expect(json.details).toMatchObject([{ property: 'path', code: 'INVALID_FORMAT' }]);
    },
  );

  it.each(['/licenses//', '/subscriptions//addons', '/customers/', '/licenses//product-offering-options'])(
    'has no route: GET %s',
    async target => {
      expect((await get(target)).status).toBe(404);
    },
  );

  it('is not valid, should a gateway pass it on', async () => {
    const { status, json } = await world.call('getLicense', { path: { licenseId: '' } });
    expect([status, json.details[0].property]).toEqual([400, 'licenseId']);
  });
});

describe('a path parameter', () => {
  const getSubscription = (id: string) => get(`/subscriptions/${id}`);

  beforeEach(async () => {
    for (const referenceId of ['a/b', 'ü 名🙂', '100%', 'a%2Fb', 'a+b', 'x'.repeat(255)])
      await world.haveReference('subscription', referenceId, 'subscription');
  });

  it.each([
    ['an encoded slash', 'rid_a%2Fb'],
    ['an encoded prefix', '%72id%5fa%2fb'],
    ['Unicode and a space', 'rid_%C3%BC%20%E5%90%8D%F0%9F%99%82'],
    ['an encoded percent sign', 'rid_100%25'],
    ['an escape that is encoded itself', 'rid_a%252Fb'],
    ['a plus sign, which is no space in a path', 'rid_a+b'],
    ['an encoded plus sign', 'rid_a%2Bb'],
    ['255 characters', `rid_${'x'.repeat(255)}`],
    ['an encoded letter of an ID', 'subscri%70tion'],
    ['a trailing slash', 'subscription/'],
  ])('is decoded once: %s', async (_case, id) => {
    const { status, json } = await getSubscription(id);
    expect([status, json.subscriptionId]).toEqual([200, 'subscription']);
  });

  it.each([
    ['an escape that is no hexadecimal number', 'rid_%zz'],
    ['an incomplete escape', 'rid_%'],
    ['bytes that are not UTF-8', 'rid_%ff'],
    ['a lone surrogate in UTF-8', 'rid_%ED%A0%80'],
    ['a reference without reference ID', 'rid_'],
    ['256 characters', `rid_${'x'.repeat(256)}`],
    ['a control character', 'rid_a%0A'],
    ['NUL', 'rid_%00'],
    ['an encoded slash in an ID', 'a%2Fb'],
  ])('is rejected with 400: %s', async (_case, id) => {
    expect((await getSubscription(id)).status).toBe(400);
  });

  it('that a gateway passes on although it cannot be decoded is rejected', async () => {
    const event = world.createEvent('getSubscription', { path: { subscriptionId: 'x' } });
    const response = await world.handleEvent('getSubscription', {
      ...event,
      pathParameters: { subscriptionId: '%zz' },
    });
    expect(details(response)).toMatchObject({ status: 400, details: [{ property: 'subscriptionId' }] });
  });
});
