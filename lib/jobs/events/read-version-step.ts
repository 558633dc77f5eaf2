import * as z from 'zod';
import { ChangeRequest } from '../../contract/change-request.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import type { VersionStep } from '../../dynamodb/items/version-step.ts';

const StepField = z.object({
  version: z.int(),
  at: z.string(),
  request: ChangeRequest.optional(),
  idempotencyKey: z.string().optional(),
}) satisfies z.ZodType<VersionStep>;

/** Reads the step of an item. A step of another version counts as absent: an earlier release wrote the item. */
export function readVersionStep(item: ItemAttributes): VersionStep | undefined {
  const { data } = StepField.safeParse(item.step);
  return data?.version === item.version ? data : undefined;
}
