import * as z from 'zod';
import type { UserFacts } from '../../domain/user.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import { personFields, type StoredItem, versionStampFields } from './item-fields.ts';

const UserItem = z.object({
  ...versionStampFields,
  userId: z.string(),
  ...personFields,
  pastCustomerIds: z.array(z.string()).optional(),
}) satisfies z.ZodType<StoredItem<UserFacts>>;

export const userRef = (tenantId: string, userId: string): ItemRef<StoredItem<UserFacts>> =>
  connectItemRef(`${tenantId}#user#${userId}`, 'user', UserItem);
