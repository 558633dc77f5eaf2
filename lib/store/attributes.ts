import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, NumberValueImpl as NumberValue, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './item.ts';

/** A number that JavaScript cannot hold stays as it is written: no schema takes it, and where none looks it does no harm. */
export const fromAttributes = (attributes: Record<string, AttributeValue>): Item =>
  unmarshall(attributes, {
    wrapNumbers: text => (Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : NumberValue.from(text)),
  });

/** An attribute that is undefined is none. */
export const toAttributes = (item: Item) => marshall(item, { removeUndefinedValues: true });
