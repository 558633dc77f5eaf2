import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalQueue } from '../../tools/local/job-table.ts';
import { QueueSource } from '../../tools/local/queue-source.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const startMs = Date.parse('2024-01-15T09:30:00.000Z');
const far = Number.MAX_SAFE_INTEGER - 1;

let clock: number;
let queue: LocalQueue;
let batches: string[][];
let quarantined: unknown[];
let stopping: AbortController;

const quarantine = (description: string, _content: unknown, cause: unknown) =>
  void quarantined.push([description, (cause as Error).message]);

beforeEach(() => {
  clock = startMs;
  queue = new LocalQueue(engine, 'webhooks');
  [batches, quarantined] = [[], []];
  stopping = new AbortController();
});
afterEach(async () => {
  for (const message of await queue.read(far, 100)) await queue.delete(message);
});

/** @param handle - returns the bodies that fail */
const createSource = (handle: (bodies: string[]) => Promise<string[]>) =>
  new QueueSource({
    queue,
    handle: async ({ Records }) => {
      batches.push(Records.map(({ body }) => body));
      const failed = await handle(Records.map(({ body }) => body));
      const failures = Records.filter(({ body }) => failed.includes(body));
      return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    },
    quarantine,
    takeFailureCause: () => new Error('No.'),
    now: () => clock,
    ...{ signal: stopping.signal, batchSize: 2, maxConcurrency: 2, maxReceives: 3 },
  });

async function stepAndDrain(source: QueueSource): Promise<void> {
  await source.step();
  await source.drain();
}

const readBodies = async () => (await queue.read(far, 100)).map(({ body }) => body);

describe('a local queue', () => {
  it('returns a message when it is visible, and the same message for the same time once', async () => {
    await queue.send('later', clock + 1000);
    await queue.send('now', clock);
    await queue.send('now', clock);
    expect((await queue.read(clock, 10)).map(({ body }) => body)).toEqual(['now']);
    expect((await queue.read(clock + 1000, 10)).map(({ body }) => body)).toEqual(['now', 'later']);
  });

  it('stores a message of one megabyte if it can be compressed, and refuses one that cannot', async () => {
    const large = 'x'.repeat(1_000_000);
    await queue.send(large, clock);
    expect(await readBodies()).toEqual([large]);
    await expect(queue.send(randomBytes(600_000).toString('base64'), clock)).rejects.toThrow(
      /^The message has \d+ bytes after compression; the queue stores up to 390000\.$/,
    );
  });
});

describe('the queue source', () => {
  it('passes messages in batches, several at a time, and deletes those that succeeded', async () => {
    for (const body of ['1', '2', '3', '4', '5']) await queue.send(body, clock++);
    const source = createSource(async () => []);
    await stepAndDrain(source);
    expect(batches).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(await readBodies()).toEqual(['5']);
    await stepAndDrain(source);
    expect(await readBodies()).toEqual([]);
  });

  it('passes no message twice at a time, and none more while its batches are busy', async () => {
    for (const body of ['1', '2', '3']) await queue.send(body, clock++);
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    const source = createSource(() => finished.then(() => []));
    await source.step();
    await source.step();
    await queue.send('4', clock);
    await source.step();
    expect(batches).toEqual([['1', '2'], ['3']]);
    finish();
    await stepAndDrain(source);
    await stepAndDrain(source);
    expect(batches).toEqual([['1', '2'], ['3'], ['4']]);
  });

  it('passes a failed message again after the visibility timeout, and quarantines it after the last receive', async () => {
    await queue.send('bad', clock);
    await queue.send('good', clock + 1);
    clock += 1;
    const source = createSource(async () => ['bad']);
    await stepAndDrain(source);
    expect(await readBodies()).toEqual(['bad']);
    await stepAndDrain(source);
    expect(batches).toEqual([['bad', 'good']]);
    for (const _ of [2, 3]) {
      clock += 5000;
      await stepAndDrain(source);
    }
    expect(batches).toEqual([['bad', 'good'], ['bad'], ['bad']]);
    expect(quarantined).toEqual([['A webhook message', 'No.']]);
    expect(await readBodies()).toEqual([]);
  });

  it('passes the whole batch again if the handler throws', async () => {
    await queue.send('1', clock);
    const source = createSource(async () => {
      throw new Error('crashed');
    });
    for (const _ of [1, 2, 3]) {
      await stepAndDrain(source);
      clock += 5000;
    }
    expect(quarantined).toEqual([['A webhook message', 'crashed']]);
  });

  it('quarantines a damaged message, and passes those after it', async () => {
    await queue.send('good', clock);
    const damaged = { kind: 'queue#webhooks', id: '000000000000001 x', body: 'no gzip' };
    await engine.client.send(new PutCommand({ TableName: 'connect-jobs', Item: damaged }));
    await stepAndDrain(createSource(async () => []));
    expect(batches).toEqual([['good']]);
    expect(quarantined).toEqual([['A webhook message', 'The stored message is damaged.']]);
    expect(await readBodies()).toEqual([]);
  });

  it('receives a message at once that was sent when the clock was a year ahead', async () => {
    await queue.send('future', clock + 365 * 86_400_000);
    await stepAndDrain(createSource(async () => []));
    expect(batches).toEqual([['future']]);
  });

  it('leaves what fails while it is being stopped for the next start', async () => {
    await queue.send('1', clock);
    const source = createSource(async bodies => {
      stopping.abort();
      return bodies;
    });
    await stepAndDrain(source);
    expect(await queue.read(clock, 10)).toMatchObject([{ body: '1', receives: 0 }]);
  });
});
