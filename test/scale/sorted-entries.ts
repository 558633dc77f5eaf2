import { hashPartitionKey } from './partition-model.ts';

/** An entry of an index, or of the items of one partition key. */
export interface SortedEntry {
  sortKey: string;
  /** The key of the item in its table, in one text. */
  address: string;
  /** Entries with the same sort key have no order in DynamoDB. */
  tie: number;
  isRemoved: boolean;
}

export const createEntry = (sortKey: string, address: string): SortedEntry => ({
  ...{ sortKey, address, tie: hashPartitionKey(address), isRemoved: false },
});

/** The entries under one partition key of a table or an index, in the order of their sort keys. */
export class SortedEntries {
  private entries: SortedEntry[] = [];
  private removedCount = 0;
  private isSorted = true;

  /** Number of entries. */
  get size(): number {
    return this.entries.length - this.removedCount;
  }

  /** Adds many entries. They are sorted when they are read. */
  load(entries: SortedEntry[]): void {
    for (const entry of entries) this.entries.push(entry);
    this.isSorted = false;
  }

  add(entry: SortedEntry): void {
    this.entries.splice(this.findPosition(entry), 0, entry);
  }

  remove(sortKey: string, address: string): void {
    const entry = this.entries[this.findPosition(createEntry(sortKey, address))];
    if (entry?.address !== address || entry.isRemoved) return;
    entry.isRemoved = true;
    this.removedCount += 1;
    if (this.removedCount <= 1000 || this.removedCount * 4 < this.entries.length) return;
    this.entries = this.entries.filter(({ isRemoved }) => !isRemoved);
    this.removedCount = 0;
  }

  /** Lists up to so many entries in one direction, from the first one that is accepted on. */
  list(
    direction: 1 | -1,
    after: SortedEntry | undefined,
    accepts: (sortKey: string) => boolean,
    limit: number,
  ): SortedEntry[] {
    const found: SortedEntry[] = [];
    let index = this.findStart(direction, after);
    for (; index >= 0 && index < this.entries.length && found.length < limit; index += direction) {
      const entry = this.entries[index];
      if (entry && !entry.isRemoved && accepts(entry.sortKey)) found.push(entry);
    }
    return found;
  }

  private findStart(direction: 1 | -1, after: SortedEntry | undefined): number {
    this.sort();
    if (!after) return direction === 1 ? 0 : this.entries.length - 1;
    const position = this.findPosition(after);
    const isPresent = this.entries[position]?.address === after.address;
    if (direction === -1) return position - 1;
    return isPresent ? position + 1 : position;
  }

  private sort(): void {
    if (!this.isSorted) this.entries.sort(compareEntries);
    this.isSorted = true;
  }

  /** Finds the position of the first entry that is not before this one. */
  private findPosition(entry: SortedEntry): number {
    this.sort();
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.entries[middle];
      if (other && compareEntries(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compareEntries(a: SortedEntry, b: SortedEntry): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  if (a.tie !== b.tie) return a.tie - b.tie;
  if (a.address === b.address) return 0;
  return a.address < b.address ? -1 : 1;
}
