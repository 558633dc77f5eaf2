import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, NumberValueImpl as NumberValue, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ItemAttributes } from './item.ts';

/** A number that JavaScript cannot hold stays as it is written: no schema takes it, and where none looks it does no harm. */
export const unmarshallItem = (attributes: Record<string, AttributeValue>): ItemAttributes =>
  unmarshall(attributes, {
    wrapNumbers: text => (Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : NumberValue.from(text)),
  });

/** An attribute that is undefined is none. */
export const marshallItem = (item: ItemAttributes) => marshall(item, { removeUndefinedValues: true });
