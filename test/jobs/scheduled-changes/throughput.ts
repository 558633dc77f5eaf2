import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { ItemAttributes, ItemKey } from '../../../lib/dynamodb/item.ts';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { buildStoredItem } from '../../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { subscriptionRef } from '../../../lib/dynamodb/items/subscription.ts';
import { marshallItem } from '../../../lib/dynamodb/marshall-item.ts';
import { allDueShards, applyDueChanges } from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { createLocalDependencies } from '../../../tools/local/dependencies.ts';
import { aLicense, anAddon, aSubscription } from '../../support/sample-facts.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { withEngine } from '../../support/with-engine.ts';

/*
 * node --import tsx test/jobs/scheduled-changes/throughput.ts 10000 100000
 *
 * Measures how fast one worker of the job applies due changes on the local engine, and how much memory it needs. Nine of ten
 * are licenses, one is an add-on.
 */

const ends = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const metadata = { note: 'x'.repeat(500) };
const stamp = { version: 1, requestId: randomUUID() };

/** A tenant has so few changes that it has no backlog: the worker is the limit. */
const changesPerTenant = 100;

function createDueItems(n: number): ItemAttributes[] {
  const tenantId = `tenant-${Math.floor(n / changesPerTenant)}`;
  const stored = (at: ItemKey, facts: object): ItemAttributes => ({ ...buildStoredItem(at, facts), ...stamp });
  if (n % 10 > 0) {
    const licenseId = `license-${n}`;
    return [stored(licenseRef(tenantId, licenseId), aLicense({ licenseId, ends, metadata }))];
  }
  const subscriptionId = `subscription-${n}`;
  const subscription = { ...aSubscription({ subscriptionId }), addonVersions: 1 };
  const addon = anAddon({ subscriptionId, ends, metadata });
  return [
    stored(subscriptionRef(tenantId, subscriptionId), subscription),
    stored(addonRef(tenantId, subscriptionId, 'addon-offering'), addon),
  ];
}

async function fillTable({ client, tables }: TestEngine, count: number): Promise<void> {
  let batch: ItemAttributes[] = [];
  const write = async () => {
    const requests = batch.map(item => ({ PutRequest: { Item: marshallItem(item) } }));
    batch = [];
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tables.connect]: requests } }));
  };
  for (let n = 0; n < count; n++) {
    batch.push(...createDueItems(n));
    if (batch.length > 23) await write();
  }
  if (batch.length > 0) await write();
}

async function measureRun(count: number): Promise<void> {
  await withEngine(async engine => {
    await fillTable(engine, count);
    globalThis.gc?.();
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const order = { shards: allDueShards, deadline: Number.POSITIVE_INFINITY };
    const report = await applyDueChanges(order, createLocalDependencies(engine), {
      quarantined: console.error,
      failed: console.error,
    });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    clearInterval(look);
    if (report.applied !== count) throw new Error(`Of ${count} things: ${JSON.stringify(report)}`);
    const perThing = (user + system) / count;
    console.log(
      `${count} due: ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second, ` +
        `${Math.round(perThing)} µs of processor each, at most ${Math.round(peak / 2 ** 20)} MB of memory`,
    );
  });
}

for (const count of process.argv.slice(2).map(Number)) await measureRun(count);
