import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { TemplateJson } from '../support/cdk-stacks.ts';
import { createHttpResponse, type NetworkFault, readResponseText } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { type ApiOperation, type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Request units of one call of an operation, as the engine counts them. */
async function unitsOf(
  operation: ApiOperation,
  send: SendOptions,
): Promise<{ reads: number; writes: number; json: TemplateJson }> {
  let reads = 0;
  let writes = 0;
  const meter: NetworkFault = async (call, pass) => {
    const response = await pass({ ReturnConsumedCapacity: 'TOTAL' });
    const text = await readResponseText(response);
    for (const { CapacityUnits } of [JSON.parse(text).ConsumedCapacity].flat()) {
      if (call.operation === 'TransactWriteItems') writes += CapacityUnits;
      else reads += CapacityUnits;
    }
    return createHttpResponse(response.statusCode, text);
  };
  for (const name of ['BatchGetItem', 'Query', 'TransactWriteItems']) world.network.failAlways(name, meter);
  const { status, json } = await world.call(operation, send);
  expect(status).toBeLessThan(300);
  return { reads, writes, json };
}

/** A page of a hundred; the index counts with it. */
async function hundredLicenses() {
  const ids = Array.from({ length: 100 }, (_, number) => `license-${number}`);
  await Promise.all(ids.map(licenseId => world.haveLicense({ licenseId, ...ofAnother })));
  return unitsOf('listLicenses', { query: { customerId: [ofAnother.customer.customerId], limit: ['100'] } });
}
const ofAnother = { customer: { customerId: 'of-a-hundred', name: 'Ada Ltd' } };

describe('what a million calls cost', () => {
  it('is told in the handbook in the units that are used', async () => {
    await Promise.all([world.haveOffering(), world.haveCustomer(), world.haveSubscription()]);
    const body = { productOfferingId: 'offering', customerId: 'customer', metadata: { orderId: 'A-1' } };
    const created = await unitsOf('createLicense', { body, key: 'create' });
    const license = { path: { licenseId: created.json.licenseId } };
    const subscription = { path: { subscriptionId: 'subscription' } };
    const addon = { ...subscription, body: { productOfferingId: 'addon-offering' }, key: 'addon' };
    const measured = [
      ['createLicense', created, await unitsOf('createLicense', { body, key: 'create' })],
      [
        'cancelLicense',
        await unitsOf('cancelLicense', { ...license, key: 'cancel' }),
        await unitsOf('cancelLicense', { ...license, key: 'cancel' }),
      ],
      ['cancelAddon', await unitsOf('cancelAddon', addon), await unitsOf('cancelAddon', addon)],
      ['getLicense', await unitsOf('getLicense', license)],
      ['getSubscription', await unitsOf('getSubscription', subscription)],
      ['listAddons', await unitsOf('listAddons', subscription)],
      ['getProductOffering', await unitsOf('getProductOffering', { path: { productOfferingId: 'offering' } })],
      ['listLicenses', await hundredLicenses()],
    ] as const;
    const rows = measured.map(([name, first, again]) => {
      if (again) expect(again.writes).toBe(0);
      return `| \`${name}\` | ${first.reads} | ${first.writes} | ${again?.reads ?? '—'} |`;
    });
    const handbook = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    // However wide the columns are.
    const told = handbook.replace(/ {2,}/g, ' ');
    expect(rows.filter(row => !told.includes(row))).toEqual([]);
  });
});
