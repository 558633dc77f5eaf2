import { beforeEach, describe, expect, it } from 'vitest';
import { ChangeStream } from '../../infra/local/change-stream.ts';
import type { EventState } from '../../infra/local/event-lease.ts';
import { EventTeller, type TellerParts } from '../../infra/local/event-teller.ts';
import { WaitingLine } from '../../infra/local/waiting-line.ts';
import { CopyTask } from '../../lib/copy/copy-task.ts';
import type { TenantEvent } from '../../lib/schemas/event.ts';
import { customerRef, licenseRef } from '../../lib/store/entity.ts';
import { useImporter } from '../import/importer.ts';
import * as line from '../import/lines.ts';
import { useEngine } from '../support/engine.ts';
import { loseCall, refuse } from '../support/network.ts';
import { useWorld } from '../support/world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
const importer = useImporter(engine, world);

/** What is kept, whoever dies: the file, and the state in the engine. */
const file: TenantEvent[] = [];
const accepted: TenantEvent[] = [];
const corrupt: string[] = [];
let kept: EventState = {};
const copies = () => new WaitingLine(engine, 'copies', CopyTask);
/** What waits of this test's tenant. */
const waiting = async () =>
  (await copies().due(Number.MAX_SAFE_INTEGER - 1, 1000)).filter(({ work }) => work.tenantId === world.tenantId);
let isHolder = true;

/** A server that takes over from what was kept. @param dies - in the middle of its next step: when it has appended, before it says so */
async function teller({ dies = false } = {}): Promise<EventTeller> {
  const parts: TellerParts = {
    stream: await ChangeStream.of(engine.client, engine.url, engine.tables.connect),
    lease: {
      keep: async state => {
        if (dies) throw new Error('killed');
        if (isHolder) kept = state;
        return isHolder;
      },
    },
    copies: copies(),
    renewMs: 1000,
    ports: importer.ports,
    append: events => file.push(...events.filter(({ tenantId }) => tenantId === world.tenantId)),
    sinks: [{ accept: async event => void accepted.push(event) }],
    onCorrupt: sentence => corrupt.push(sentence),
  };
  return new EventTeller(kept, parts);
}

async function tellAll(): Promise<string> {
  const server = await teller();
  let next = await server.step();
  while (next === 'more') next = await server.step();
  return next;
}

const told = () => file.map(({ type, sequence }) => `${type} ${sequence}`);
const cancel = (scheduledAt: string) =>
  world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt } });

beforeEach(async () => {
  await tellAll();
  for (const list of [file, accepted, corrupt]) list.length = 0;
  isHolder = true;
  await importer.have(line.customer(), line.offering(), line.license());
});

describe('a server that tells events', () => {
  it('tells each change once, in its order, to the file and to whoever wants to hear', async () => {
    await cancel('2024-03-01');
    expect(await tellAll()).toBe('idle');
    expect(told()).toEqual(['license.created 1', 'license.activated 1', 'license.updated 2']);
    expect(accepted.filter(({ tenantId }) => tenantId === world.tenantId)).toEqual(file);
    await tellAll();
    expect(file.length).toBe(3);
  });

  it('that is killed after it appended, before it said so, is followed by one that repeats it with the same ids', async () => {
    await cancel('2024-03-01');
    const dying = await teller({ dies: true });
    await expect(dying.step()).rejects.toThrow('killed');
    await cancel('2024-04-01');
    await tellAll();
    expect(told()).toEqual([
      ...['license.created 1', 'license.activated 1', 'license.updated 2'],
      ...['license.created 1', 'license.activated 1', 'license.updated 2', 'license.updated 3'],
    ]);
    expect(new Set(file.map(({ eventId }) => eventId)).size).toBe(4);
  });

  it('stops when another has taken over', async () => {
    isHolder = false;
    expect(await (await teller()).step()).toBe('lost');
  });

  it('says, without news, now and then that it is alive', async () => {
    await tellAll();
    const server = await teller();
    isHolder = false;
    expect(await server.step()).toBe('idle');
    world.clock += 1000;
    expect(await server.step()).toBe('lost');
  });

  it('passes over what does not parse, says which it is, and tells what stands behind it', async () => {
    await world.amend(licenseRef(world.tenantId, 'license'), { changedAt: 7, version: 2 });
    await importer.have(line.license({ licenseId: 'second' }));
    await tellAll();
    expect(corrupt).toEqual([expect.stringContaining(`${world.tenantId}#license#license`)]);
    expect(file.map(({ data }) => 'licenseId' in data && data.licenseId)).toEqual([
      ...['license', 'license', 'second', 'second'],
    ]);
  });

  it('waits with what it cannot read now', async () => {
    await importer.have(line.subscription());
    importer.network.always('Query', loseCall);
    expect(await tellAll()).toBe('idle');
    expect(told()).not.toContain('subscription.updated 1');
    importer.network.heal();
    await tellAll();
    expect(told()).toContain('subscription.updated 1');
  });
});

describe('copying a changed name', () => {
  const name = async () => (await world.call('getLicense', { path: { licenseId: 'license' } })).json.customer.name;

  it('is begun by who hears of the change and ended by who takes over', async () => {
    await importer.have(line.customer({ name: 'Ada & Co' }));
    expect(await (await teller()).step()).toBe('more');
    expect(await waiting()).toMatchObject([{ work: { kind: 'customer', pass: 1 } }]);
    expect(await name()).toBe('Ada Ltd');
    await tellAll();
    expect(await name()).toBe('Ada & Co');
  });

  it('goes on by a second pass a quarter of an hour later', async () => {
    await importer.have(line.customer({ name: 'Ada & Co' }));
    await tellAll();
    await importer.have(line.offering({ productOfferingId: 'late' }));
    await world.haveLicense({ licenseId: 'late', customer: { customerId: 'customer', name: 'Ada Ltd' } });
    world.clock += 900_000;
    await tellAll();
    expect((await world.call('getLicense', { path: { licenseId: 'late' } })).json.customer.name).toBe('Ada & Co');
    expect(await waiting()).toEqual([]);
  });

  it('waits apart from what is kept with the lease, which has room for one thing only', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await importer.have(...ids.map(customerId => line.customer({ customerId })));
    await tellAll();
    const before = JSON.stringify(kept).length;
    await importer.have(...ids.map(customerId => line.customer({ customerId, name: 'Ada & Co' })));
    await (await teller()).step();
    expect((await waiting()).map(({ work }) => work.id).sort()).toEqual(ids);
    expect(JSON.stringify(kept).length).toBeLessThan(before + 20);
  });

  it('that cannot be done now is tried again later; what can never be done is told once, and keeps none waiting', async () => {
    await importer.have(line.customer({ customerId: 'bad', name: 'Bad' }));
    await importer.have(line.customer({ customerId: 'bad', name: 'Worse' }), line.customer({ name: 'Ada & Co' }));
    await (await teller()).step();
    await world.amend(customerRef(world.tenantId, 'bad'), { name: 7 });
    importer.network.always('UpdateItem', refuse('ThrottlingException'));
    expect(await tellAll()).toBe('idle');
    expect(corrupt).toEqual([expect.stringContaining(`${world.tenantId}#customer#bad`)]);
    expect(await name()).toBe('Ada Ltd');
    importer.network.heal();
    world.clock += 10_000;
    await tellAll();
    expect(await name()).toBe('Ada & Co');
    expect(await waiting()).toMatchObject([{ work: { id: 'customer', pass: 2 } }]);
  });
});
