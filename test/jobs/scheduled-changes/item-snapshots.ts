import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { EffectiveDate } from '../../../lib/domain/effective-dates.ts';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { TestEngine } from '../../support/test-engine.ts';

interface StoredImage extends ItemAttributes {
  version: number;
  starts?: EffectiveDate;
  ends?: EffectiveDate;
}

/** Compares all stored items with those of the previous snapshot. */
export class ItemSnapshots {
  private readonly engine: TestEngine;
  private previous = new Map<string, StoredImage>();

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  /**
   * Checks that applied dates never change and that no date was applied early.
   *
   * @returns the number of changed items
   */
  async checkChanges(now: number, by: 'commands' | 'job'): Promise<number> {
    const found = await this.readAllItems();
    let changed = 0;
    for (const [key, image] of found) {
      const before = this.previous.get(key);
      if (!before || before.version === image.version) continue;
      if (by === 'job') expectOnlyApplied(before, image);
      if (by === 'job' && image.sk !== 'subscription') changed += 1;
      for (const fact of ['starts', 'ends'] as const) {
        if (before[fact]?.applied) expect(image[fact]).toEqual(before[fact]);
        if (image[fact]?.applied) expect(Date.parse(image[fact].at)).toBeLessThanOrEqual(now);
      }
    }
    this.previous = found;
    return changed;
  }

  /** Lists the applied dates of an item in order. */
  listAppliedDates(key: string): string[] {
    const image = this.previous.get(key);
    return (['starts', 'ends'] as const).flatMap(fact => {
      const dated = image?.[fact];
      return dated?.applied ? [`${fact} ${dated.on} ${dated.at}`] : [];
    });
  }

  private async readAllItems(): Promise<Map<string, StoredImage>> {
    const { client, tables } = this.engine;
    const found = new Map<string, StoredImage>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.connect, ConsistentRead: true })) {
      for (const item of Items as StoredImage[]) found.set(`${item.pk} ${item.sk}`, item);
    }
    return found;
  }
}

/** Expects one version step that changes nothing that a client sees. */
function expectOnlyApplied(before: StoredImage, after: StoredImage): void {
  const plain = ({
    version,
    requestId,
    step,
    dueShard,
    dueAt,
    addonVersions,
    starts,
    ends,
    ...image
  }: StoredImage) => ({
    ...image,
    starts: { ...starts, applied: undefined },
    ends: { ...ends, applied: undefined },
  });
  expect(plain(after)).toEqual(plain(before));
  expect(after.version).toBeGreaterThan(before.version);
  if (after.sk === 'license') expect(after.version).toBe(before.version + 1);
}
