import type { FeedHead } from '../../dynamodb/items/feed.ts';

/** A turn that a publisher saw at the end of a feed, and the time since when it has seen this turn there. */
export interface SeenTurn {
  turnId: string | undefined;
  sinceMs: number;
}

/** A publisher that stores nothing for this time after it claimed its turn may have crashed. Then others claim the turn. */
const turnTimeoutMs = 2000;

/** Returns since when a turn is seen. Only the own clock is used, so clocks that differ have no effect. */
export const observeTurn = (seen: SeenTurn | undefined, turnId: string | undefined, nowMs: number): SeenTurn =>
  seen && seen.turnId === turnId ? seen : { turnId, sinceMs: nowMs };

/**
 * Decides the next step of a publisher that has read the end of a feed. The first attempt stores at once, so a feed with one publisher
 * needs no turns. A publisher that had to wait or lost against another one claims its turn first, because a lost claim costs one
 * write unit and a lost transaction as much as a successful one.
 *
 * Turns only avoid lost transactions: the condition on the number decides who stores.
 */
export function decideFeedStep(
  head: FeedHead | undefined,
  { turnId, sinceMs }: SeenTurn,
  ownTurnId: string,
  attempt: number,
  nowMs: number,
): 'store' | 'claim' | 'wait' {
  if (!head || turnId === ownTurnId) return 'store';
  if (turnId === undefined) return attempt === 1 ? 'store' : 'claim';
  return nowMs - sinceMs >= turnTimeoutMs ? 'claim' : 'wait';
}
