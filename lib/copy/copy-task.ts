import * as z from 'zod';
import type { ItemAttributes } from '../dynamodb/item.ts';

/** Of a listing: the key behind which the next page begins. */
const Key: z.ZodType<ItemAttributes> = z.record(z.string(), z.string());

/** A page of the work that a changed text makes: all that the next page needs, so that nothing rests on who did the last one. */
export const CopyTask = z.object({
  tenantId: z.string(),
  kind: z.enum(['customer', 'product-offering']),
  id: z.string(),
  /** The version of the source that changed the text. What is copied is the text as it is when the page is done. */
  version: z.int(),
  /**
   * A command that read the old text may make a thing of it while the first pass goes by; and an index lags behind. The second
   * pass, a while later, finds what the first one could not see.
   */
  pass: z.union([z.literal(1), z.literal(2)]),
  /** Where the page begins; absent: at the beginning. */
  cursor: z.object({ listing: z.enum(['license', 'subscription']), after: Key.optional() }).optional(),
});
export type CopyTask = z.infer<typeof CopyTask>;

/** Longer than any command can be on its way, and what SQS can hold a message back at most. */
export const secondPassAfterSeconds = 900;

export interface NextTask {
  task: CopyTask;
  delaySeconds: number;
}

/** What is left to do when a page is done. @param listings - those to go through, in their order */
export function nextTask(
  task: CopyTask,
  listings: readonly ('license' | 'subscription')[],
  after: ItemAttributes | undefined,
): NextTask | undefined {
  const { cursor, ...start } = task;
  const listing = cursor?.listing ?? listings[0];
  if (listing && after) return { task: { ...start, cursor: { listing, after } }, delaySeconds: 0 };
  const next = listing && listings[listings.indexOf(listing) + 1];
  if (next) return { task: { ...start, cursor: { listing: next } }, delaySeconds: 0 };
  return task.pass === 1 ? { task: { ...start, pass: 2 }, delaySeconds: secondPassAfterSeconds } : undefined;
}
