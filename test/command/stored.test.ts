import { NumberValueImpl as NumberValue } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { recordRef } from '../../lib/command/record.ts';
import { addonRef, licenseRef, subscriptionRef, tenantRef } from '../../lib/store/entity.ts';
import type { Item, Location } from '../../lib/store/item.ts';
import {
  cancelAddon,
  cancelLicense,
  commands,
  createLicense,
  expectNoTrace,
  expectReplay,
  haveAll,
} from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const secret = 'Charles Babbage';

const aRecord = (more: Item = {}): Item => ({
  fingerprint: 'f',
  fingerprintVersion: 1,
  requestId: 'another',
  status: 200,
  headers: {},
  body: '{}',
  expiresAt: 9_999_999_999,
  ...more,
});

/** A stored item that is not what it must be is a defect with its key in the log, never a guess. */
describe('what does not parse', () => {
  const broken: [string, () => Location, Item][] = [
    ['a license', () => licenseRef(world.tenantId, 'license'), { starts: secret }],
    ['its JSON', () => licenseRef(world.tenantId, 'license'), { metadata: `{"a":"${secret}"` }],
    ['its version', () => licenseRef(world.tenantId, 'license'), { version: secret }],
    ['a tenant', () => tenantRef(world.tenantId), { mode: secret }],
    ['a record', () => recordRef(world.tenantId, 'k'), aRecord({ body: [secret] })],
    ['a record without an end', () => recordRef(world.tenantId, 'k'), aRecord({ expiresAt: secret })],
    ['a number that no JavaScript has', () => licenseRef(world.tenantId, 'license'), { version: 2n ** 70n }],
  ];
  it.each(broken)('%s', async (_what, at, set) => {
    await haveAll(world);
    await world.amend(at(), set);
    const answer = await world.call('cancelLicense', { ...cancelLicense.request, key: 'k' });
    expect([answer.status, Object.keys(answer.json).sort()]).toEqual([500, ['code', 'hint', 'message']]);
    expect(world.lastReport).toMatchObject({ outcome: 'failed', rounds: 1 });
    expect(String(world.lastReport.cause)).toContain(JSON.stringify(at().key));
    expect(String(world.lastReport.cause)).not.toContain(secret);
    expect(world.network.commits).toEqual([]);
  });

  it.each([
    ['a subscription', () => subscriptionRef(world.tenantId, 'subscription'), { sim: 'yes' }],
    ['an add-on', () => addonRef(world.tenantId, 'subscription', 'addon-2'), { addedAt: 7 }],
  ])('%s', async (_what, at, set) => {
    await haveAll(world);
    await world.amend(at(), set);
    expect((await world.call('cancelAddon', { ...cancelAddon.request, key: 'k' })).status).toBe(500);
    expect(String(world.lastReport.cause)).toContain(JSON.stringify(at().key));
    await expectNoTrace(world, cancelAddon);
  });
});

describe('an answer to a command that is too large to be kept', () => {
  const details = (bytes: number) => ({ details: JSON.stringify({ text: 'x'.repeat(bytes) }) });

  it('is a defect, and nothing was done', async () => {
    await haveAll(world);
    await world.amend(licenseRef(world.tenantId, 'license'), details(380_000));
    const answer = await world.call('cancelLicense', { ...cancelLicense.request, key: 'k' });
    expect([answer.status, answer.json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(world.network.commits).toEqual([]);
    await expectNoTrace(world, cancelLicense);
  });

  it('is a defect without a key too: a command does not depend on whether it has one', async () => {
    await haveAll(world);
    await world.amend(licenseRef(world.tenantId, 'license'), details(380_000));
    expect((await world.call('cancelLicense', cancelLicense.request)).json.code).toBe('INTERNAL_ERROR');
    await expectNoTrace(world, cancelLicense);
  });

  it('is none to a read', async () => {
    await haveAll(world);
    await world.amend(licenseRef(world.tenantId, 'license'), details(380_000));
    expect((await world.call('getLicense', { path: { licenseId: 'license' } })).status).toBe(200);
  });

  it('is none as long as it fits into one item', async () => {
    await haveAll(world);
    await world.amend(licenseRef(world.tenantId, 'license'), details(378_000));
    const key = 'k'.repeat(256);
    const first = await world.call('cancelLicense', { ...cancelLicense.request, key });
    expect(first.status).toBe(200);
    expectReplay(first, await world.call('cancelLicense', { ...cancelLicense.request, key }));
  });
});

describe('what another release stored', () => {
  it.each(commands)('a record with more attributes is the answer of $operation', async ({ operation, request }) => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, key: 'k' });
    await world.amend(recordRef(world.tenantId, 'k'), { region: 'eu-central-1', nested: { a: [1] } });
    expectReplay(first, await world.call(operation, { ...request, key: 'k' }));
  });

  it.each(commands)(
    'a fingerprint of an unknown version cannot be compared: $operation is not available',
    async command => {
      const { operation, request } = command;
      await haveAll(world);
      await world.amend(recordRef(world.tenantId, 'k'), aRecord({ fingerprintVersion: 2 }));
      for (const send of [request, { ...request, body: '{' }]) {
        const answer = await world.call(operation, { ...send, key: 'k' });
        expect([answer.status, answer.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      }
      expect(await command.effects(world)).toBe(0);
      expect(world.network.commits).toEqual([]);
    },
  );

  it('attributes that we do not know survive a command, and are not shown', async () => {
    await haveAll(world);
    const license = licenseRef(world.tenantId, 'license');
    await world.amend(license, { seats: 5, customer: { customerId: 'customer', name: 'Ada Ltd', tier: 'gold' } });
    const answer = await world.call('cancelLicense', cancelLicense.request);
    expect(answer.body).not.toMatch(/seats|gold/);
    expect(await world.licenses()).toMatchObject([{ seats: 5, customer: { tier: 'gold' }, version: 2 }]);
  });

  it('so do numbers that JavaScript does not hold', async () => {
    await haveAll(world);
    const large = { integer: NumberValue.from('123456789012345678901'), real: NumberValue.from('9007199254740993.5') };
    await world.amend(licenseRef(world.tenantId, 'license'), { large });
    expect((await world.call('cancelLicense', cancelLicense.request)).status).toBe(200);
    expect(world.lastReport.calls).toBe(2);
  });

  it('a scope that we do not know gives nothing', async () => {
    await haveAll(world);
    const { apiKey } = world;
    world.apiKey = await world.haveApiKey({ scopes: ['licenses:*' as 'licenses:read'] });
    expect((await world.call('createLicense', createLicense.request)).status).toBe(403);
    world.apiKey = apiKey;
  });
});
