import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importLines } from '../../lib/import/import-lines.ts';
import { useEngine } from '../support/engine.ts';
import { useWorld } from '../support/world.ts';
import { useImporter } from './importer.ts';
import * as lines from './lines.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** One of each kind, every line before those it refers to. */
const backwards = () => [
  lines.license({ assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'subscription' } }),
  lines.subscription({
    productOfferingId: 'mobile',
    subscriber: { subscriberId: 'subscriber', name: 'Alan' },
    addons: [lines.addon()],
    extensions: { b: 1, a: [1.5, 'ü'] },
    pendingProductOffering: { scheduledAt: '2024-06-01', productOfferingId: 'mobile' },
    porting: { status: 'COMPLETED', direction: 'INBOUND', msisdn: '+4915112345678' },
  }),
  lines.user({ email: 'grace@example.com' }),
  lines.addonOffering({ group: { category: 'Data', name: 'Data', productOfferingGroupId: 'data' } }),
  lines.subscriptionOffering(),
  lines.offering({ status: 'ARCHIVED', cancellationSchedule: 'NEXT_RENEWAL' }),
  lines.customer(),
  { kind: 'tenant', mode: 'test' },
];

describe('a file', () => {
  it('may refer to what comes later in it', async () => {
    expect(await importer.import(...backwards())).toEqual({ created: 7, updated: 0, unchanged: 1, failed: 0 });
    const { json } = await world.call('getLicense', { path: { licenseId: 'license' } });
    expect(json).toMatchObject({ status: 'ACTIVE', assignedTo: { subscriptionDisplay: '+49 151 123 456 78' } });
  });

  it('changes nothing when it is imported again, and writes nothing', async () => {
    await importer.have(...backwards());
    const before = await importer.items();
    world.clock += 86_400_000;
    importer.network.reset();
    expect(await importer.import(...backwards())).toEqual({ created: 0, updated: 0, unchanged: 8, failed: 0 });
    expect(await importer.items()).toEqual(before);
    expect(importer.network.commits).toEqual([]);
  });

  it('decides by its order when two lines are about one thing', async () => {
    const summary = await importer.import(lines.customer(), lines.customer({ name: 'Bob' }), lines.customer());
    expect(summary).toEqual({ created: 1, updated: 2, unchanged: 0, failed: 0 });
    expect(await importer.items('customer')).toMatchObject([{ name: 'Ada Ltd', version: 3 }]);
  });

  it('may be larger than what is read at once', async () => {
    const customers = Array.from({ length: 250 }, (_, n) => lines.customer({ customerId: `c-${n}` }));
    expect(await importer.import(...customers)).toMatchObject({ created: 250 });
    expect(await importer.items('customer')).toHaveLength(250);
  });

  it('leaves another tenant alone', async () => {
    await importer.have(...backwards());
    const leave = await world.enter();
    await importer.have(lines.customer({ name: 'Bob' }));
    leave();
    expect(await importer.items('customer')).toMatchObject([{ name: 'Ada Ltd' }]);
  });

  it('that becomes shorter while it is read stops the import', async () => {
    const whole = `${JSON.stringify({ tenantId: world.tenantId, ...lines.customer() })}\n`;
    const sources = [whole, ''];
    const stopped = importLines(() => [Buffer.from(sources.shift() ?? '')], importer.ports);
    await expect(stopped).rejects.toThrow('The file became shorter');
  });
});

describe('a bad line', () => {
  it('is told once with its number, and stops no other', async () => {
    const long = JSON.stringify(lines.customer({ name: 'x'.repeat(300_000) }));
    const summary = await importer.import('{', lines.customer(), '', lines.customer({ colour: 1 }), '[]', long);
    expect(summary).toEqual({ created: 1, updated: 0, unchanged: 0, failed: 4 });
    expect(importer.problems).toEqual([
      { line: 1, field: '', reason: expect.stringContaining('is not valid JSON') },
      { line: 4, field: 'colour', reason: 'is not known here' },
      { line: 5, field: '', reason: 'must be of type object' },
      { line: 6, field: '', reason: 'is longer than 262144 bytes' },
    ]);
  });

  it.each([
    ['tenantId', 'tenant nobody', () => lines.customer({ tenantId: 'nobody' })],
    ['customerId', 'customer nobody', () => lines.user({ customerId: 'nobody' })],
    ['customerId', 'customer nobody', () => lines.subscription({ customerId: 'nobody' })],
    ['productOfferingId', 'product offering none', () => lines.subscription({ productOfferingId: 'none' })],
    [
      'addons.0.productOfferingId',
      'product offering none',
      () => lines.subscription({ addons: [lines.addon({ productOfferingId: 'none' })] }),
    ],
    ['productOfferingId', 'product offering none', () => lines.license({ productOfferingId: 'none' })],
    [
      'pendingProductOffering.productOfferingId',
      'product offering none',
      () => lines.license({ pendingProductOffering: { scheduledAt: '2025-01-01', productOfferingId: 'none' } }),
    ],
    ['assignedTo.userId', 'user nobody', () => lines.license({ assignedTo: { type: 'USER', userId: 'nobody' } })],
    [
      'assignedTo.subscriberId',
      'subscriber nobody',
      () => lines.license({ assignedTo: { type: 'SUBSCRIBER', subscriberId: 'nobody' } }),
    ],
    [
      'assignedTo.subscriptionId',
      'subscription none',
      () => lines.license({ assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'none' } }),
    ],
  ])('whose %s is not there (%s) says so', async (field, what, line) => {
    await importer.have(lines.customer(), lines.offering());
    expect(await importer.import(line())).toMatchObject({ failed: 1 });
    expect(importer.problems).toEqual([{ line: 1, field, reason: `there is no ${what}; import it or correct the id` }]);
  });

  it('whose offering is of another type says so', async () => {
    await importer.have(lines.customer(), lines.offering(), lines.addonOffering());
    await importer.import(
      lines.license({ productOfferingId: 'addon-offering' }),
      lines.subscription({ addons: [lines.addon({ productOfferingId: 'offering' })] }),
    );
    expect(importer.problems).toEqual([
      { line: 2, field: 'addons.0.productOfferingId', reason: expect.stringContaining('is of type LICENSE, not SUBS') },
      {
        line: 1,
        field: 'productOfferingId',
        reason: expect.stringContaining('is of type SUBSCRIPTION_ADDON, not LIC'),
      },
    ]);
  });

  it("that assigns a license to another customer's says so", async () => {
    await importer.have(lines.customer(), lines.customer({ customerId: 'other' }), lines.offering(), lines.user());
    await importer.import(lines.license({ customerId: 'other', assignedTo: { type: 'USER', userId: 'user' } }));
    const reason = 'the user user belongs to the customer customer, not to other as the license does';
    expect(importer.problems).toEqual([{ line: 1, field: 'assignedTo.userId', reason }]);
  });

  it('that changes the mode of a tenant says so', async () => {
    expect(await importer.import({ kind: 'tenant', mode: 'live' })).toMatchObject({ failed: 1 });
    expect(importer.problems).toMatchObject([
      { line: 1, field: 'mode', reason: expect.stringContaining('is test and cannot be changed') },
    ]);
  });
});

it('the demo data goes in', async () => {
  const demo = join(import.meta.dirname, '..', '..', 'infra', 'local', 'demo.ndjson');
  const text = readFileSync(demo, 'utf8').replaceAll('"demo"', `"${world.tenantId}"`);
  const lineCount = text.split('\n').filter(Boolean).length;
  expect(await importer.import(...text.split('\n'))).toMatchObject({ failed: 0 });
  expect(await importer.import(...text.split('\n'))).toMatchObject({ unchanged: lineCount });
});
