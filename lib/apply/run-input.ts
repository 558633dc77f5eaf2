import * as z from 'zod';
import { dueShard, dueShards, parkedShard } from '../store/index-keys.ts';
import { allShards } from './apply-due.ts';

/** What the rule of a schedule sends unless it is told otherwise. */
const ScheduledEvent = z.looseObject({ 'detail-type': z.literal('Scheduled Event') });

const RunInput = z.union([
  z.strictObject({
    shards: z
      .array(
        z
          .int()
          .min(0)
          .max(dueShards - 1),
      )
      .min(1),
  }),
  z.strictObject({ parked: z.literal(true) }),
  z.strictObject({}),
]);

/**
 * The lines that a run is to work off: all shards; some of them, so that several runs share the work; or what was parked, once it
 * is repaired.
 *
 * @throws an Error that says what may be sent
 */
export function linesOf(input: unknown): string[] {
  if (input === undefined || input === null || ScheduledEvent.safeParse(input).success) return allShards;
  const parsed = RunInput.safeParse(input);
  if (!parsed.success) {
    throw new Error(
      `The input of this function must be {}, {"shards":[…]} with numbers from 0 to ${dueShards - 1}, or {"parked":true}.`,
    );
  }
  if ('parked' in parsed.data) return [parkedShard];
  if ('shards' in parsed.data) return [...new Set(parsed.data.shards)].map(dueShard);
  return allShards;
}
