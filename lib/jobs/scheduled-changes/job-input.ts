import * as z from 'zod';
import { dueShardCount, quarantineShard } from '../../dynamodb/items/index-keys.ts';
import { allDueShards, toShardNames } from './apply-due-changes.ts';

/** The default input of a scheduled rule. */
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
  z.strictObject({ quarantined: z.literal(true) }),
  z.strictObject({}),
]);

/**
 * Parses the shards of a run: all of them; some of them, so that several runs share the work; or the quarantine, once its items
 * are repaired.
 *
 * @throws an Error that lists the valid inputs
 */
export function parseShards(input: unknown): string[] {
  if (input === undefined || input === null || ScheduledEvent.safeParse(input).success) return allDueShards;
  const parsed = JobInput.safeParse(input);
  if (!parsed.success) {
    throw new Error(
      `The input of this function must be {}, {"shards":[…]} with numbers from 0 to ${dueShardCount - 1}, or {"quarantined":true}.`,
    );
  }
  if ('quarantined' in parsed.data) return [quarantineShard];
  if ('shards' in parsed.data) return toShardNames([...new Set(parsed.data.shards)]);
  return allDueShards;
}
