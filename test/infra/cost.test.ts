import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { allEndpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { maxLineItems } from '../../lib/contract/order.ts';
import * as metricNames from '../../lib/observability/metrics.ts';
import { type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { createHttpResponse, type NetworkFault, readResponseText } from '../support/faulty-network.ts';
import { endpointsByName, loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const stage = useStageStacks('empty');

/** Reads docs/cost.md, and removes the padding of its columns. */
const readCostDocument = async () =>
  (await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8')).replace(/ {2,}/g, ' ');

/** Measures the request units of one call of an operation, as the engine counts them. */
async function measureUnits(
  operation: OperationName,
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

/** Requests that replace the first example: the bodies that the prices below are computed with. */
const measuredRequests: Partial<Record<OperationName, SendOptions>> = {
  createLicense: { body: { productOfferingId: 'offering', customerId: 'customer', metadata: { orderId: 'A-1' } } },
};

/** Formats a row of the table: calls, reads and writes of a first call, and the reads of a replay. */
async function measureRow(name: OperationName, send: SendOptions, title: string = name): Promise<string> {
  world.network.reset();
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

describe('the price of a million calls', () => {
  it('is documented in the measured request units of every operation', async () => {
    const rows = [...(await measureOperations()), await measureListPage(), await measureLargeOrder()];
    const documented = await readCostDocument();
    expect(rows.filter(row => !documented.includes(row))).toEqual([]);
  });
});

describe('the fixed price of a stage', () => {
  it('is documented with the number of metrics that its alarms use', async () => {
    const metrics = stage
      .properties('AWS::CloudWatch::Alarm')
      .flatMap(alarm => alarm.Metrics?.filter(({ MetricStat }: TemplateJson) => MetricStat) ?? [alarm]);
    const isOfEndpoint = (metric: TemplateJson) =>
      allEndpoints.some(
        ({ operation }) => JSON.stringify(metric).includes(operation) || isOfFunction(metric, operation),
      );
    const perEndpoint = metrics.filter(isOfEndpoint).length / allEndpoints.length;
    const fixed = metrics.length - perEndpoint * allEndpoints.length;
    const row = (await readCostDocument()).split('\n').find(line => line.startsWith('| alarms'));
    expect(row).toBe(
      `| alarms: ${fixed} metrics, and ${perEndpoint} per endpoint, at 0.10 | ${toPrice(fixed, 0.1)}, and ${toPrice(perEndpoint, 0.1)} per endpoint |`,
    );
  });

  it('is documented with the number of custom metrics that it can emit', async () => {
    const { outcomeMetrics, requestMetrics, scheduledChangeMetrics, publishMetrics, webhookMetrics } = metricNames;
    const perOperation = Object.keys({ ...outcomeMetrics, ...requestMetrics, clockSkew: metricNames.clockSkewMetric });
    const ofJobs = [scheduledChangeMetrics, publishMetrics, webhookMetrics].flatMap(names => Object.values(names));
    const perEndpoint = perOperation.length;
    const fixed = perEndpoint + ofJobs.length + [metricNames.initDurationMetric].length;
    const row = (await readCostDocument()).split('\n').find(line => line.startsWith('| custom metrics'));
    const price = `up to ${toPrice(fixed, 0.3)}, and ${toPrice(perEndpoint, 0.3)} per endpoint`;
    expect(row).toBe(
      `| custom metrics: up to ${fixed}, and ${perEndpoint} per endpoint, at 0.30; those never emitted cost nothing | ${price} |`,
    );
  });
});

const toPrice = (count: number, price: number): string => (count * price).toFixed(2);

const isOfFunction = (metric: TemplateJson, operation: string): boolean =>
  JSON.stringify(metric).includes(`"connect-production-${toFunctionFolder(operation)}"`);
