import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { portsOf } from '../../infra/local/ports.ts';
import { allShards, applyDue } from '../../lib/apply/apply-due.ts';
import { toAttributes } from '../../lib/store/attributes.ts';
import { itemOf } from '../../lib/store/change.ts';
import { addonRef, licenseRef, subscriptionRef } from '../../lib/store/entity.ts';
import type { Item, Location } from '../../lib/store/item.ts';
import type { TestEngine } from '../support/engine.ts';
import { aLicense, anAddon, aSubscription } from '../support/facts.ts';
import { withEngine } from '../support/with-engine.ts';

/*
 * node --import tsx test/apply/throughput.ts 10000 100000
 *
 * How fast one worker of the job works off so many due things in the engine of this machine, and what memory it needs. Nine in
 * ten are licenses, one is an add-on.
 */

const ends = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const metadata = { note: 'x'.repeat(500) };
const stamp = { version: 1, requestId: randomUUID() };

function itemsOf(n: number): Item[] {
  const stored = (at: Location, facts: object): Item => ({ ...itemOf(at, facts), ...stamp });
  if (n % 10 > 0) {
    const licenseId = `license-${n}`;
    return [stored(licenseRef('tenant', licenseId), aLicense({ licenseId, ends, metadata }))];
  }
  const subscriptionId = `subscription-${n}`;
  const subscription = { ...aSubscription({ subscriptionId }), addonVersions: 1 };
  const addon = anAddon({ subscriptionId, ends, metadata });
  return [
    stored(subscriptionRef('tenant', subscriptionId), subscription),
    stored(addonRef('tenant', subscriptionId, 'addon-offering'), addon),
  ];
}

async function fill({ client, tables }: TestEngine, count: number): Promise<void> {
  let batch: Item[] = [];
  const write = async () => {
    const requests = batch.map(item => ({ PutRequest: { Item: toAttributes(item) } }));
    batch = [];
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tables.connect]: requests } }));
  };
  for (let n = 0; n < count; n++) {
    batch.push(...itemsOf(n));
    if (batch.length > 23) await write();
  }
  if (batch.length > 0) await write();
}

async function measure(count: number): Promise<void> {
  await withEngine(async engine => {
    await fill(engine, count);
    globalThis.gc?.();
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const order = { lines: allShards, deadline: Number.POSITIVE_INFINITY };
    const report = await applyDue(order, portsOf(engine), { parked: console.error, failed: console.error });
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

for (const count of process.argv.slice(2).map(Number)) await measure(count);
