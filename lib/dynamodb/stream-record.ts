import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ItemAttributes } from './item.ts';
import { unmarshallItem } from './marshall-item.ts';

/** A change of one item of the `connect` table, as its stream tells it. */
export interface ItemChange {
  /** Absent: it was made. */
  before?: ItemAttributes | undefined;
  /** Absent: it was removed. */
  after?: ItemAttributes | undefined;
}

type StreamImage = Record<string, AttributeValue>;

/** A record of a stream with both images, of Lambda or of the streams' own API. */
export interface StreamRecord {
  dynamodb?:
    | {
        OldImage?: StreamImage | undefined;
        NewImage?: StreamImage | undefined;
        SequenceNumber?: string | undefined;
        /** Epoch seconds. */
        ApproximateCreationDateTime?: number | undefined;
      }
    | undefined;
}

export const toItemChange = ({ dynamodb: { OldImage, NewImage } = {} }: StreamRecord): ItemChange => ({
  before: OldImage && unmarshallItem(OldImage),
  after: NewImage && unmarshallItem(NewImage),
});

/** Returns the tenant ID, the first part of the partition key. IDs contain no '#'. */
export const parseItemTenantId = (item: ItemAttributes): string => String(item.pk).split('#')[0] ?? '';

/** Returns true if the version was incremented. A copied name and a quarantine do not increment it. */
export const isVersionChange = ({ before, after }: ItemChange): boolean =>
  after !== undefined && (before === undefined || before.version !== after.version);
