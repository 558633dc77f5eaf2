import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { endpoints } from '../../functions/endpoints.ts';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import * as metricNames from '../../lib/observability/metrics.ts';
import { type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';
import { createHttpResponse, type NetworkFault, readResponseText } from '../support/faulty-network.ts';
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

/** Measures a list page of 100 licenses, including the read of the index. */
async function measureListPage() {
  const ids = Array.from({ length: 100 }, (_, number) => `license-${number}`);
  await Promise.all(ids.map(licenseId => world.haveLicense({ licenseId, ...ofOneCustomer })));
  return measureUnits('listLicenses', { query: { customerId: [ofOneCustomer.customer.customerId], limit: ['100'] } });
}
const ofOneCustomer = { customer: { customerId: 'of-a-hundred', name: 'Ada Ltd' } };

describe('the price of a million calls', () => {
  it('is documented in the measured request units', async () => {
    await Promise.all([world.haveOffering(), world.haveCustomer(), world.haveSubscription()]);
    const body = { productOfferingId: 'offering', customerId: 'customer', metadata: { orderId: 'A-1' } };
    const created = await measureUnits('createLicense', { body, idempotencyKey: 'create' });
    const license = { path: { licenseId: created.json.licenseId } };
    const subscription = { path: { subscriptionId: 'subscription' } };
    const addon = { ...subscription, body: { productOfferingId: 'addon-offering' }, idempotencyKey: 'addon' };
    const measured = [
      ['createLicense', created, await measureUnits('createLicense', { body, idempotencyKey: 'create' })],
      [
        'cancelLicense',
        await measureUnits('cancelLicense', { ...license, idempotencyKey: 'cancel' }),
        await measureUnits('cancelLicense', { ...license, idempotencyKey: 'cancel' }),
      ],
      ['cancelAddon', await measureUnits('cancelAddon', addon), await measureUnits('cancelAddon', addon)],
      ['getLicense', await measureUnits('getLicense', license)],
      ['getSubscription', await measureUnits('getSubscription', subscription)],
      ['listAddons', await measureUnits('listAddons', subscription)],
      ['getProductOffering', await measureUnits('getProductOffering', { path: { productOfferingId: 'offering' } })],
      ['listLicenses', await measureListPage()],
    ] as const;
    const rows = measured.map(([name, first, again]) => {
      if (again) expect(again.writes).toBe(0);
      return `| \`${name}\` | ${first.reads} | ${first.writes} | ${again?.reads ?? '—'} |`;
    });
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
      endpoints.some(({ operation }) => JSON.stringify(metric).includes(operation) || isOfFunction(metric, operation));
    const perEndpoint = metrics.filter(isOfEndpoint).length / endpoints.length;
    const fixed = metrics.length - perEndpoint * endpoints.length;
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
    const fixed = perEndpoint + ofJobs.length;
    const row = (await readCostDocument()).split('\n').find(line => line.startsWith('| custom metrics'));
    const price = `up to ${toPrice(fixed, 0.3)}, and ${toPrice(perEndpoint, 0.3)} per endpoint`;
    expect(row).toBe(
      `| custom metrics: up to ${fixed}, and ${perEndpoint} per endpoint, at 0.30; those never emitted cost nothing | ${price} |`,
    );
  });
});

const toPrice = (count: number, price: number): string => (count * price).toFixed(2);

const isOfFunction = (metric: TemplateJson, operation: string): boolean =>
  JSON.stringify(metric).includes(`"${toFunctionFolder(operation).replaceAll('-', '')}function`);
