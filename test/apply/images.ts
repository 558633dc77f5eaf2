import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import type { Dated } from '../../lib/domain/schedule.ts';
import type { Item } from '../../lib/store/item.ts';
import type { TestEngine } from '../support/engine.ts';

interface Image extends Item {
  version: number;
  starts?: Dated;
  ends?: Dated;
}

/** Looks at everything stored, again and again, and checks what became of it since the last look. */
export class Images {
  private readonly engine: TestEngine;
  private last = new Map<string, Image>();

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  /**
   * What is in force stays as it is, and nothing came into force before its time.
   *
   * @returns how many things changed
   */
  async look(now: number, by: 'commands' | 'job'): Promise<number> {
    const found = await this.read();
    let changed = 0;
    for (const [key, image] of found) {
      const before = this.last.get(key);
      if (!before || before.version === image.version) continue;
      if (by === 'job') expectOnlyInForce(before, image);
      if (by === 'job' && image.sk !== 'subscription') changed += 1;
      for (const fact of ['starts', 'ends'] as const) {
        if (before[fact]?.inForce) expect(image[fact]).toEqual(before[fact]);
        if (image[fact]?.inForce) expect(Date.parse(image[fact].at)).toBeLessThanOrEqual(now);
      }
    }
    this.last = found;
    return changed;
  }

  /** What is in force of a thing, in order. */
  historyOf(key: string): string[] {
    const image = this.last.get(key);
    return (['starts', 'ends'] as const).flatMap(fact => {
      const dated = image?.[fact];
      return dated?.inForce ? [`${fact} ${dated.on} ${dated.at}`] : [];
    });
  }

  private async read(): Promise<Map<string, Image>> {
    const { client, tables } = this.engine;
    const found = new Map<string, Image>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.connect, ConsistentRead: true })) {
      for (const item of Items.map(item => unmarshall(item) as Image)) found.set(`${item.pk} ${item.sk}`, item);
    }
    return found;
  }
}

/** One step of the version, and nothing that a client sees. */
function expectOnlyInForce(before: Image, after: Image): void {
  const plain = ({ version, requestId, dueShard, dueAt, addonVersions, starts, ends, ...image }: Image) => ({
    ...image,
    starts: { ...starts, inForce: undefined },
    ends: { ...ends, inForce: undefined },
  });
  expect(plain(after)).toEqual(plain(before));
  expect(after.version).toBeGreaterThan(before.version);
  if (after.sk === 'license') expect(after.version).toBe(before.version + 1);
}
