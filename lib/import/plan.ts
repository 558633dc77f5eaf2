import type { Instant } from '../domain/calendar.ts';
import { attributesOf, create, update } from '../store/change.ts';
import type { ReadRequest } from '../store/database.ts';
import type { Location, Ref } from '../store/item.ts';
import type { Stamp } from '../store/stored.ts';
import type { Update, Write } from '../store/write.ts';
import type { Known } from './known.ts';
import type { Problem } from './problem.ts';

/** What became of a line that went in. */
export type Outcome = 'created' | 'updated' | 'unchanged';

export type Plan =
  /** All of it happens or nothing does. */
  | { outcome: Outcome; writes: Write[] }
  /** The line cannot go in as things are. */
  | { problems: Problem[] }
  /** What was read in parallel does not belong together: read again. */
  | { torn: string };

/** A line, and how it goes in. Pure, so that it can be planned anew on what another has changed meanwhile. */
export interface Prepared {
  needs: ReadRequest;
  /** What it may change: of two lines that change one thing, the first must be in before the second is planned. */
  changes: Location[];
  /** @param seen - the `torn` of the reads before: what is read again and again is what is stored */
  plan(known: Known, now: Instant, seen?: string): Plan;
}

/**
 * The plan for a line that is one item.
 *
 * @param changed - what comes with a change, and is none by itself
 */
export function planItem<T extends object>(
  ref: Ref<T & Stamp>,
  stored: (T & Stamp) | undefined,
  facts: T,
  changed: (facts: T & Stamp) => T & Stamp = facts => facts,
): Plan {
  if (!stored) return { outcome: 'created', writes: [create(ref, facts)] };
  const after = asRead(ref, stored, facts);
  if (!isChange(update(ref, stored, after))) return { outcome: 'unchanged', writes: [] };
  return { outcome: 'updated', writes: [update(ref, stored, changed(after))] };
}

/** Facts as they will be read back: the order of nested fields must not look like a change. */
export const asRead = <T extends object>(ref: Ref<T & Stamp>, { version, requestId }: Stamp, facts: T): T & Stamp =>
  ref.parse({ ...attributesOf(facts), version, requestId });

/** An update always sets the version. */
export const isChange = ({ set }: Update): boolean => Object.keys(set).length > 1;
