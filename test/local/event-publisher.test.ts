import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantEvent } from '../../lib/contract/event.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import type { EventState } from '../../tools/local/event-lease.ts';
import { EventTeller, type TellerParts } from '../../tools/local/event-teller.ts';
import * as line from '../import/sample-lines.ts';
import { useImporter } from '../import/test-importer.ts';
import { loseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** What is kept, whoever dies: the file, and the state in the engine. */
const file: TenantEvent[] = [];
const accepted: TenantEvent[] = [];
const corruptKeys: string[] = [];
let storedState: EventState = {};
let isHolder = true;

/** A server that takes over from what was kept. @param dies - in the middle of its next step: when it has appended, before it says so */
async function startPublisher({ dies = false } = {}): Promise<EventTeller> {
  const parts: TellerParts = {
    stream: await ChangeStream.open(engine.client, engine.url, engine.tables.connect),
    lease: {
      keep: async state => {
        if (dies) throw new Error('killed');
        if (isHolder) storedState = state;
        return isHolder;
      },
    },
    renewMs: 1000,
    dependencies: importer.ports,
    append: events => file.push(...events.filter(({ tenantId }) => tenantId === world.tenantId)),
    sinks: [{ accept: async event => void accepted.push(event) }],
    onCorrupt: sentence => corruptKeys.push(sentence),
  };
  return new EventTeller(storedState, parts);
}

async function publishAll(): Promise<string> {
  const server = await startPublisher();
  let next = await server.step();
  while (next === 'more') next = await server.step();
  return next;
}

const publishedEvents = () => file.map(({ type, sequence }) => `${type} ${sequence}`);
const cancel = (scheduledAt: string) =>
  world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt } });

beforeEach(async () => {
  await publishAll();
  for (const list of [file, accepted, corruptKeys]) list.length = 0;
  isHolder = true;
  await importer.importAll(line.aCustomerLine(), line.anOfferingLine(), line.aLicenseLine());
});

describe('a server that tells events', () => {
  it('tells each change once, in its order, to the file and to whoever wants to hear', async () => {
    await cancel('2024-03-01');
    expect(await publishAll()).toBe('idle');
    expect(publishedEvents()).toEqual(['license.created 1', 'license.activated 1', 'license.updated 2']);
    expect(accepted.filter(({ tenantId }) => tenantId === world.tenantId)).toEqual(file);
    await publishAll();
    expect(file.length).toBe(3);
  });

  it('that is killed after it appended, before it said so, is followed by one that repeats it with the same ids', async () => {
    await cancel('2024-03-01');
    const dying = await startPublisher({ dies: true });
    await expect(dying.step()).rejects.toThrow('killed');
    await cancel('2024-04-01');
    await publishAll();
    expect(publishedEvents()).toEqual([
      ...['license.created 1', 'license.activated 1', 'license.updated 2'],
      ...['license.created 1', 'license.activated 1', 'license.updated 2', 'license.updated 3'],
    ]);
    expect(new Set(file.map(({ eventId }) => eventId)).size).toBe(4);
  });

  it('stops when another has taken over', async () => {
    isHolder = false;
    expect(await (await startPublisher()).step()).toBe('lost');
  });

  it('says, without news, now and then that it is alive', async () => {
    await publishAll();
    const server = await startPublisher();
    isHolder = false;
    expect(await server.step()).toBe('idle');
    world.clock += 1000;
    expect(await server.step()).toBe('lost');
  });

  it('passes over what does not parse, says which it is, and tells what stands behind it', async () => {
    await world.overwrite(licenseRef(world.tenantId, 'license'), { changedAt: 7, version: 2 });
    await importer.importAll(line.aLicenseLine({ licenseId: 'second' }));
    await publishAll();
    expect(corruptKeys).toEqual([expect.stringContaining(`${world.tenantId}#license#license`)]);
    expect(file.map(({ data }) => 'licenseId' in data && data.licenseId)).toEqual([
      ...['license', 'license', 'second', 'second'],
    ]);
  });

  it('waits with what it cannot read now', async () => {
    await importer.importAll(line.aSubscriptionLine());
    importer.network.failAlways('Query', loseCall);
    expect(await publishAll()).toBe('idle');
    expect(publishedEvents()).not.toContain('subscription.updated 1');
    importer.network.heal();
    await publishAll();
    expect(publishedEvents()).toContain('subscription.updated 1');
  });
});
