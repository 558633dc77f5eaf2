import { expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

it('an API key of any scope gets itself, without its secret', async () => {
  const apiKey = await world.haveApiKey({ scopes: [], expiresAt: '2030-01-01T00:00:00.000Z' });
  const { status, json } = await world.call('getApiKey', { apiKey });
  expect(status).toBe(200);
  expect(json).toEqual({
    keyId: apiKey.split('_')[3],
    tenantId: world.tenantId,
    mode: 'test',
    scopes: [],
    expiresAt: '2030-01-01T00:00:00.000Z',
  });
});
