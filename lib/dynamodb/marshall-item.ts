import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TranslateConfig } from '@aws-sdk/lib-dynamodb';
import { marshall, NumberValueImpl as NumberValue, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ItemAttributes } from './item.ts';

/** Attributes whose value is undefined are not stored. */
const marshallOptions = { removeUndefinedValues: true };

const unmarshallOptions = {
  /**
   * Numbers beyond 2^53 keep their digits. No schema accepts such a number, and where no schema checks it, it is written back
   * unchanged.
   */
  wrapNumbers: (text: string) =>
    Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : NumberValue.from(text),
};

export const unmarshallItem = (attributes: Record<string, AttributeValue>): ItemAttributes =>
  unmarshall(attributes, unmarshallOptions);

export const marshallItem = (item: ItemAttributes) => marshall(item, marshallOptions);

/** Creates the same conversion for a document client, which modifies the options that it receives. */
export const createTranslateConfig = (): TranslateConfig => ({
  marshallOptions: { ...marshallOptions },
  unmarshallOptions: { ...unmarshallOptions },
});
