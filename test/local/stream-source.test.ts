import { beforeEach, describe, expect, it } from 'vitest';
import type { PositionedRecord, StreamPosition } from '../../tools/local/change-stream.ts';
import { StreamSource } from '../../tools/local/stream-source.ts';

const hourMs = 3_600_000;
const startMs = Date.parse('2024-01-15T09:30:00.000Z');

/** A stream of records 1, 2, …, and a handler that a test defines. */
let records: PositionedRecord[];
let batches: string[][];
let saved: StreamPosition[];
let quarantined: unknown[];
let clock: number;
let stopping: AbortController;

const toRecord = (number: number): PositionedRecord => ({
  record: { dynamodb: { SequenceNumber: String(number), ApproximateCreationDateTime: startMs / 1000 } },
  position: { arn: 'arn', shards: { shard: String(number) } },
});

beforeEach(() => {
  records = [1, 2, 3, 4, 5].map(toRecord);
  [batches, saved, quarantined] = [[], [], []];
  clock = startMs;
  stopping = new AbortController();
});

function createSource(handle: (numbers: string[]) => string[], batchSize?: number): StreamSource {
  return new StreamSource(undefined, {
    read: async position => records.filter(({ record }) => toNumber(record) > Number(position?.shards.shard ?? 0)),
    handle: async ({ Records }) => {
      const numbers = Records.map(record => String(toNumber(record)));
      batches.push(numbers);
      return { batchItemFailures: handle(numbers).map(itemIdentifier => ({ itemIdentifier })) };
    },
    savePosition: async position => void saved.push(position),
    quarantine: (_description, content, cause) =>
      void quarantined.push([toNumber(content as PositionedRecord['record']), (cause as Error).message]),
    now: () => clock,
    signal: stopping.signal,
    ...(batchSize !== undefined && { batchSize }),
  });
}

const toNumber = ({ dynamodb }: PositionedRecord['record']): number => Number(dynamodb?.SequenceNumber);

async function runUntilIdle(source: StreamSource): Promise<void> {
  while (await source.step());
}

describe('the stream source', () => {
  it('passes records in batches, in order, and saves the position after each batch', async () => {
    await runUntilIdle(createSource(() => [], 2));
    expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(saved.map(({ shards }) => shards.shard)).toEqual(['2', '4', '5']);
  });

  it('continues with the first record that failed', async () => {
    let failures = 1;
    await runUntilIdle(createSource(() => (failures-- > 0 ? ['3'] : [])));
    expect(batches).toEqual([
      ['1', '2', '3', '4', '5'],
      ['3', '4', '5'],
    ]);
  });

  it('repeats a whole batch if the handler reports an unknown record', async () => {
    const source = createSource(() => ['7']);
    expect(await source.step()).toBe(false);
    expect(saved).toEqual([]);
  });

  it('halves a batch that makes the handler throw, and quarantines the record that fails on its own', async () => {
    await runUntilIdle(
      createSource(numbers => {
        if (numbers.includes('4')) throw new Error('No.');
        return [];
      }),
    );
    expect(quarantined).toEqual([[4, 'No.']]);
    expect(batches).toEqual([['1', '2', '3', '4', '5'], ['1', '2', '3'], ['4', '5'], ['4'], ['4'], ['4'], ['5']]);
    expect(saved.at(-1)?.shards.shard).toBe('5');
  });

  it('waits with a record that fails for now, and quarantines it after 20 hours', async () => {
    const source = createSource(numbers => numbers.filter(number => number === '1'));
    expect(await source.step()).toBe(false);
    clock += 20 * hourMs - 1;
    expect(await source.step()).toBe(false);
    clock += 1;
    await runUntilIdle(source);
    expect(quarantined).toEqual([[1, 'It could not be published in time.']]);
    expect(saved.at(-1)?.shards.shard).toBe('5');
  });

  it('quarantines nothing while it is being stopped', async () => {
    const source = createSource(() => {
      stopping.abort();
      throw new Error('stopped');
    });
    await expect(source.step()).rejects.toThrow('stopped');
    expect(quarantined).toEqual([]);
    expect(saved).toEqual([]);
  });
});
