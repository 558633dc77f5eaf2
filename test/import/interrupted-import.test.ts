import { expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import { crashAtCall } from './crash-at-call.ts';
import * as lines from './sample-lines.ts';
import { TestImporter, useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const file = (endsOn: string, referenceId: string) => [
  lines.aCustomerLine(),
  lines.anOfferingLine(),
  lines.anAddonOfferingLine(),
  lines.aLicenseLine({ endsOn, metadata: { a: endsOn } }),
  lines.aLicenseLine({ licenseId: 'other', endsOn, metadata: { a: endsOn } }),
  lines.aSubscriptionLine({ addons: [lines.anAddonEntry({ endsOn, referenceId })] }),
];
const first = file('2024-06-01', 'R-1');
const second = file('2024-07-01', 'R-2');

/** Imports the first file, and lets commands set one of two license ends. */
async function prepare(): Promise<void> {
  await importer.importAll(...first);
  await world.call('cancelLicense', {
    path: { licenseId: 'license' },
    body: { scheduledAt: '2024-03-01', metadata: { a: 'command' } },
  });
}

/** Returns what is stored, without what depends on the tenant's ID or on the transaction. */
const readState = async (): Promise<unknown> => {
  const items = (await importer.items()).map(({ requestId, dueShard, step, ...item }) => item);
  return JSON.parse(JSON.stringify(items).replaceAll(world.tenantId, 'tenant'));
};

it.each([false, true])(
  'an import that dies at any call and is repeated ends in the same state (executed: %s)',
  async executed => {
    await prepare();
    importer.network.reset();
    await importer.import(...second);
    const calls = importer.network.calls.length;
    const expected = await readState();
    expect(calls).toBeGreaterThan(3);
    for (let point = 0; point < calls; point++) {
      const leave = await world.enterTenant();
      await prepare();
      const victim = new TestImporter(engine, world);
      await crashAtCall(victim.network, () => victim.import(...second), point, executed);
      victim.close();
      await importer.import(...second);
      expect(await readState()).toEqual(expected);
      expect(importer.differences).toMatchObject([
        { field: 'end', inFile: '2024-07-01', stored: '2024-03-01' },
        { field: 'metadata.a', stored: 'command' },
      ]);
      leave();
    }
  },
);
