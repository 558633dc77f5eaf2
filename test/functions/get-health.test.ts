import { beforeEach, describe, expect, it } from 'vitest';
import { refuseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
// The check is created once per process: each test runs an hour after the one before.
let hours = 0;
beforeEach(() => {
  hours += 1;
  world.clock += hours * 3_600_000;
});
const checkHealth = () => world.call('getHealth', { headers: {}, apiKey: '' });

describe('the health check', () => {
  it('needs no API key and reads one item', async () => {
    expect(await checkHealth()).toMatchObject({ status: 200, json: { status: 'OK' } });
    expect(world.network.operations).toEqual(['BatchGetItem']);
  });

  it('reads again only after five seconds, whatever the last result was', async () => {
    await checkHealth();
    world.clock += 4999;
    await checkHealth();
    expect(world.network.operations).toHaveLength(1);
    world.clock += 1;
    world.network.failAlways('BatchGetItem', refuseCall('InternalServerError'));
    expect(await checkHealth()).toMatchObject({ status: 503, json: { code: 'SERVICE_UNAVAILABLE' } });
    const calls = world.network.operations.length;
    expect(await checkHealth()).toMatchObject({ status: 503 });
    expect(world.network.operations).toHaveLength(calls);
  });

  it('reads once for requests at the same time', async () => {
    await Promise.all([checkHealth(), checkHealth(), checkHealth()]);
    expect(world.network.operations).toHaveLength(1);
  });

  it('refuses a query', async () => {
    expect(await world.call('getHealth', { query: { deep: ['1'] } })).toMatchObject({
      status: 400,
      json: { details: [{ property: 'deep', code: 'UNKNOWN_FIELD' }] },
    });
  });
});
