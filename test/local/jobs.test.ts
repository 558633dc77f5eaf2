import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { LocalQueue } from '../../tools/local/job-table.ts';
import { startLocalJobs } from '../../tools/local/jobs.ts';
import * as line from '../import/sample-lines.ts';
import { useImporter } from '../import/test-importer.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import { addEndpoint } from '../support/webhook-endpoints.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
const importer = useImporter(engine, world);
const newFolder = useTempFolders();
const waitFor = (check: () => unknown) => vi.waitFor(check, { interval: 20, timeout: 60_000 });

let folder: string;
let receiver: Server;
let receiverStatus: number | 'hang';
let received: string[];
let errors: string[];
let stopFunctions: (() => Promise<void>)[];

beforeEach(async () => {
  folder = newFolder();
  [receiverStatus, received, errors, stopFunctions] = [200, [], [], []];
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  vi.spyOn(console, 'error').mockImplementation(sentence => void errors.push(String(sentence)));
  receiver = createServer(async (request, response) => {
    const { type, sequence } = JSON.parse(await text(request));
    received.push(`${type} ${sequence}`);
    if (receiverStatus !== 'hang') response.writeHead(receiverStatus).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const url = `http://localhost:${typeof address === 'object' ? address?.port : 0}/`;
  await importer.importAll(line.aCustomerLine(), line.anOfferingLine());
  await addEndpoint(engine, world.tenantId, url, world.clock);
});
afterEach(async () => {
  for (const stop of stopFunctions) await stop();
  receiver.closeAllConnections();
  receiver.close();
  vi.restoreAllMocks();
});

function start(): () => Promise<void> {
  const stop = startLocalJobs({ store: engine, engineUrl: engine.url, folder, now: () => world.clock });
  stopFunctions.push(stop);
  return stop;
}

/** The published events of this test's tenant, each once. */
function readPublished(): string[] {
  const file = join(folder, 'events.ndjson');
  if (!existsSync(file)) return [];
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(text => JSON.parse(text));
  return events
    .filter(({ tenantId }) => tenantId === world.tenantId)
    .map(({ type, sequence, data }) => `${type} ${sequence} ${data.licenseId}`);
}

describe('the jobs of a local server', () => {
  it('publish changes, deliver them to webhook endpoints, and apply scheduled changes', async () => {
    await importer.importAll(line.aLicenseLine());
    await world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: '2024-03-01' } });
    world.clock = Date.parse('2024-03-02T00:00:00.000Z');
    start();
    await waitFor(() => expect(received).toHaveLength(4));
    expect(readPublished()).toEqual([
      ...['license.created 1 license', 'license.activated 1 license'],
      ...['license.updated 2 license', 'license.ended 3 license'],
    ]);
    expect([...received].sort()).toEqual([
      ...['license.activated 1', 'license.created 1', 'license.ended 3', 'license.updated 2'],
    ]);
    expect(errors).toEqual([]);
  });

  it('continue after a restart, without publishing again what was published, and deliver what waited', async () => {
    receiverStatus = 'hang';
    const stop = start();
    await importer.importAll(line.aLicenseLine());
    await waitFor(() => expect(received.length).toBe(2));
    await stop();
    receiverStatus = 200;
    received = [];
    start();
    await waitFor(() => expect(received).toHaveLength(2));
    await waitFor(async () => expect(await new LocalQueue(engine, 'webhooks').read(world.clock, 10)).toEqual([]));
    expect(readPublished()).toHaveLength(2);
  });

  it('are not held up by a receiver that does not answer', async () => {
    receiverStatus = 'hang';
    start();
    await importer.importAll(line.aLicenseLine());
    await waitFor(() => expect(received).toHaveLength(2));
    receiverStatus = 200;
    await importer.importAll(line.aLicenseLine({ licenseId: 'second' }));
    await waitFor(() => expect(received).toHaveLength(4));
  });

  it('quarantine a change that is corrupt with one sentence, and publish the changes after it', async () => {
    await importer.importAll(line.aLicenseLine());
    await world.overwrite(licenseRef(world.tenantId, 'license'), { changedAt: 7, version: 2 });
    await importer.importAll(line.aLicenseLine({ licenseId: 'second' }));
    start();
    await waitFor(() => expect(readPublished()).toContain('license.activated 1 second'));
    const file = join(folder, 'quarantine.ndjson');
    expect(errors).toEqual([expect.stringMatching(/^A change could not be processed and was moved to \S+: .*\.$/)]);
    expect(errors[0]).toContain(`${world.tenantId}#license#license`);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });
});
