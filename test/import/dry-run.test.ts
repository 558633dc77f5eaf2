import { expect, it } from 'vitest';
import { OverlayDatabase } from '../../lib/dynamodb/overlay-database.ts';
import { type ImportSummary, importLines } from '../../lib/import/import-lines.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** A dry run, and then the import of the same lines. */
async function compareRuns(...objects: object[]): Promise<{ dryRun: ImportSummary; result: ImportSummary }> {
  const file = objects.map(line => JSON.stringify({ tenantId: world.tenantId, ...line })).join('\n');
  const before = await importer.items();
  importer.network.reset();
  const database = new OverlayDatabase(importer.ports.database);
  const dryRun = await importLines(() => [Buffer.from(file)], { ...importer.ports, database });
  expect(importer.network.commits).toEqual([]);
  expect(await importer.items()).toEqual(before);
  return { dryRun, result: await importer.import(...objects) };
}

const newFile = () => [
  lines.aLicenseLine({ assignedTo: { type: 'SUBSCRIBER', subscriberId: 'subscriber' } }),
  lines.aLicenseLine({ licenseId: 'lost', customerId: 'nobody' }),
  lines.aSubscriptionLine({
    subscriber: { subscriberId: 'subscriber', name: 'Alan' },
    addons: [lines.anAddonEntry(), lines.aCancelledAddonEntry({ subscriptionAddonId: 'addon-0' })],
  }),
  lines.aUserLine(),
  lines.anAddonOfferingLine(),
  lines.anOfferingLine(),
  lines.aCustomerLine(),
  lines.aCustomerLine({ name: 'Bob' }),
];

it('a dry run counts what the import then does, and writes nothing', async () => {
  const { dryRun, result } = await compareRuns(...newFile());
  expect(result).toMatchObject({ created: 6, updated: 1, unchanged: 0, failed: 1 });
  expect(dryRun).toEqual(result);
});

it('it sees what earlier lines would change, also through renames and add-ons that are replaced', async () => {
  await importer.import(...newFile());
  const changed = [
    lines.aCustomerLine({ name: 'Ada Inc' }),
    lines.aCustomerLine({ customerId: 'second' }),
    lines.aSubscriptionLine({ addons: [lines.aCancelledAddonEntry()] }),
    lines.aSubscriptionLine({
      subscriber: { subscriberId: 'subscriber', name: 'Alan' },
      addons: [lines.anAddonEntry({ subscriptionAddonId: 'addon-2' })],
    }),
    lines.aUserLine({ customerId: 'second' }),
    lines.aLicenseLine({ assignedTo: { type: 'SUBSCRIBER', subscriberId: 'subscriber' } }),
    lines.aLicenseLine({ licenseId: 'other', assignedTo: { type: 'USER', userId: 'user' } }),
  ];
  const { dryRun, result } = await compareRuns(...changed);
  expect(dryRun).toEqual(result);
  expect(result.updated).toBeGreaterThan(1);
});

it('an unchanged file is unchanged', async () => {
  await importer.import(...newFile().slice(0, -2), lines.aCustomerLine({ name: 'Bob' }));
  const { dryRun, result } = await compareRuns(...newFile().slice(0, -2), lines.aCustomerLine({ name: 'Bob' }));
  expect(dryRun).toEqual(result);
});
