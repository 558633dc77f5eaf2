import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { maxLineItems } from '../../lib/contract/order.ts';
import { deriveLicenseEvents } from '../../lib/jobs/events/license.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import { eventsPerCreate } from '../cost/event-charges.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { endpointsByName, loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';
import { measureCapacityUnits } from '../support/unit-meter.ts';

const world = useWorld(useEngine());

/** Reads docs/cost.md, and removes the padding of its columns. */
const readCostDocument = async () =>
  (await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8')).replace(/ {2,}/g, ' ');

/** Measures the request units of one call of an operation. */
const measureUnits = (operation: OperationName, send: SendOptions): Promise<CapacityUnits> =>
  measureCapacityUnits(world.network, async () => {
    const { status } = await world.call(operation, send);
    expect(status).toBeLessThan(300);
  });

/** Requests that replace the first example: the bodies that the prices below are computed with. */
const measuredRequests: Partial<Record<OperationName, SendOptions>> = {
  createLicense: { body: { productOfferingId: 'offering', customerId: 'customer', metadata: { orderId: 'A-1' } } },
};

/** Formats a row of the table: calls, reads and writes of a first call, and the reads of a replay. */
async function measureRow(name: OperationName, send: SendOptions, title: string = name): Promise<string> {
  const isCommand = isCommandEndpoint(endpointsByName[name]);
  const request = { ...send, ...(isCommand && { idempotencyKey: 'measured' }) };
  const first = await measureUnits(name, request);
  const { calls } = world.lastReport;
  const again = isCommand ? await measureUnits(name, request) : undefined;
  if (again) expect([again.writes, world.lastReport.outcome]).toEqual([0, 'replayed']);
  return `| ${title} | ${calls} | ${first.reads} | ${first.writes} | ${again?.reads ?? '—'} |`;
}

/** Measures each operation with the first example of its documentation, each in a tenant of its own. */
async function measureOperations(): Promise<string[]> {
  const rows: string[] = [];
  for (const { name, endpoint } of loadedEndpoints) {
    await world.reset();
    await haveExampleFixtures(world);
    const send = measuredRequests[name] ?? readExampleRequests(endpoint)[0];
    rows.push(await measureRow(name, send, `\`${name}\``));
  }
  return rows;
}

/** Measures a list page of 100 licenses, including the read of the index. */
async function measureListPage(): Promise<string> {
  const ids = Array.from({ length: 100 }, (_, number) => `license-${number}`);
  await Promise.all(ids.map(licenseId => world.haveLicense({ licenseId, ...ofOneCustomer })));
  const query = { customerId: [ofOneCustomer.customer.customerId], limit: ['100'] };
  return measureRow('listLicenses', { query }, '`listLicenses`, a page of 100');
}
const ofOneCustomer = { customer: { customerId: 'of-a-hundred', name: 'Ada Ltd' } };

/** Measures the submit of an order with as many new licenses as an order can have. */
async function measureLargeOrder(): Promise<string> {
  await Promise.all([world.haveCustomer(), world.haveOffering()]);
  const lineItems = Array.from({ length: maxLineItems }, (_, number) => ({
    lineItemId: `seat-${number}`,
    type: 'LICENSE' as const,
    productOfferingId: 'offering',
  }));
  await world.haveOrder({ lineItems });
  return measureRow('submitOrder', { path: { orderId: 'order' } }, `\`submitOrder\`, ${maxLineItems} licenses`);
}

describe('docs/cost.md', () => {
  it('has the measured request units of every operation', async () => {
    const rows = [...(await measureOperations()), await measureListPage(), await measureLargeOrder()];
    const documented = await readCostDocument();
    expect(rows.filter(row => !documented.includes(row))).toEqual([]);
  });

  it('counts the events of a license that begins at once', async () => {
    await world.reset();
    await haveExampleFixtures(world);
    const before = (await world.licenses()).map(({ pk, sk }) => `${pk} ${sk}`);
    await world.call('createLicense', { ...measuredRequests.createLicense, idempotencyKey: 'counted' });
    const created = (await world.licenses()).filter(({ pk, sk }) => !before.includes(`${pk} ${sk}`));
    expect(created.flatMap(license => deriveLicenseEvents(undefined, license))).toHaveLength(eventsPerCreate);
  });
});
