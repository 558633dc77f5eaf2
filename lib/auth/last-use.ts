import type { Dependencies } from '../dynamodb/dependencies.ts';
import type { UpdateWrite } from '../dynamodb/item-write.ts';
import { toDay } from '../dynamodb/items/feed.ts';
import { type ApiKey, apiKeyRef } from './api-key.ts';

/** The API keys whose last use this process has recorded today, or has tried to. */
export interface LastUses {
  day: string;
  keyIds: Set<string>;
}

export const createLastUses = (): LastUses => ({ day: '', keyIds: new Set() });

/** A response waits this long for the update at most. */
const maxWaitMs = 200;

/**
 * Records the day (UTC) on which an API key was last used. There is one attempt per process, API key and day. It is never repeated, and
 * its failure is ignored, so that it can make no request fail.
 */
export async function recordLastUse(apiKey: ApiKey, lastUses: LastUses, dependencies: Dependencies): Promise<void> {
  const nowMs = dependencies.now();
  const day = toDay(nowMs);
  if (lastUses.day !== day) Object.assign(lastUses, { day, keyIds: new Set() });
  const isRecorded = apiKey.lastUsedOn !== undefined && apiKey.lastUsedOn >= day;
  if (isRecorded || lastUses.keyIds.has(apiKey.keyId)) return;
  lastUses.keyIds.add(apiKey.keyId);
  const budget = { deadline: nowMs + maxWaitMs, maxCalls: 1, calls: 0 };
  const update = dependencies.database.update(buildLastUseUpdate(apiKey, day), budget).catch(() => {});
  await Promise.race([update, dependencies.sleep(maxWaitMs)]);
}

const buildLastUseUpdate = ({ tenantId, keyId }: ApiKey, day: string): UpdateWrite => {
  const { table, primaryKey } = apiKeyRef(tenantId, keyId);
  return {
    kind: 'update',
    table,
    primaryKey,
    set: { lastUsedOn: day },
    condition: {
      expression: 'attribute_exists(#keyId) AND (attribute_not_exists(#lastUsedOn) OR #lastUsedOn < :day)',
      names: { '#keyId': 'keyId', '#lastUsedOn': 'lastUsedOn' },
      values: { ':day': day },
    },
  };
};
