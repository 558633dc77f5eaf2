import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import type { WireCall } from '../support/faulty-network.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';
import { listIndexes, listUsedAccess } from '../support/used-access.ts';

const engine = useEngine();
const world = useWorld(engine);

it.each(loadedEndpoints)('$name has exactly the permissions that it uses', async ({ name, endpoint }) => {
  const { success, access, indexes } = endpoint;
  await haveExampleFixtures(world);
  const calls: WireCall[] = [];
  for (const send of [...readExampleRequests(endpoint), ...withoutFilters(endpoint)]) {
    world.network.reset();
    const reply = await world.call(name, { idempotencyKey: randomUUID(), ...send });
    expect(reply.status).toBe(success.status);
    calls.push(...world.network.calls);
  }
  const declared = Object.entries(access).map(([table, actions]) => [table, actions.toSorted()]);
  expect(listUsedAccess(engine, calls)).toEqual(Object.fromEntries(declared));
  expect(listIndexes(calls).sort()).toEqual([...(indexes ?? [])].sort());
});

/** A list without filters may use another index. */
const withoutFilters = (endpoint: Endpoint): SendOptions[] => ('limit' in endpoint.query.shape ? [{}] : []);
