import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { customerDetailsRef } from '../../lib/dynamodb/items/customer-details.ts';
import { portingDetailsRef } from '../../lib/dynamodb/items/porting-details.ts';
import { simCodesRef, simRef } from '../../lib/dynamodb/items/sim.ts';
import { createRequestLog } from '../../lib/http/request-log.ts';
import * as line from '../import/sample-lines.ts';
import { useEventWorld } from '../jobs/events/event-world.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { refuseCall } from '../support/faulty-network.ts';
import { loadedEndpoints } from '../support/operations.ts';

const events = useEventWorld();
const { world, importer, bus } = events;

const plantedText = 'PLANTED';
// Eight digits each: shorter ones occur by chance in timestamps and request IDs.
const plantedCodes = ['90909091', '90909092', '90909093', '90909094'];
const plantedNumbers = ['262019999999999', '89049032999999999999999999999999'];
const isPlanted = (text: string) =>
  [plantedText, ...plantedCodes, ...plantedNumbers].some(secret => text.includes(secret));

const address = Object.fromEntries(
  ['street1', 'street2', 'city', 'zip', 'state', 'region', 'country', 'attention'].map(name => [name, plantedText]),
);
const email = `${plantedText}@example.com`;
const plantedCustomer = line.aCustomerLine({
  contact: { email, msisdn: plantedText },
  identity: { passport: plantedText },
  preferredLocale: plantedText,
  humanReadableId: plantedText,
  billing: { method: plantedText, email, address, defaultPaymentProfileId: plantedText },
  shipping: { name: plantedText, msisdn: plantedText, address, instructions: plantedText },
  metadata: { note: plantedText },
});
const [puk1, puk2, pin1, pin2] = plantedCodes;
const plantedSim = (iccid: string) => ({
  ...{ kind: 'sim', iccid, type: 'ESIM', status: 'IN_USE', imsi: plantedNumbers[0], lpa: plantedText },
  esimProfile: { status: plantedText, eid: plantedNumbers[1] },
  codes: { puk1, puk2, pin1, pin2 },
});
const plantedSubscription = line.aSubscriptionLine({
  subscriptionId: 'other-subscription',
  porting: {
    ...{ status: 'SCHEDULED', direction: 'INBOUND', msisdn: '+4915112345678', createdAt: '2024-01-02T00:00:00Z' },
    details: {
      ...{ firstName: plantedText, lastName: plantedText, accountNumber: plantedText, passcode: plantedText },
      ...{ address, other: plantedText },
    },
  },
});
const iccids = ['89490200001234567890', '89490200001234567777'];
const plantedLines = [
  ...[plantedCustomer, { ...plantedCustomer, customerId: 'new-customer' }],
  ...iccids.map(plantedSim),
  ...[plantedSubscription, { ...plantedSubscription, subscriptionId: 'new-subscription' }],
];

/** Everything that was written where secrets must not be. */
let written: string[] = [];

beforeEach(() => {
  written = [];
  const keep = (chunk: unknown) => {
    written.push(String(chunk));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const service = { serviceName: 'connect-api' };
  const metrics = new Metrics({ ...service, namespace: 'ConnectApi' });
  world.observe = createRequestLog(new Logger(service), metrics, () => world.clock);
});

afterEach(() => {
  world.observe = () => {};
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function importLines(...lines: object[]): Promise<void> {
  await importer.import(...lines);
  written.push(JSON.stringify([importer.problems, importer.differences]));
}

/** Calls an endpoint in every way that ends differently, and keeps the responses that must not contain secrets. */
async function callInEveryWay({
  name,
  endpoint,
}: {
  name: (typeof loadedEndpoints)[number]['name'];
  endpoint: Endpoint;
}) {
  for (const request of readExampleRequests(endpoint)) {
    const idempotencyKey = isCommandEndpoint(endpoint) ? `key of ${name}`.replaceAll(' ', '-') : undefined;
    const key = idempotencyKey === undefined ? {} : { idempotencyKey };
    const first = await world.call(name, { ...request, ...key });
    if (!endpoint.isSensitive) written.push(JSON.stringify(first));
    else expect(isPlanted(first.body)).toBe(true);
    const others = [
      await world.call(name, { ...request, query: { unknown: ['x'] } }),
      await world.call(name, { ...request, apiKey: await world.haveApiKey({ scopes: [] }) }),
    ];
    world.network.failAlways('TransactWriteItems', refuseCall('ThrottlingException'));
    const throttled = await world.call(name, request);
    world.network.heal();
    if (isCommandEndpoint(endpoint) || endpoint.isSensitive) others.push(throttled);
    written.push(JSON.stringify(others));
  }
}

async function corruptSecrets(): Promise<void> {
  const { tenantId } = world;
  await Promise.all([
    world.overwrite(customerDetailsRef(tenantId, 'customer'), { customerType: plantedText, details: plantedText }),
    ...iccids.flatMap(iccid => [
      world.overwrite(simRef(tenantId, iccid), { status: plantedText, details: `{"imsi":"${plantedNumbers[0]}"` }),
      world.overwrite(simCodesRef(tenantId, iccid), { puk1: Number(puk1) }),
    ]),
    world.overwrite(portingDetailsRef(tenantId, 'other-subscription'), { details: plantedText }),
  ]);
}

it('no log line, event, error, record or message of the import contains a planted secret', async () => {
  await haveExampleFixtures(world);
  await importLines(...plantedLines);
  expect(importer.problems).toEqual([]);
  for (const each of loadedEndpoints) await callInEveryWay(each);

  // Lines that are rejected, and lines of erased persons.
  await importLines(
    { ...plantedCustomer, identity: [plantedText], customerType: plantedText },
    { ...plantedSim(iccids[0] ?? ''), codes: { puk1: plantedText }, imsi: plantedText },
    { ...plantedSubscription, porting: { details: { passcode: { text: plantedText } } } },
  );
  expect(importer.problems.length).toBeGreaterThan(4);

  await corruptSecrets();
  for (const { name, endpoint } of loadedEndpoints.filter(each => (each.endpoint as Endpoint).isSensitive)) {
    const { status, body } = await world.call(name, readExampleRequests(endpoint)[0]);
    expect(status).toBe(500);
    written.push(body);
  }
  await importLines(...plantedLines);

  await importLines(
    { kind: 'customer', customerId: 'customer', erase: true },
    ...iccids.map(iccid => ({ kind: 'sim', iccid, erase: true })),
    { kind: 'subscription', subscriptionId: 'other-subscription', erase: true },
  );

  await events.publishAll();
  expect(bus.accepted.length).toBeGreaterThan(10);
  written.push(JSON.stringify(bus.accepted));
  for (const table of ['connect', 'idempotency', 'audit'] as const)
    written.push(JSON.stringify(await world.items(table)));

  expect(written.filter(isPlanted)).toEqual([]);
});
