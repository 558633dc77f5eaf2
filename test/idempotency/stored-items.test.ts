import { NumberValueImpl as NumberValue } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { ItemAttributes, ItemKey } from '../../lib/dynamodb/item.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  createLicenseCommand,
  expectNoSideEffects,
  expectReplay,
  haveCommandFixtures,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const secret = 'Charles Babbage';

const buildRecord = (more: ItemAttributes = {}): ItemAttributes => ({
  fingerprint: 'f',
  fingerprintVersion: 1,
  requestId: 'another',
  status: 200,
  headers: {},
  body: '{}',
  expiresAt: 9_999_999_999,
  ...more,
});

/** An invalid stored item causes a 500 and a log entry with its item key. No command is decided on it. */
describe('an invalid stored item causes a 500', () => {
  const invalidItems: [string, () => ItemKey, ItemAttributes][] = [
    ['a license', () => licenseRef(world.tenantId, 'license'), { starts: secret }],
    ['the JSON of a license', () => licenseRef(world.tenantId, 'license'), { metadata: `{"a":"${secret}"` }],
    ['the version of a license', () => licenseRef(world.tenantId, 'license'), { version: secret }],
    ['a tenant', () => tenantRef(world.tenantId), { mode: secret }],
    ['a record', () => recordRef(world.tenantId, 'k'), buildRecord({ body: [secret] })],
    ['the expiry of a record', () => recordRef(world.tenantId, 'k'), buildRecord({ expiresAt: secret })],
    ['a version beyond the safe integers', () => licenseRef(world.tenantId, 'license'), { version: 2n ** 70n }],
  ];
  it.each(invalidItems)('%s', async (_description, getItemKey, attributes) => {
    await haveCommandFixtures(world);
    await world.overwrite(getItemKey(), attributes);
    const response = await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect([response.status, Object.keys(response.json).sort()]).toEqual([500, ['code', 'docs', 'hint', 'message']]);
    expect(world.lastReport).toMatchObject({ outcome: 'failed', rounds: 1 });
    expect(String(world.lastReport.cause)).toContain(JSON.stringify(getItemKey().primaryKey));
    expect(String(world.lastReport.cause)).not.toContain(secret);
    expect(world.network.commits).toEqual([]);
  });

  it.each([
    ['a subscription', () => subscriptionRef(world.tenantId, 'subscription'), { sim: 'yes' }],
    ['an add-on', () => addonRef(world.tenantId, 'subscription', 'addon-2'), { addedAt: 7 }],
  ])('%s', async (_description, getItemKey, attributes) => {
    await haveCommandFixtures(world);
    await world.overwrite(getItemKey(), attributes);
    expect((await world.call('cancelAddon', { ...cancelAddonCommand.request, idempotencyKey: 'k' })).status).toBe(500);
    expect(String(world.lastReport.cause)).toContain(JSON.stringify(getItemKey().primaryKey));
    await expectNoSideEffects(world, cancelAddonCommand);
  });
});

describe('a response that is too large to be stored', () => {
  const details = (bytes: number) => ({ details: JSON.stringify({ text: 'x'.repeat(bytes) }) });

  it('causes a 500 without side effects', async () => {
    await haveCommandFixtures(world);
    await world.overwrite(licenseRef(world.tenantId, 'license'), details(380_000));
    const response = await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect([response.status, response.json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(world.network.commits).toEqual([]);
    await expectNoSideEffects(world, cancelLicenseCommand);
  });

  it('causes a 500 without a key too, because the result of a command must not depend on the key', async () => {
    await haveCommandFixtures(world);
    await world.overwrite(licenseRef(world.tenantId, 'license'), details(380_000));
    expect((await world.call('cancelLicense', cancelLicenseCommand.request)).json.code).toBe('INTERNAL_ERROR');
    await expectNoSideEffects(world, cancelLicenseCommand);
  });

  it('is returned by a read, which stores nothing', async () => {
    await haveCommandFixtures(world);
    await world.overwrite(licenseRef(world.tenantId, 'license'), details(380_000));
    expect((await world.call('getLicense', { path: { licenseId: 'license' } })).status).toBe(200);
  });

  it('is stored and replayed as long as it fits into one item', async () => {
    await haveCommandFixtures(world);
    await world.overwrite(licenseRef(world.tenantId, 'license'), details(378_000));
    const key = 'k'.repeat(256);
    const first = await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: key });
    expect(first.status).toBe(200);
    expectReplay(first, await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: key }));
  });
});

describe('items of another release', () => {
  it.each(testCommands)('$operation replays a record that has more attributes', async ({ operation, request }) => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, { ...request, idempotencyKey: 'k' });
    await world.overwrite(recordRef(world.tenantId, 'k'), { region: 'eu-central-1', nested: { a: [1] } });
    expectReplay(first, await world.call(operation, { ...request, idempotencyKey: 'k' }));
  });

  it.each(testCommands)(
    '$operation returns 503 for a fingerprint of an unknown version, which cannot be compared',
    async command => {
      const { operation, request } = command;
      await haveExampleFixtures(world);
      await world.overwrite(recordRef(world.tenantId, 'k'), buildRecord({ fingerprintVersion: 2 }));
      for (const send of [request, { ...request, body: '{' }]) {
        const response = await world.call(operation, { ...send, idempotencyKey: 'k' });
        expect([response.status, response.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      }
      expect(await command.effects(world)).toBe(0);
      expect(world.network.commits).toEqual([]);
    },
  );

  it('unknown attributes are preserved by a command and not returned', async () => {
    await haveCommandFixtures(world);
    const license = licenseRef(world.tenantId, 'license');
    await world.overwrite(license, { seats: 5, customer: { customerId: 'customer', name: 'Ada Ltd', tier: 'gold' } });
    const response = await world.call('cancelLicense', cancelLicenseCommand.request);
    expect(response.body).not.toMatch(/seats|gold/);
    expect(await world.licenses()).toMatchObject([{ seats: 5, customer: { tier: 'gold' }, version: 2 }]);
  });

  it('numbers beyond the precision of JavaScript are accepted by a command', async () => {
    await haveCommandFixtures(world);
    const large = { integer: NumberValue.from('123456789012345678901'), real: NumberValue.from('9007199254740993.5') };
    await world.overwrite(licenseRef(world.tenantId, 'license'), { large });
    expect((await world.call('cancelLicense', cancelLicenseCommand.request)).status).toBe(200);
    expect(world.lastReport.calls).toBe(2);
  });

  it('an unknown scope grants no permission', async () => {
    await haveCommandFixtures(world);
    const { apiKey } = world;
    world.apiKey = await world.haveApiKey({ scopes: ['licenses:*' as 'licenses:read'] });
    expect((await world.call('createLicense', createLicenseCommand.request)).status).toBe(403);
    world.apiKey = apiKey;
  });
});
