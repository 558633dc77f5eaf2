import { describe, expect, it } from 'vitest';
import { loseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const hour = 3_600_000;

const read = (send: SendOptions) => world.call('getIdempotencyKey', send);
const createLicense = (send: SendOptions = {}) =>
  world.call('createLicense', {
    body: { productOfferingId: 'offering', customerId: 'customer' },
    idempotencyKey: 'k',
    ...send,
  });
const haveMasterData = () => Promise.all([world.haveCustomer(), world.haveOffering()]);

describe('the stored response of a command', () => {
  it('is returned byte for byte, with the request that got it first', async () => {
    await haveMasterData();
    const created = await createLicense();
    const storedAt = world.clock;
    world.clock += hour;
    const { status, json } = await read({ idempotencyKey: 'k' });
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        idempotencyKey: 'k',
        operation: 'createLicense',
        requestId: created.headers['X-Request-Id'],
        actor: { type: 'API_KEY', id: world.apiKey.split('_')[3] },
        status: 201,
        response: {
          headers: { 'Content-Type': 'application/json', Location: created.headers.Location },
          body: created.body,
        },
        createdAt: new Date(storedAt).toISOString(),
        expiresAt: new Date(storedAt + 24.5 * hour).toISOString(),
      },
    });
  });

  it('is also that of a 404', async () => {
    await createLicense();
    const { json } = await read({ idempotencyKey: 'k' });
    expect(json).toMatchObject({ status: 404, operation: 'createLicense' });
    expect(JSON.parse(json.response.body).code).toBe('customer_not_found');
  });

  it('is found after a crash that lost the response', async () => {
    await haveMasterData();
    // The execution environment dies between the commit and the response.
    await new Promise<void>(resolve => {
      world.network.failNextOf('TransactWriteItems', async (_call, send) => {
        await send();
        resolve();
        return new Promise(() => {});
      });
      void createLicense();
    });
    const [license] = await world.licenses();
    const { json } = await read({ idempotencyKey: 'k' });
    expect(JSON.parse(json.response.body).licenseId).toBe(license?.licenseId);
  });

  it('is read with one call and no write', async () => {
    await createLicense();
    world.network.reset();
    await read({ idempotencyKey: 'k' });
    expect(world.network.operations).toEqual(['BatchGetItem']);
  });

  it.each([
    ['Idempotency-Key', 'k'],
    ['Idempotency-Key', '"k"'],
    ['x-idempotency-key', 'k'],
  ])('is found with the header %s: %s', async (name, value) => {
    await createLicense();
    expect((await read({ headers: { [name]: [value] } })).status).toBe(200);
  });
});

describe('no stored response', () => {
  const expectNotFound = async () => {
    const { status, json } = await read({ idempotencyKey: 'k' });
    expect([status, json.code]).toEqual([404, 'idempotency_key_not_found']);
    expect(json.hint).toContain('repeat the command with the same key');
  };

  it('exists under a key that was never used', expectNotFound);

  it('exists for a response that is not stored', async () => {
    await createLicense({ body: {} });
    await expectNotFound();
  });

  it('exists from its expiry on, even if the record was not deleted yet', async () => {
    await world.haveRecord('k');
    world.clock += 24.5 * hour - 1000;
    expect((await read({ idempotencyKey: 'k' })).status).toBe(200);
    world.clock += 1000;
    await expectNotFound();
  });

  it('exists for the same key of another tenant', async () => {
    await createLicense();
    await world.enterTenant();
    await expectNotFound();
  });

  it('is returned of a record of an earlier release, which does not say which scope it requires', async () => {
    await world.haveRecord('k', { operation: undefined, scope: undefined, createdAt: undefined });
    await expectNotFound();
  });
});

describe('the API key', () => {
  it('needs the scope of the command', async () => {
    await createLicense();
    const apiKey = await world.haveApiKey({ scopes: ['licenses:read'] });
    const { status, json } = await read({ apiKey, idempotencyKey: 'k' });
    expect([status, json.code]).toEqual([403, 'FORBIDDEN']);
    expect(json.details[0].message).toBe('requires the scope licenses:write');
    await world.overwriteApiKey({ scopes: ['*'] });
    expect((await read({ idempotencyKey: 'k' })).status).toBe(200);
  });

  it('is checked before the header', async () => {
    const { status } = await read({ apiKey: world.apiKey.slice(0, -1) });
    expect(status).toBe(401);
  });
});

describe('the header', () => {
  it('is required', async () => {
    const { status, json } = await read({});
    expect(status).toBe(400);
    expect(json.details).toEqual([expect.objectContaining({ code: 'FIELD_REQUIRED', property: 'X-Idempotency-Key' })]);
  });

  it.each([
    [{ 'X-Idempotency-Key': ['a', 'b'] }],
    [{ 'X-Idempotency-Key': ['a'], 'Idempotency-Key': ['b'] }],
    [{ 'X-Idempotency-Key': ['two words'] }],
  ])('%o is rejected without a DynamoDB call', async headers => {
    expect((await read({ headers })).json.code).toBe('VALIDATION_ERROR');
    expect(world.network.calls).toEqual([]);
  });

  it('is still ignored by other reads', async () => {
    await world.haveLicense();
    const { status } = await world.call('getLicense', {
      path: { licenseId: 'license' },
      headers: { 'X-Idempotency-Key': ['two words'] },
    });
    expect(status).toBe(200);
  });
});

it('a read that gets no answer from DynamoDB is 503', async () => {
  world.network.failAlways('BatchGetItem', loseCall);
  expect((await read({ idempotencyKey: 'k' })).status).toBe(503);
});
