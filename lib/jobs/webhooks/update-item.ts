import { retryWrite } from '../../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';

/** DynamoDB cannot be reached or does not accept the update. */
class UpdateFailed extends Error {
  override name = 'UpdateFailed';
}

/**
 * Updates one item if its condition holds.
 *
 * @returns false if the condition failed. This can also mean that this update was applied and its response was lost.
 * @throws UpdateFailed
 */
export async function updateItem(
  update: UpdateWrite,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<boolean> {
  const options = { hasIdempotencyKey: false, requestId: undefined };
  const send = () => dependencies.database.update(update, budget);
  const commit = await retryWrite(send, options, budget, dependencies);
  if (commit.kind === 'committed') return true;
  if (commit.kind === 'refused' && commit.refusedBy === 'condition') return false;
  throw new UpdateFailed(`The table ${update.table} cannot be written.`, { cause: commit.cause });
}
