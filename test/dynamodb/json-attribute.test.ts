import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { formatItemKey } from '../../lib/dynamodb/item.ts';
import { addRequestId } from '../../lib/dynamodb/item-write.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { aLicense } from '../support/sample-facts.ts';
import { createEngineClient, useEngine } from '../support/test-engine.ts';

const engine = useEngine();

/** Writes a license with this metadata. @returns the metadata as it is read */
async function writeAndReadMetadata(metadata: object): Promise<unknown> {
  const database = createDynamoDBDatabase(createEngineClient(engine.url), engine.tables, Date.now);
  const budget = createRetryBudget(Date.now() + 60_000);
  const ref = licenseRef('tenant', randomUUID());
  const write = addRequestId(buildCreateWrite(ref, aLicense({ metadata: { ...metadata } })), 'a');
  expect((await database.commit({ writes: [write], clientRequestToken: randomUUID() }, budget)).kind).toBe('committed');
  const outcome = await database.read({ items: [ref], collections: [] }, budget);
  const item = outcome.kind === 'read' ? outcome.items.get(formatItemKey(ref)) : undefined;
  return item && ref.parse(item).metadata;
}

it.each([
  [
    'numbers that DynamoDB does not support',
    { small: 1e-200, smallest: 5e-324, large: 1.7976931348623157e308, long: 0.1 + 0.2 },
  ],
  ['integers up to the largest safe one', { most: 2 ** 53 - 1, least: -(2 ** 53 - 1) }],
  ['values that DynamoDB cannot store or distinguish', { empty: '', none: null, list: [], mixed: [1, 'a', null, {}] }],
  ['all kinds of text', { '': 'empty key', 'ключ.#:': 'Ü 🙂 \u2028 \n "\\' }],
])('metadata is stored without loss: %s', async (_what, metadata) => {
  expect(JSON.stringify(await writeAndReadMetadata(metadata))).toBe(JSON.stringify(metadata));
});

it('metadata of any JSON is stored without loss', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { noNullPrototype: true }),
      async metadata => {
        const json = JSON.stringify(metadata);
        expect(JSON.stringify(await writeAndReadMetadata(metadata))).toBe(json);
      },
    ),
    { numRuns: 30, seed: 1 },
  );
});
