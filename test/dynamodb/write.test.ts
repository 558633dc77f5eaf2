import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildPutIfAbsent,
  buildUpdateIfVersion,
  requireAbsent,
  requireAny,
  requireExpired,
  requireVersion,
} from '../../lib/dynamodb/item-write.ts';
import { buildUpdateWrite, toItemAttributes } from '../../lib/dynamodb/items/connect-item.ts';
import { toTransactWriteItem } from '../../lib/dynamodb/write-input.ts';

const at = { table: 'connect', primaryKey: { pk: 'p', sk: 's' } } as const;

describe('a write as DynamoDB gets it', () => {
  it('puts a new item under the condition that nothing is there, and asks for the old one', () => {
    expect(toTransactWriteItem(buildPutIfAbsent(at, { ...at.primaryKey, a: undefined }), 'T')).toEqual({
      Put: {
        TableName: 'T',
        Item: { pk: 'p', sk: 's', version: 1 },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  it('updates what was read under the condition that it still is that version', () => {
    expect(toTransactWriteItem(buildUpdateIfVersion(at, { from: 3, to: 4 }, { a: 1, b: undefined }), 'T')).toEqual({
      Update: {
        TableName: 'T',
        Key: { pk: 'p', sk: 's' },
        ConditionExpression: '#version = :readVersion',
        UpdateExpression: 'SET #a0 = :a0, #a2 = :a2 REMOVE #a1',
        ExpressionAttributeNames: { '#version': 'version', '#a0': 'a', '#a1': 'b', '#a2': 'version' },
        ExpressionAttributeValues: { ':readVersion': 3, ':a0': 1, ':a2': 4 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  it('joins clauses by OR, each with its own names and values', () => {
    expect(requireAny(requireAbsent('pk'), requireExpired(7), requireVersion(2))).toEqual({
      expression: 'attribute_not_exists(#pk) OR #expiresAt <= :nowSeconds OR #version = :readVersion',
      names: { '#pk': 'pk', '#expiresAt': 'expiresAt', '#version': 'version' },
      values: { ':nowSeconds': 7, ':readVersion': 2 },
    });
  });
});

describe('an update of facts', () => {
  const facts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue({ maxDepth: 1 }), {
    noNullPrototype: true,
  });

  it('names exactly the attributes that differ', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const stamp = { version: 4, requestId: 'a' };
        const { set, condition } = buildUpdateWrite(at, { ...before, ...stamp }, { ...after, ...stamp });
        const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        const differing = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
        expect(set).toEqual({ ...Object.fromEntries(differing.map(name => [name, after[name]])), version: 5 });
        expect(Object.keys(set).toSorted()).toEqual([...differing, 'version'].toSorted());
        expect(condition).toEqual(requireVersion(4));
      }),
      { seed: 1 },
    );
  });

  it('writes JSON attributes as text and never the stamp', () => {
    const attributes = toItemAttributes({
      metadata: { a: 1 },
      details: {},
      extensions: undefined,
      version: 3,
      requestId: 'a',
      b: { c: 1 },
    });
    expect(attributes).toEqual({ metadata: '{"a":1}', details: '{}', extensions: undefined, b: { c: 1 } });
  });
});
