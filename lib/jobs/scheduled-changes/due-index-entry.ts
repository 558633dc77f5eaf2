import type { Instant } from '../../contract/field-types.ts';
import { formatItemKey, type ItemAttributes, type ItemKey } from '../../dynamodb/item.ts';
import { licenseRef } from '../../dynamodb/items/license.ts';
import { parseRenameKey, type RenamedSource } from '../../dynamodb/items/rename.ts';
import { subscriptionRef } from '../../dynamodb/items/subscription.ts';

/** An entry of the due index: the item key, its shard, and the instant from which it is due. */
export interface DueIndexEntry extends ItemKey {
  dueShard: string;
  dueAt: Instant;
}

export interface DueLicense {
  tenantId: string;
  licenseId: string;
  entry: DueIndexEntry;
}

/** The entries of one subscription. */
export interface DueAddons {
  tenantId: string;
  subscriptionId: string;
  entries: DueIndexEntry[];
}

/** A source whose copies are due for their last update. */
export interface DueRename {
  renamed: RenamedSource;
  entry: DueIndexEntry;
}

/** The work on one page of the index. */
export interface DueWork {
  licenses: DueLicense[];
  addons: DueAddons[];
  renames: DueRename[];
  /** Entries that this release does not know. A later release wrote them. */
  unrecognized: DueIndexEntry[];
}

const toDueIndexEntry = ({ pk, sk, dueShard, dueAt }: ItemAttributes): DueIndexEntry => ({
  table: 'connect',
  primaryKey: { pk: String(pk), sk: String(sk) },
  dueShard: String(dueShard),
  dueAt: String(dueAt),
});

export function groupDueEntries(indexKeys: ItemAttributes[]): DueWork {
  const licenses: DueLicense[] = [];
  const addons = new Map<string, DueAddons>();
  const renames: DueRename[] = [];
  const unrecognized: DueIndexEntry[] = [];
  for (const entry of indexKeys.map(toDueIndexEntry)) {
    const { pk = '', sk = '' } = entry.primaryKey;
    const [tenantId = '', , id = ''] = pk.split('#');
    const renamed = parseRenameKey(entry.primaryKey);
    if (formatItemKey(entry) === formatItemKey(licenseRef(tenantId, id))) {
      licenses.push({ tenantId, licenseId: id, entry });
    } else if (sk.startsWith('addon#') && pk === subscriptionRef(tenantId, id).primaryKey.pk) {
      const existing = addons.get(pk);
      if (existing) existing.entries.push(entry);
      else addons.set(pk, { tenantId, subscriptionId: id, entries: [entry] });
    } else if (renamed) {
      renames.push({ renamed, entry });
    } else {
      unrecognized.push(entry);
    }
  }
  return { licenses, addons: [...addons.values()], renames, unrecognized };
}
