import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeyRef, parseApiKey } from '../../lib/auth/api-key.ts';
import { findApiKey } from '../../lib/auth/api-key-repository.ts';
import { createLastUses } from '../../lib/auth/last-use.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { beforeExecution, loseCall } from '../support/faulty-network.ts';
import { endpointsByName } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const [create] = readExampleRequests(endpointsByName.createLicense);

const readLastUse = async () =>
  (await findApiKey(engine, world.tenantId, parseApiKey(world.apiKey)?.keyId ?? ''))?.lastUsedOn;
const countUpdates = () => world.network.operations.filter(operation => operation === 'UpdateItem').length;

describe('the last use of an API key', () => {
  beforeEach(async () => {
    world.lastUses = createLastUses();
    // A response waits for the update, however slow this machine is.
    world.sleep = () => new Promise(() => {});
    await haveExampleFixtures(world);
    world.network.reset();
  });

  it('is recorded by day, once per process', async () => {
    await world.call('getApiKey');
    expect(await readLastUse()).toBe('2024-01-15');
    await world.call('createLicense', create);
    expect(countUpdates()).toBe(1);
    world.clock += 24 * 3_600_000;
    await world.call('createLicense', create);
    expect(await readLastUse()).toBe('2024-01-16');
    expect(countUpdates()).toBe(2);
  });

  it('is not written again by another process on the same day', async () => {
    await world.call('getApiKey');
    world.lastUses = createLastUses();
    await world.call('getApiKey');
    expect(countUpdates()).toBe(1);
  });

  it('never goes back, whatever the clock says', async () => {
    await world.call('getApiKey');
    world.lastUses = createLastUses();
    world.clock -= 2 * 24 * 3_600_000;
    await world.call('getApiKey');
    expect(await readLastUse()).toBe('2024-01-15');
  });

  it('makes no request fail, and is tried once a day', async () => {
    world.network.failNextOf('UpdateItem', loseCall);
    expect((await world.call('createLicense', create)).status).toBe(201);
    expect((await world.call('getApiKey')).status).toBe(200);
    expect(await readLastUse()).toBeUndefined();
    expect(countUpdates()).toBe(1);
  });

  it('delays a response by 200 ms at most', async () => {
    let sendUpdate = () => {};
    const isReleased = new Promise<void>(resolve => {
      sendUpdate = resolve;
    });
    world.network.failNextOf(
      'UpdateItem',
      beforeExecution(() => isReleased),
    );
    const waits: number[] = [];
    world.sleep = async ms => {
      waits.push(ms);
    };
    expect((await world.call('getApiKey')).status).toBe(200);
    expect(waits).toEqual([200]);
    expect(await readLastUse()).toBeUndefined();
    sendUpdate();
  });

  it('is not recorded by a request that is rejected or replayed', async () => {
    const forbidden = await world.haveApiKey({ scopes: [] });
    await world.call('createLicense', { ...create, apiKey: forbidden });
    await world.call('createLicense', { ...create, body: {} });
    expect(countUpdates()).toBe(0);
    await world.call('createLicense', { ...create, idempotencyKey: 'k' });
    world.lastUses = createLastUses();
    await world.call('createLicense', { ...create, idempotencyKey: 'k' });
    expect(countUpdates()).toBe(1);
  });

  it('does not create an API key that was removed in the meantime', async () => {
    const ref = apiKeyRef(world.tenantId, parseApiKey(world.apiKey)?.keyId ?? '');
    world.network.failNextOf(
      'UpdateItem',
      beforeExecution(() => world.remove(ref)),
    );
    await world.call('getApiKey');
    expect(await findApiKey(engine, world.tenantId, String(ref.primaryKey.keyId))).toBeUndefined();
  });
});
