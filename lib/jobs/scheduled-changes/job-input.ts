import * as z from 'zod';
import { dueShardCount, quarantineShard } from '../../dynamodb/items/index-keys.ts';
import { allDueShards, toShardNames } from './apply-due-changes.ts';

/** What the rule of a schedule sends unless it is told otherwise. */
const ScheduledEvent = z.looseObject({ 'detail-type': z.literal('Scheduled Event') });

const JobInput = z.union([
  z.strictObject({
    shards: z
      .array(
        z
          .int()
          .min(0)
          .max(dueShardCount - 1),
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
export function parseShards(input: unknown): string[] {
  if (input === undefined || input === null || ScheduledEvent.safeParse(input).success) return allDueShards;
  const parsed = JobInput.safeParse(input);
  if (!parsed.success) {
    throw new Error(
      `The input of this function must be {}, {"shards":[…]} with numbers from 0 to ${dueShardCount - 1}, or {"parked":true}.`,
    );
  }
  if ('parked' in parsed.data) return [quarantineShard];
  if ('shards' in parsed.data) return toShardNames([...new Set(parsed.data.shards)]);
  return allDueShards;
}
