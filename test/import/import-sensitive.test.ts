import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const iccid = '89490200001234567890';
const day = 24 * 3_600_000;

describe('a customer line', () => {
  const address = { street1: 'Am Speicher 4', city: 'Hamburg', zip: '20457', country: 'DE' };
  const details = {
    contact: { email: 'office@nordlicht.example', msisdn: '+49403920010' },
    identity: 'HRB 4711',
    preferredLocale: 'de-DE',
    humanReadableId: 'K-10023',
    billing: { method: 'SEPA', email: 'billing@nordlicht.example', address, currency: 'EUR', autoPay: true },
    shipping: { name: 'Gate 3', address, instructions: 'Ring twice' },
    metadata: { segment: 'gold', score: 1.5 },
  };
  const read = async () => (await world.call('getCustomer', { path: { customerId: 'customer' } })).json;

  it('is returned as it states, and a field that it omits later is removed', async () => {
    await importer.importAll(lines.aCustomerLine({ customerType: 'CONSUMER', ...details }));
    expect(await read()).toEqual({ customerId: 'customer', customerType: 'CONSUMER', name: 'Ada Ltd', ...details });
    await importer.importAll(lines.aCustomerLine());
    expect(await read()).toEqual({ customerId: 'customer', customerType: 'BUSINESS', name: 'Ada Ltd' });
  });

  it('stores nothing but the ID and the name in the table with a stream', async () => {
    await importer.importAll(lines.aCustomerLine(details));
    const [item] = await importer.items('customer');
    expect(item).toEqual(expect.objectContaining({ customerId: 'customer', name: 'Ada Ltd' }));
    expect(JSON.stringify(await world.items())).not.toMatch(/nordlicht|HRB|Speicher|gold/);
  });

  it('is unchanged when it is repeated, and updated when only a detail differs', async () => {
    await importer.importAll(lines.aCustomerLine(details));
    expect(await importer.import(lines.aCustomerLine(details))).toMatchObject({ unchanged: 1 });
    const changed = { ...details, preferredLocale: 'en-GB' };
    expect(await importer.import(lines.aCustomerLine(changed))).toMatchObject({ updated: 1 });
    expect((await read()).preferredLocale).toBe('en-GB');
  });

  it.each([
    [{ users: [{ userId: 'user', role: 'OWNER' }] }, 'users.0.role'],
    [{ identity: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`f${i}`, 'x'])) }, 'identity'],
    [{ billing: { address: { street1: 'x' } } }, 'billing.address.city'],
    [{ contactPerson: { userId: 'user', name: 'Grace' } }, 'contactPerson.name'],
  ])('with %o is rejected, and the value is not printed', async (fields, field) => {
    await importer.import(lines.aCustomerLine(fields));
    expect(importer.problems.map(problem => problem.field)).toContain(field);
    expect(importer.problems.map(problem => problem.reason).join()).not.toMatch(/OWNER|Grace/);
  });
});

describe('a SIM line', () => {
  const aSimLine = (fields: object = {}) => ({ kind: 'sim', iccid, type: 'ESIM', status: 'IN_USE', ...fields });
  const readCodes = async () => (await world.call('getSimCodes', { path: { iccid } })).json;
  beforeEach(() => importer.importAll(lines.aCustomerLine()));

  it('stores the card and its codes, and deletes the codes that it omits later', async () => {
    const codes = { puk1: '48151623', pin1: '1234' };
    const esimProfile = { status: 'ENABLED', lastOperationAt: '2024-01-02T01:00:00+01:00' };
    await importer.importAll(aSimLine({ imsi: '262011234567890', esimProfile, codes }));
    expect((await world.call('getSim', { path: { iccid } })).json).toEqual({
      ...{ iccid, type: 'ESIM', status: 'IN_USE', imsi: '262011234567890' },
      esimProfile: { status: 'ENABLED', lastOperationAt: '2024-01-02T00:00:00.000Z' },
    });
    expect(await readCodes()).toEqual({ iccid, ...codes });
    expect(await importer.import(aSimLine({ imsi: '262011234567890', esimProfile, codes }))).toMatchObject({
      unchanged: 1,
    });
    expect(await importer.import(aSimLine({ imsi: '262011234567890', esimProfile }))).toMatchObject({ updated: 1 });
    expect((await readCodes()).code).toBe('sim_codes_not_found');
  });

  it('is stored in no table with a stream', async () => {
    const before = (await world.items()).length;
    await importer.importAll(aSimLine({ codes: { puk1: '48151623' } }));
    expect(await world.items()).toHaveLength(before);
  });

  it('accepts an ICCID with a trailing F', async () => {
    await importer.importAll(aSimLine({ iccid: `${iccid}F`, codes: { puk1: '48151623' } }));
    expect((await readCodes()).puk1).toBe('48151623');
  });

  it('with a code of the wrong form is rejected, and the code is not printed', async () => {
    await importer.import(aSimLine({ codes: { puk1: '123x' } }));
    expect(importer.problems).toEqual([{ line: 1, field: 'codes.puk1', reason: 'must be 4 to 8 digits' }]);
  });
});

describe('the porting of a subscription line', () => {
  const details = { firstName: 'Ole', passcode: '8841', brand: 'Other Mobile' };
  const importPorting = (fields: object = {}) =>
    importer.import(
      lines.aSubscriptionLine({
        porting: {
          ...{ status: 'SCHEDULED', direction: 'INBOUND', msisdn: '+4915112345678', createdAt: '2024-01-02T00:00:00Z' },
          details,
          ...fields,
        },
      }),
    );
  const read = async () =>
    (await world.call('getInPorting', { path: { subscriptionId: 'subscription' } })).json.details;
  const countDetails = async () => (await world.items('secrets')).filter(({ sk }) => sk === 'porting').length;
  beforeEach(() => importer.importAll(lines.aCustomerLine()));

  it('keeps its details apart from the subscription', async () => {
    await importPorting();
    expect(importer.problems).toEqual([]);
    expect(await read()).toEqual(details);
    expect(JSON.stringify(await world.items())).not.toMatch(/8841|Other Mobile/);
  });

  it('loses its details with the line that omits them', async () => {
    await importPorting();
    expect(await importPorting({ details: undefined })).toMatchObject({ updated: 1 });
    expect(await countDetails()).toBe(0);
  });

  it('loses its details 90 days after its update if it has ended', async () => {
    const ended = { status: 'COMPLETED', updatedAt: world.now };
    await importPorting(ended);
    const [item] = (await world.items('secrets')).filter(({ sk }) => sk === 'porting');
    expect(item?.expiresAt).toBe((world.clock + 90 * day) / 1000);
    world.clock += 90 * day;
    expect(await read()).toBeUndefined();
    await importPorting(ended);
    expect(await countDetails()).toBe(0);
  });

  it('without an update loses them 90 days after the first import that reports the end', async () => {
    await importPorting();
    world.clock += 10 * day;
    await importPorting({ status: 'FAILED' });
    world.clock += 89 * day;
    await importPorting({ status: 'FAILED' });
    expect(await read()).toEqual(details);
    world.clock += day;
    expect(await importPorting({ status: 'FAILED' })).toMatchObject({ updated: 1 });
    expect(await countDetails()).toBe(0);
    expect(await importPorting({ status: 'FAILED' })).toMatchObject({ unchanged: 1 });
  });

  it('with more than 30 details is rejected', async () => {
    await importPorting({ details: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`f${i}`, 'x'])) });
    expect(importer.problems.map(({ field }) => field)).toEqual(['porting.details']);
  });
});
