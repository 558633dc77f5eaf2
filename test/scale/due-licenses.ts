import type { ItemKey } from '../../lib/dynamodb/item.ts';
import { buildStoredItem } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { aLicense } from '../support/sample-facts.ts';
import type { ItemStore } from './item-store.ts';
import { createEntry } from './sorted-entries.ts';

/** Licenses of a tenant that end at the same instant. They are created when they are first read. */
export class DueLicenses {
  readonly tenantId: string;
  readonly count: number;
  private readonly dueAt: string;
  private readonly appliedFlags: Uint8Array;
  private readonly publishedFlags: Uint8Array;
  /** Number of changes that are applied, and of those whose event is on the bus. */
  applied = 0;
  published = 0;
  /** The instants of the last application and of the last publication. */
  lastAppliedAt = 0;
  lastPublishedAt = 0;

  constructor(tenantId: string, count: number, dueAtMs: number) {
    this.tenantId = tenantId;
    this.count = count;
    this.dueAt = new Date(dueAtMs).toISOString();
    this.appliedFlags = new Uint8Array(count);
    this.publishedFlags = new Uint8Array(count);
  }

  /** Adds all licenses to the index of due changes. */
  loadIndex(store: ItemStore): void {
    const shards = new Map<string, ReturnType<typeof createEntry>[]>();
    for (let number = 0; number < this.count; number++) {
      const ref = this.toRef(number);
      const { dueShard } = buildStoredItem(ref, { ends: this.ends }) as { dueShard: string };
      const entry = createEntry(this.dueAt, `connect ${ref.primaryKey.pk} ${ref.primaryKey.sk}`);
      const entries = shards.get(dueShard);
      if (entries) entries.push(entry);
      else shards.set(dueShard, [entry]);
    }
    for (const [shard, entries] of shards) store.getListing('due', shard).load(entries);
  }

  generate({ primaryKey: { pk = '' } }: ItemKey): string | undefined {
    const number = this.findNumber(pk);
    // Forgotten after it was applied: nobody reads it any more.
    if (number === undefined || this.appliedFlags[number]) return undefined;
    const ref = this.toRef(number);
    const facts = aLicense({ licenseId: `due-${number}`, ends: this.ends });
    return JSON.stringify({ ...buildStoredItem(ref, facts), version: 1, requestId: 'import' });
  }

  /** Records an applied change. @throws an Error if it was applied before */
  recordApplied(pk: string, at: number): boolean {
    const number = this.findNumber(pk);
    if (number === undefined) return false;
    if (this.appliedFlags[number]) throw new Error(`The change of ${pk} was applied twice.`);
    this.appliedFlags[number] = 1;
    this.applied += 1;
    this.lastAppliedAt = at;
    return true;
  }

  recordPublished(licenseId: string, at: number): boolean {
    const number = this.findNumber(`${this.tenantId}#license#${licenseId}`);
    if (number === undefined) return false;
    if (!this.publishedFlags[number]) {
      this.publishedFlags[number] = 1;
      this.published += 1;
      this.lastPublishedAt = at;
    }
    return true;
  }

  private get ends() {
    return { on: this.dueAt.slice(0, 10), at: this.dueAt };
  }

  private toRef = (number: number) => licenseRef(this.tenantId, `due-${number}`);

  private findNumber(pk: string): number | undefined {
    const prefix = `${this.tenantId}#license#due-`;
    const number = pk.startsWith(prefix) ? Number(pk.slice(prefix.length)) : Number.NaN;
    return number >= 0 && number < this.count ? number : undefined;
  }
}
