import { beforeEach, describe, expect, it } from 'vitest';
import {
  afterExecution,
  beforeExecution,
  cancelTransaction,
  createCallBarrier,
  leaveUnprocessed,
  loseCall,
  loseResponse,
  passThrough,
  refuseCall,
  withRequestToken,
} from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);
const { network } = importer;

const ofLicense = { path: { licenseId: 'license' } };
const commit = 'TransactWriteItems';

beforeEach(async () => {
  await importer.importAll(lines.aCustomerLine(), lines.anOfferingLine(), lines.anAddonOfferingLine());
  network.reset();
});

describe('when a command is faster', () => {
  it('the line is planned again after the command', async () => {
    await importer.importAll(lines.aLicenseLine());
    network.failNextOf(
      commit,
      beforeExecution(() => world.call('cancelLicense', ofLicense)),
    );
    expect(await importer.import(lines.aLicenseLine({ status: 'PAUSED' }))).toMatchObject({ updated: 1 });
    const [license] = await importer.items('license');
    expect(license).toMatchObject({ version: 3, suspension: 'PAUSED', ends: { on: '2024-01-15' } });
  });

  it('the other lines are stored', async () => {
    const others = [1, 2, 3].map(n => lines.aLicenseLine({ licenseId: `other-${n}` }));
    await importer.importAll(lines.aLicenseLine());
    network.failNextOf(
      commit,
      beforeExecution(() => world.call('cancelLicense', ofLicense)),
    );
    expect(await importer.import(lines.aLicenseLine({ status: 'PAUSED' }), ...others)).toMatchObject({
      created: 3,
      updated: 1,
    });
  });

  it('every time, the line is reported as a problem', async () => {
    network.failAlways(commit, cancelTransaction('TransactionConflict'));
    expect(await importer.import(lines.aLicenseLine())).toMatchObject({ failed: 1 });
    const reason = 'is being changed by other requests; import it again';
    expect(importer.problems).toEqual([{ line: 1, field: '', reason }]);
  });
});

describe('when an add-on is cancelled while its subscription is read', () => {
  const line = (referenceId: string, ...addons: object[]) => lines.aSubscriptionLine({ referenceId, addons });
  const cancelAddon = () =>
    world.call('cancelAddon', {
      path: { subscriptionId: 'subscription' },
      body: { productOfferingId: 'addon-offering' },
    });

  beforeEach(() => importer.importAll(line('R-1', lines.anAddonEntry({ referenceId: 'R-1' }))));

  it('after the subscription and before its add-ons, they stay consistent', async () => {
    network.failNextOf('Query', beforeExecution(cancelAddon));
    expect(await importer.import(line('R-2', lines.anAddonEntry({ referenceId: 'R-2' })))).toMatchObject({
      updated: 1,
    });
    expect(await importer.isWhole()).toBe(true);
    expect(await importer.items('addon')).toMatchObject([{ referenceId: 'R-2', ends: { on: '2024-01-15' } }]);
  });

  it('after its add-ons and before the subscription, it makes room for another', async () => {
    let seen = () => {};
    const addonsSeen = new Promise<void>(resolve => {
      seen = resolve;
    });
    network.failNextOf('Query', afterExecution(seen));
    network.failNextOf(
      'BatchGetItem',
      beforeExecution(() => addonsSeen.then(cancelAddon)),
    );
    const another = lines.anAddonEntry({ subscriptionAddonId: 'another', addedAt: '2024-01-15T00:00:00Z' });
    expect(await importer.import(line('R-1', another))).toMatchObject({ updated: 1 });
    expect(await importer.isWhole()).toBe(true);
  });
});

it('two concurrent imports of one file have the result of one', async () => {
  const subscriber = { subscriberId: 'subscriber', name: 'Alan' };
  const file = [
    lines.aLicenseLine(),
    lines.aUserLine(),
    lines.aSubscriptionLine({ subscriber, addons: [lines.anAddonEntry()] }),
  ];
  network.failNextOf(commit, ...Array(2).fill(createCallBarrier(2)));
  const [first, second] = await Promise.all([importer.import(...file), importer.import(...file)]);
  expect([first.created + second.created, first.unchanged + second.unchanged]).toEqual([3, 3]);
  for (const item of await importer.items()) expect(item.version).toBe(1);
  expect(await importer.isWhole()).toBe(true);
});

describe('when the response to a commit is lost', () => {
  it.each([
    ['it went in', [loseResponse]],
    ['it did not', [loseCall]],
    ['it went in, and DynamoDB has forgotten its token', [loseResponse, withRequestToken('another')]],
    [
      'it went in, and then another was in the way',
      [loseResponse, cancelTransaction('TransactionConflict'), passThrough],
    ],
  ])('and %s, the line is created once and counted as such', async (_title, faults) => {
    network.failNextOf(commit, ...faults);
    expect(await importer.import(lines.aLicenseLine())).toMatchObject({ created: 1 });
    expect(await importer.items('license')).toMatchObject([{ version: 1 }]);
  });
});

describe('a database', () => {
  it('that leaves keys unprocessed is read again', async () => {
    network.failNextOf('BatchGetItem', leaveUnprocessed, leaveUnprocessed);
    expect(await importer.import(lines.aCustomerLine())).toMatchObject({ unchanged: 1 });
  });

  it.each(['BatchGetItem', commit])('that does not respond to %s stops the import', async operation => {
    network.failAlways(operation, loseCall);
    await expect(importer.import(lines.aLicenseLine(), lines.aUserLine())).rejects.toThrow(
      'The database does not answer (socket hang up). Import the file again once it does.',
    );
  });

  it.each(['BatchGetItem', commit])('that has no table for %s stops the import', async operation => {
    network.failAlways(operation, refuseCall('ResourceNotFoundException'));
    await expect(importer.import(lines.aLicenseLine())).rejects.toThrow('The database refuses the import');
  });

  it('that rejects one line does not affect another', async () => {
    network.failNextOf(commit, refuseCall('ValidationException'), refuseCall('ValidationException'));
    expect(await importer.import(lines.aLicenseLine(), lines.aLicenseLine({ licenseId: 'b' }))).toMatchObject({
      created: 1,
      failed: 1,
    });
    expect(importer.problems).toMatchObject([{ field: '', reason: 'cannot be stored: ValidationException' }]);
  });

  it('with an item that does not parse is a problem of the line that reads it', async () => {
    await world.overwrite(
      { table: 'connect', primaryKey: { pk: `${world.tenantId}#customer#customer`, sk: 'customer' } },
      { name: 1 },
    );
    expect(await importer.import(lines.aUserLine(), lines.anOfferingLine())).toMatchObject({ failed: 1, unchanged: 1 });
    expect(importer.problems).toMatchObject([
      { line: 1, reason: expect.stringContaining('refers to an item that cannot be read: The item') },
    ]);
  });
});
