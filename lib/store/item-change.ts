import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromAttributes } from './attributes.ts';
import type { Item } from './item.ts';

/** A change of one item of the `connect` table, as its stream tells it. */
export interface ItemChange {
  /** Absent: it was made. */
  before?: Item | undefined;
  /** Absent: it was removed. */
  after?: Item | undefined;
}

type Image = Record<string, AttributeValue>;

/** A record of a stream with both images, of Lambda or of the streams' own API. */
export interface StreamRecord {
  dynamodb?:
    | { OldImage?: Image | undefined; NewImage?: Image | undefined; SequenceNumber?: string | undefined }
    | undefined;
}

export const changeOf = ({ dynamodb: { OldImage, NewImage } = {} }: StreamRecord): ItemChange => ({
  before: OldImage && fromAttributes(OldImage),
  after: NewImage && fromAttributes(NewImage),
});

/** Ids hold no '#': what the first part of a key says is whose it is. */
export const tenantOf = (item: Item): string => String(item.pk).split('#')[0] ?? '';

/** A step of a version: a copy of a name is none, and neither is a note that a job makes for itself. */
export const isStep = ({ before, after }: ItemChange): boolean =>
  after !== undefined && (before === undefined || before.version !== after.version);
