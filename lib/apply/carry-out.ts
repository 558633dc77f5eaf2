import { type Item, locate } from '../store/item.ts';
import type { Update } from '../store/write.ts';
import type { Entry } from './entry.ts';
import { park } from './park.ts';
import type { Plan } from './plan.ts';
import type { Run } from './run.ts';
import { type Sent, send } from './send.ts';

/** An entry whose item is there, and the item as it is stored. */
export interface Found {
  entry: Entry;
  item: Item;
}

/** Plans on what was read, which is pure: what cannot be planned, as it does not parse, is parked. Then there is no plan. */
export async function planOrPark<P>(found: Found[], plan: () => P, run: Run): Promise<P | undefined> {
  try {
    return plan();
  } catch (error) {
    await parkAll(found, textOf(error), run);
    return undefined;
  }
}

/** Writes what was planned and counts what came of it. What DynamoDB never takes is parked. */
export async function carryOut(found: Found[], { writes, applied }: Plan, run: Run): Promise<void> {
  const sent: Sent = writes.length === 0 ? { kind: 'done' } : await send(applied > 0 ? by(run, writes) : writes, run);
  switch (sent.kind) {
    case 'late':
      return;
    case 'unfit':
      return parkAll(found, `DynamoDB does not take it: ${textOf(sent.cause)}`, run);
    case 'failed':
      return failAll(
        found.map(({ entry }) => entry),
        sent.cause,
        run,
      );
    case 'overtaken':
      return passOver(found.length, run);
    case 'done':
      run.tally.applied += applied;
      // Of a subscription, more may have come into force than stood on this page.
      return passOver(Math.max(0, found.length - applied), run);
  }
}

export function passOver(entries: number, { tally }: Run): void {
  tally.passedOver += entries;
}

export function fail(at: string, cause: unknown, { tally, tell }: Run): void {
  tally.failed += 1;
  tell.failed(at, cause);
}

export function failAll(entries: Entry[], cause: unknown, run: Run): void {
  for (const entry of entries) fail(locate(entry), cause, run);
}

async function parkAll(found: Found[], reason: string, run: Run): Promise<void> {
  for (const { entry, item } of found) {
    const sent = await send([park(entry, item, reason, run.now)], run);
    // Nobody looks at it again by himself: rather told of once too often than not at all.
    if (sent.kind === 'done' || (sent.kind === 'overtaken' && sent.inDoubt)) {
      run.tally.parked += 1;
      run.tell.parked(locate(entry), reason);
    } else if (sent.kind === 'overtaken') {
      passOver(1, run);
    } else if (sent.kind !== 'late') {
      failAll([entry], sent.cause, run);
    }
  }
}

/** Every item says who wrote it last: a repeat recognises its own work by it. */
const by = ({ requestId }: Run, writes: Update[]): Update[] =>
  writes.map(write => ({ ...write, set: { ...write.set, requestId } }));

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : JSON.stringify(cause));
