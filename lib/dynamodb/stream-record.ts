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

/** Ids hold no '#': what the first part of a key says is whose it is. */
export const parseItemTenantId = (item: ItemAttributes): string => String(item.pk).split('#')[0] ?? '';

/** A step of a version: a copy of a name is none, and neither is a note that a job makes for itself. */
export const isVersionChange = ({ before, after }: ItemChange): boolean =>
  after !== undefined && (before === undefined || before.version !== after.version);
