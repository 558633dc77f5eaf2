import type { Instant } from '../domain/calendar.ts';
import { licenseRef, subscriptionRef } from '../store/entity.ts';
import { type Item, type Location, locate } from '../store/item.ts';

/** What the index says of one item: where it is, in which line it stands, and since when it is due. */
export interface Entry extends Location {
  dueShard: string;
  dueAt: Instant;
}

export interface LicenseWork {
  tenantId: string;
  licenseId: string;
  entry: Entry;
}

/** All entries of one subscription. */
export interface AddonsWork {
  tenantId: string;
  subscriptionId: string;
  entries: Entry[];
}

/** What there is to do on a page of the index. */
export interface Work {
  licenses: LicenseWork[];
  addons: AddonsWork[];
  /** Entries that this release knows nothing about: a later one made them. */
  unknown: Entry[];
}

const entryOf = ({ pk, sk, dueShard, dueAt }: Item): Entry => ({
  table: 'connect',
  key: { pk: String(pk), sk: String(sk) },
  dueShard: String(dueShard),
  dueAt: String(dueAt),
});

export function workOf(keys: Item[]): Work {
  const licenses: LicenseWork[] = [];
  const addons = new Map<string, AddonsWork>();
  const unknown: Entry[] = [];
  for (const entry of keys.map(entryOf)) {
    const { pk = '', sk = '' } = entry.key;
    const [tenantId = '', , id = ''] = pk.split('#');
    if (locate(entry) === locate(licenseRef(tenantId, id))) {
      licenses.push({ tenantId, licenseId: id, entry });
    } else if (sk.startsWith('addon#') && pk === subscriptionRef(tenantId, id).key.pk) {
      const known = addons.get(pk);
      if (known) known.entries.push(entry);
      else addons.set(pk, { tenantId, subscriptionId: id, entries: [entry] });
    } else {
      unknown.push(entry);
    }
  }
  return { licenses, addons: [...addons.values()], unknown };
}
