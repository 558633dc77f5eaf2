import { isDeepStrictEqual } from 'node:util';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { embedProductOffering } from '../../lib/domain/product-offering.ts';
import { UserError } from '../../lib/user-error.ts';
import { readExamples } from '../../tools/openapi/examples.ts';
import { anOffering } from './sample-facts.ts';
import type { SendOptions, TestWorld } from './test-world.ts';

/** The IDs of the fixtures by the IDs of the demo data, which the examples use. */
const fixtureIds: Record<string, string> = {
  'demo-customer': 'customer',
  'demo-user': 'user',
  'demo-subscriber': 'subscriber',
  'demo-license-offering': 'offering',
  'demo-renewal-offering': 'renewal-offering',
  'demo-addon-offering': 'addon-offering',
  'demo-roaming-offering': 'roaming-offering',
  'demo-license': 'license',
  'demo-paused-license': 'paused-license',
  'demo-premium-offering': 'premium-offering',
  'demo-upgrade-license': 'upgrade-license',
  'demo-annotated-license': 'annotated-license',
  'demo-ending-license': 'ending-license',
  'demo-changing-license': 'changing-license',
  'demo-subscription': 'subscription',
  'demo-other-subscription': 'other-subscription',
  'demo-second-subscription': 'second-subscription',
  'demo-order': 'order',
  'demo-second-order': 'second-order',
  'demo-day-pass-offering': 'day-pass-offering',
  'demo-idempotency-key': 'idempotency-key',
};

/** The event of the example of `getEvent`. */
const demoEventId = '19164e49-015d-5c6d-b083-dcf4e78998da';

const in2199 = { on: '2199-01-01', at: '2199-01-01T00:00:00.000Z' };

/** Stores a fixture for every ID that the examples use. */
export async function haveExampleFixtures(world: TestWorld): Promise<void> {
  await Promise.all([
    world.haveCustomer(),
    world.haveSim(),
    world.haveEvents(demoEventId),
    world.haveSim('89490200001234567777'),
    world.haveUser(),
    world.haveSubscriber(),
    world.haveOffering({ changeOptions: [{ productOfferingId: 'premium-offering' }] }),
    world.haveOffering({ productOfferingId: 'premium-offering' }),
    world.haveOffering({ productOfferingId: 'day-pass-offering', type: 'SUBSCRIPTION_ADDON', validityDays: 1 }),
    world.haveOffering({ productOfferingId: 'addon-offering', type: 'SUBSCRIPTION_ADDON' }),
    world.haveOffering({ productOfferingId: 'renewal-offering' }),
    world.haveLicense(),
    world.haveLicense({ licenseId: 'paused-license', suspension: 'PAUSED', pausedAt: world.now }),
    world.haveLicense({ licenseId: 'upgrade-license' }),
    world.haveLicense({ licenseId: 'annotated-license', metadata: { costCentre: 'CC-18' } }),
    world.haveLicense({ licenseId: 'ending-license', ends: in2199 }),
    world.haveLicense({
      licenseId: 'changing-license',
      offeringChange: {
        ...in2199,
        productOffering: embedProductOffering(anOffering({ productOfferingId: 'premium-offering' })),
        cancellationSchedule: 'INSTANT',
      },
    }),
    world.haveSubscription([{}, { offeringId: 'roaming-offering' }]),
    world.haveOrder(),
    world.haveRecord(),
    world.haveOrder({ orderId: 'second-order' }),
    world.haveOffering({ productOfferingId: 'mobile-offering', type: 'SUBSCRIPTION' }),
    world.haveSubscription([], {
      subscriptionId: 'second-subscription',
      productOffering: embedProductOffering(anOffering({ productOfferingId: 'mobile-offering' })),
    }),
    world.haveSubscription([{ offeringId: 'roaming-offering', ends: in2199 }], {
      subscriptionId: 'other-subscription',
      porting: { status: 'SCHEDULED', direction: 'INBOUND', msisdn: '+491713920077', createdAt: world.now },
    }),
    world.havePortingDetails({ firstName: 'Ole' }, 'other-subscription'),
    world.haveReference('customer', toReferenceId('customer'), 'customer'),
    ...['subscription', 'second-subscription', 'other-subscription'].map(id =>
      world.haveReference('subscription', toReferenceId(id), id),
    ),
  ]);
  world.network.reset();
}

/** Reads the examples of an endpoint as requests to the fixtures. @throws UserError */
export function readExampleRequests(endpoint: Endpoint): [SendOptions, ...SendOptions[]] {
  const file = `functions/*/example.json of ${endpoint.operation}`;
  const [first, ...others] = Object.values(readExamples(endpoint)).map(
    ({ path = {}, query = {}, body, idempotencyKey }): SendOptions =>
      toFixtureIds(file, { path, query, ...(body && { body }), ...(idempotencyKey && { idempotencyKey }) }),
  );
  if (!first) throw new UserError(`${file} has no example.`);
  return [first, ...others];
}

const toFixtureIds = (file: string, request: SendOptions): SendOptions =>
  JSON.parse(JSON.stringify(request), (_name, value) => {
    if (typeof value !== 'string' || !value.startsWith('demo-')) return value;
    const id = fixtureIds[value];
    if (id === undefined) {
      throw new UserError(`${file} uses ${value}: add a fixture for it to test/support/example-requests.ts.`);
    }
    return id;
  });

/** The reference ID of a fixture. */
const toReferenceId = (id: string): string => `${id}/№ 1%`;

/** Replaces the IDs of customers and subscriptions by references. Returns undefined if a request has none. */
export function replaceIdsByReferences(request: SendOptions): SendOptions | undefined {
  const toReference = (value: unknown) => (typeof value === 'string' ? `rid_${toReferenceId(value)}` : value);
  const isNamed = (name: string) => name === 'customerId' || name === 'subscriptionId';
  const replaced = JSON.parse(JSON.stringify(request), (name, value) => {
    if (!isNamed(name)) return value;
    return Array.isArray(value) ? value.map(toReference) : toReference(value);
  });
  return isDeepStrictEqual(replaced, request) ? undefined : replaced;
}

/** Replaces the last ID of a request: an ID in the body if there is one, otherwise an ID in the path, if any. */
export function replaceLastId({ path = {}, body = {} }: SendOptions, id: string): SendOptions {
  const bodyName = Object.keys(body).findLast(name => name.endsWith('Id'));
  if (bodyName !== undefined) return { path, body: { ...(body as object), [bodyName]: id } };
  const pathName = Object.keys(path).at(-1);
  return pathName === undefined ? { path, body } : { path: { ...path, [pathName]: id }, body };
}
