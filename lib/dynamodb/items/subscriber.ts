import * as z from 'zod';
import type { SubscriberFacts } from '../../domain/subscriber.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import { personFields, type StoredItem, versionStampFields } from './item-fields.ts';

const SubscriberItem = z.object({
  ...versionStampFields,
  subscriberId: z.string(),
  ...personFields,
}) satisfies z.ZodType<StoredItem<SubscriberFacts>>;

export const subscriberRef = (tenantId: string, subscriberId: string): ItemRef<StoredItem<SubscriberFacts>> =>
  connectItemRef(`${tenantId}#subscriber#${subscriberId}`, 'subscriber', SubscriberItem);
