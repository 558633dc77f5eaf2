import { beforeEach, describe, expect, it } from 'vitest';
import * as lines from '../import/sample-lines.ts';
import { useImporter } from '../import/test-importer.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const card = (iccid: string) => ({ esim: false, iccid });
const line = (number: number, fields: object = {}) =>
  lines.aSubscriptionLine({
    subscriptionId: `s${number}`,
    msisdn: `+4917100000${number}`,
    sim: card(`8949020000123456789${number}`),
    createdAt: `2024-01-0${number}T00:00:00.000Z`,
    ...fields,
  });
const find = async (query: Record<string, string[]>) => {
  const { json } = await world.call('listSubscriptions', { query });
  return json.items.map(({ subscriptionId }: { subscriptionId: string }) => subscriptionId);
};

beforeEach(async () => {
  await importer.importAll(
    lines.aCustomerLine(),
    lines.aCustomerLine({ customerId: 'other' }),
    lines.aSubscriptionOfferingLine(),
    line(1, { referenceId: 'order/1 ü' }),
    line(2, { customerId: 'other', type: 'FIXED' }),
    line(3, { status: 'CANCELLED', msisdn: '+49171000001' }),
  );
});

describe('listing subscriptions', () => {
  it('returns them newest first, without their add-ons', async () => {
    expect(await find({})).toEqual(['s3', 's2', 's1']);
    const { json } = await world.call('listSubscriptions', { query: { limit: ['1'] } });
    const { addons, ...one } = (await world.call('getSubscription', { path: { subscriptionId: 's3' } })).json;
    expect(addons).toEqual([]);
    expect(json.items).toEqual([one]);
    expect(await find({ limit: ['1'], cursor: [json.pagination.nextCursor] })).toEqual(['s2']);
  });

  it('filters by customer, status and type', async () => {
    expect(await find({ customerId: ['customer'] })).toEqual(['s3', 's1']);
    expect(await find({ customerId: ['customer'], status: ['ACTIVATED'] })).toEqual(['s1']);
    expect(await find({ customerId: ['customer', 'other'], type: ['FIXED'] })).toEqual(['s2']);
  });

  it.each(['+49171000001', '49171000001', ' 49171000001'])(
    'finds all with the phone number "%s", also ended ones',
    async msisdn => {
      expect(await find({ msisdn: [msisdn] })).toEqual(['s3', 's1']);
      expect(await find({ msisdn: [msisdn], status: ['ACTIVATED'] })).toEqual(['s1']);
    },
  );

  it('finds by card and by reference, and nothing for an unknown value', async () => {
    expect(await find({ iccid: ['89490200001234567892'] })).toEqual(['s2']);
    expect(await find({ referenceId: ['order/1 ü'] })).toEqual(['s1']);
    expect(await find({ referenceId: ['unknown'] })).toEqual([]);
    expect(await find({ msisdn: ['+4900000'] })).toEqual([]);
  });

  it.each<[Record<string, string[]>, string]>([
    [{ msisdn: ['+491'], iccid: ['89490200001234567892'] }, 'iccid INVALID_VALUE'],
    [{ iccid: ['89490200001234567892'], referenceId: ['x'] }, 'referenceId INVALID_VALUE'],
    [{ msisdn: ['+491', '+492'] }, 'msisdn INVALID_VALUE'],
    [{ msisdn: ['number'] }, 'msisdn INVALID_FORMAT'],
    [{ limit: ['101'] }, 'limit INVALID_VALUE'],
  ])('rejects %j', async (query, problem) => {
    const { status, json } = await world.call('listSubscriptions', { query });
    expect(status).toBe(400);
    expect(json.details.map((each: { property: string; code: string }) => `${each.property} ${each.code}`)).toContain(
      problem,
    );
  });
});

describe('an import', () => {
  it('moves the lookups with the values of the line', async () => {
    await importer.importAll(line(1, { msisdn: '+49171777777', sim: card('89490200001234567777') }));
    expect(await find({ msisdn: ['+49171000001'] })).toEqual(['s3']);
    expect(await find({ msisdn: ['+49171777777'] })).toEqual(['s1']);
    expect(await find({ iccid: ['89490200001234567891'] })).toEqual([]);
    expect(await find({ iccid: ['89490200001234567777'] })).toEqual(['s1']);
    expect(await find({ referenceId: ['order/1 ü'] })).toEqual([]);
  });

  it('rejects a reference that another subscription has, and takes it once that one gives it up', async () => {
    await importer.import(line(2, { customerId: 'other', referenceId: 'order/1 ü' }));
    expect(importer.problems).toEqual([expect.objectContaining({ field: 'referenceId' })]);
    expect(importer.problems[0]?.reason).toContain('s1; to exchange two references, import them twice');
    // In one file, the line that takes the reference may come first.
    await importer.import(line(2, { customerId: 'other', referenceId: 'order/1 ü' }), line(1));
    expect(importer.problems).toEqual([]);
    expect(await find({ referenceId: ['order/1 ü'] })).toEqual(['s2']);
  });

  it('rejects an ID that looks like a reference', async () => {
    await importer.import(line(4, { subscriptionId: 'rid_4' }), lines.aCustomerLine({ customerId: 'rid_c' }));
    expect(importer.problems.map(({ field }) => field)).toEqual(['subscriptionId', 'customerId']);
  });
});
