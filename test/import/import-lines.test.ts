import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importLines } from '../../lib/import/import-lines.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** One line of each kind, each before those it refers to. */
const backwards = () => [
  lines.aLicenseLine({ assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'subscription' } }),
  lines.aSubscriptionLine({
    productOfferingId: 'mobile',
    subscriber: { subscriberId: 'subscriber', name: 'Alan' },
    addons: [lines.anAddonEntry()],
    extensions: { b: 1, a: [1.5, 'ü'] },
    pendingProductOffering: { scheduledAt: '2024-06-01', productOfferingId: 'mobile' },
    porting: {
      status: 'COMPLETED',
      direction: 'INBOUND',
      msisdn: '+4915112345678',
      createdAt: '2024-01-02T00:00:00Z',
    },
  }),
  lines.aUserLine({ email: 'grace@example.com' }),
  lines.anAddonOfferingLine({ group: { category: 'Data', name: 'Data', productOfferingGroupId: 'data' } }),
  lines.aSubscriptionOfferingLine(),
  lines.anOfferingLine({ status: 'ARCHIVED', cancellationSchedule: 'NEXT_RENEWAL' }),
  lines.aCustomerLine(),
  { kind: 'tenant', mode: 'test' },
];

describe('a file', () => {
  it('may refer to later lines', async () => {
    expect(await importer.import(...backwards())).toEqual({
      created: 7,
      updated: 0,
      unchanged: 1,
      differs: 0,
      failed: 0,
    });
    const { json } = await world.call('getLicense', { path: { licenseId: 'license' } });
    expect(json).toMatchObject({ status: 'ACTIVE', assignedTo: { subscriptionDisplay: '+49 151 123 456 78' } });
  });

  it('changes and writes nothing when it is imported again', async () => {
    await importer.importAll(...backwards());
    const before = await importer.items();
    world.clock += 86_400_000;
    importer.network.reset();
    expect(await importer.import(...backwards())).toEqual({
      created: 0,
      updated: 0,
      unchanged: 8,
      differs: 0,
      failed: 0,
    });
    expect(await importer.items()).toEqual(before);
    expect(importer.network.commits).toEqual([]);
  });

  it('applies two lines for one item in their order', async () => {
    const summary = await importer.import(
      lines.aCustomerLine(),
      lines.aCustomerLine({ name: 'Bob' }),
      lines.aCustomerLine(),
    );
    expect(summary).toEqual({ created: 1, updated: 2, unchanged: 0, differs: 0, failed: 0 });
    expect(await importer.items('customer')).toMatchObject([{ name: 'Ada Ltd', version: 3 }]);
  });

  it('may be larger than one batch', async () => {
    const customers = Array.from({ length: 250 }, (_, n) => lines.aCustomerLine({ customerId: `c-${n}` }));
    expect(await importer.import(...customers)).toMatchObject({ created: 250 });
    expect(await importer.items('customer')).toHaveLength(250);
  });

  it('does not affect another tenant', async () => {
    await importer.importAll(...backwards());
    const leave = await world.enterTenant();
    await importer.importAll(lines.aCustomerLine({ name: 'Bob' }));
    leave();
    expect(await importer.items('customer')).toMatchObject([{ name: 'Ada Ltd' }]);
  });

  it('that becomes shorter while it is read stops the import', async () => {
    const whole = `${JSON.stringify({ tenantId: world.tenantId, ...lines.aCustomerLine() })}\n`;
    const sources = [whole, whole, ''];
    const stopped = importLines(() => [Buffer.from(sources.shift() ?? '')], importer.ports);
    await expect(stopped).rejects.toThrow('The file became shorter');
  });
});

describe('a bad line', () => {
  it('is reported once with its number, and does not stop the others', async () => {
    const long = JSON.stringify(lines.aCustomerLine({ name: 'x'.repeat(300_000) }));
    const summary = await importer.import(
      '{',
      lines.aCustomerLine(),
      '',
      lines.aCustomerLine({ colour: 1 }),
      '[]',
      long,
    );
    expect(summary).toEqual({ created: 1, updated: 0, unchanged: 0, differs: 0, failed: 4 });
    expect(importer.problems).toEqual([
      { line: 1, field: '', reason: expect.stringContaining('is not valid JSON') },
      { line: 4, field: 'colour', reason: 'is not a known field' },
      { line: 5, field: '', reason: 'must be of type object' },
      { line: 6, field: '', reason: 'is longer than 262144 bytes' },
    ]);
  });

  it.each([
    ['tenantId', 'tenant nobody', () => lines.aCustomerLine({ tenantId: 'nobody' })],
    ['customerId', 'customer nobody', () => lines.aUserLine({ customerId: 'nobody' })],
    ['customerId', 'customer nobody', () => lines.aSubscriptionLine({ customerId: 'nobody' })],
    ['productOfferingId', 'product offering none', () => lines.aSubscriptionLine({ productOfferingId: 'none' })],
    [
      'addons.0.productOfferingId',
      'product offering none',
      () => lines.aSubscriptionLine({ addons: [lines.anAddonEntry({ productOfferingId: 'none' })] }),
    ],
    ['productOfferingId', 'product offering none', () => lines.aLicenseLine({ productOfferingId: 'none' })],
    [
      'pendingProductOffering.productOfferingId',
      'product offering none',
      () => lines.aLicenseLine({ pendingProductOffering: { scheduledAt: '2025-01-01', productOfferingId: 'none' } }),
    ],
    ['assignedTo.userId', 'user nobody', () => lines.aLicenseLine({ assignedTo: { type: 'USER', userId: 'nobody' } })],
    [
      'assignedTo.subscriberId',
      'subscriber nobody',
      () => lines.aLicenseLine({ assignedTo: { type: 'SUBSCRIBER', subscriberId: 'nobody' } }),
    ],
    [
      'assignedTo.subscriptionId',
      'subscription none',
      () => lines.aLicenseLine({ assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'none' } }),
    ],
  ])('whose %s names an undefined %s is reported', async (field, what, line) => {
    await importer.importAll(lines.aCustomerLine(), lines.anOfferingLine());
    expect(await importer.import(line())).toMatchObject({ failed: 1 });
    expect(importer.problems).toEqual([
      { line: 1, field, reason: `the ${what} is not defined; import it first or correct the ID` },
    ]);
  });

  it('whose offering is of another type is reported', async () => {
    await importer.importAll(lines.aCustomerLine(), lines.anOfferingLine(), lines.anAddonOfferingLine());
    await importer.import(
      lines.aLicenseLine({ productOfferingId: 'addon-offering' }),
      lines.aSubscriptionLine({ addons: [lines.anAddonEntry({ productOfferingId: 'offering' })] }),
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

  it("that assigns a license to another customer's resource is reported", async () => {
    await importer.importAll(
      lines.aCustomerLine(),
      lines.aCustomerLine({ customerId: 'other' }),
      lines.anOfferingLine(),
      lines.aUserLine(),
    );
    await importer.import(lines.aLicenseLine({ customerId: 'other', assignedTo: { type: 'USER', userId: 'user' } }));
    const reason = 'the user user belongs to the customer customer, not to other as the license does';
    expect(importer.problems).toEqual([{ line: 1, field: 'assignedTo.userId', reason }]);
  });

  it('that changes the mode of a tenant is reported', async () => {
    expect(await importer.import({ kind: 'tenant', mode: 'live' })).toMatchObject({ failed: 1 });
    expect(importer.problems).toMatchObject([
      { line: 1, field: 'mode', reason: expect.stringContaining('is test and cannot be changed') },
    ]);
  });
});

it('the demo data is imported', async () => {
  const demo = join(import.meta.dirname, '..', '..', 'tools', 'local', 'demo.ndjson');
  const text = readFileSync(demo, 'utf8').replaceAll('"demo"', `"${world.tenantId}"`);
  const lineCount = text.split('\n').filter(Boolean).length;
  expect(await importer.import(...text.split('\n'))).toMatchObject({ failed: 0 });
  expect(await importer.import(...text.split('\n'))).toMatchObject({ unchanged: lineCount });
});
