import { beforeEach, describe, expect, it } from 'vitest';
import { createCallBarrier, loseResponse } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as line from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const customer = (customerId: string, fields: object = {}) => line.aCustomerLine({ customerId, ...fields });
/** The customers by their references. */
const references = async () =>
  Object.fromEntries(
    (await importer.items('lookup')).map(({ pk, resourceId }) => [
      String(pk).replace(`${world.tenantId}#customer-reference#`, ''),
      resourceId,
    ]),
  );

describe('the reference of a customer', () => {
  beforeEach(() => importer.importAll(customer('a', { referenceId: 'CRM/1 ü' })));

  it('leads to the customer and is returned with it', async () => {
    expect(await references()).toEqual({ 'CRM/1 ü': 'a' });
    const { json } = await world.call('getCustomer', { path: { customerId: 'a' } });
    expect(json).toEqual({ customerId: 'a', customerType: 'BUSINESS', name: 'Ada Ltd', referenceId: 'CRM/1 ü' });
  });

  it('is unchanged by the same line, and follows a line with another one or none', async () => {
    expect(await importer.import(customer('a', { referenceId: 'CRM/1 ü' }))).toMatchObject({ unchanged: 1 });
    expect(await importer.import(customer('a', { referenceId: 'CRM-2' }))).toMatchObject({ updated: 1 });
    expect(await references()).toEqual({ 'CRM-2': 'a' });
    await importer.importAll(customer('a'));
    expect(await references()).toEqual({});
  });

  it('is added to a customer that was imported without one', async () => {
    await importer.importAll(customer('b'));
    expect(await importer.import(customer('b', { referenceId: 'CRM-2' }))).toMatchObject({ updated: 1 });
    expect(await references()).toMatchObject({ 'CRM-2': 'b' });
  });

  it('does not change with the name of the customer', async () => {
    await importer.importAll(customer('a', { referenceId: 'CRM/1 ü', name: 'Ada & Co' }));
    expect(importer.renamed.map(([kind]) => kind)).toContain('customer');
    expect(await references()).toEqual({ 'CRM/1 ü': 'a' });
  });

  it('is not taken from its customer', async () => {
    expect(await importer.import(customer('b', { referenceId: 'CRM/1 ü' }))).toMatchObject({ failed: 1 });
    expect(importer.problems).toEqual([
      {
        line: 1,
        field: 'referenceId',
        reason: 'is already the reference of the customer a; to exchange two references, import them twice',
      },
    ]);
    expect(await references()).toEqual({ 'CRM/1 ü': 'a' });
  });

  it('goes to another customer once its customer gives it up, wherever that line is in the file', async () => {
    await importer.importAll(customer('b', { referenceId: 'CRM/1 ü' }), customer('a', { referenceId: 'CRM-2' }));
    expect(await references()).toEqual({ 'CRM/1 ü': 'b', 'CRM-2': 'a' });
  });

  it('is exchanged with that of another customer by two imports', async () => {
    await importer.importAll(customer('b', { referenceId: 'CRM-2' }));
    const exchanged = [customer('a', { referenceId: 'CRM-2' }), customer('b', { referenceId: 'CRM/1 ü' })];
    await importer.import(...exchanged);
    expect(importer.problems.map(({ field }) => field)).toEqual(['referenceId', 'referenceId']);
    expect(await references()).toEqual({ 'CRM/1 ü': 'a', 'CRM-2': 'b' });
    await importer.importAll(customer('a'), customer('b', { referenceId: 'CRM/1 ü' }));
    await importer.importAll(...exchanged);
    expect(await references()).toEqual({ 'CRM/1 ü': 'b', 'CRM-2': 'a' });
  });

  it('may be that of a subscription and of a customer of another tenant too', async () => {
    const other = `${world.tenantId}-other`;
    await importer.importAll(
      { kind: 'tenant', tenantId: other, mode: 'test' },
      customer('x', { tenantId: other, referenceId: 'CRM/1 ü' }),
      line.aSubscriptionLine({ customerId: 'a', referenceId: 'CRM/1 ü' }),
    );
    expect((await importer.items('lookup')).map(({ resourceId }) => resourceId)).toEqual(
      expect.arrayContaining(['a', 'subscription']),
    );
  });

  it('belongs to one customer when two imports take it at once', async () => {
    importer.network.failNextOf('TransactWriteItems', ...Array(2).fill(createCallBarrier(2)));
    const imports = await Promise.all([
      importer.import(customer('b', { referenceId: 'CRM-2' })),
      importer.import(customer('c', { referenceId: 'CRM-2' })),
    ]);
    expect(imports.map(({ created, failed }) => [created, failed]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(importer.problems).toMatchObject([{ field: 'referenceId' }]);
  });

  it('is written once when the response to its transaction is lost', async () => {
    importer.network.failNextOf('TransactWriteItems', loseResponse);
    await importer.importAll(customer('a', { referenceId: 'CRM-2' }));
    expect(await references()).toEqual({ 'CRM-2': 'a' });
  });
});

it.each(['', 'x'.repeat(256), 'a\u0001b', 'a\u007fb'])(
  'a customer line with the reference %j is rejected',
  async referenceId => {
    await importer.import(customer('a', { referenceId }));
    expect(importer.problems).toMatchObject([{ line: 1, field: 'referenceId' }]);
  },
);
