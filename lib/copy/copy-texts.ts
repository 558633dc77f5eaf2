import type { Dependencies } from '../dynamodb/dependencies.ts';
import type { PartialBatchResponse, QueueBatchEvent, RemainingTimeContext } from '../jobs/lambda-types.ts';
import { copyPage } from './copy-page.ts';
import type { CopyQueue } from './copy-queue.ts';
import { CopyTask } from './copy-task.ts';
import type { ObserveCopy } from './observe-copy.ts';

export interface CopyPorts extends Dependencies {
  queue: CopyQueue;
  observe: ObserveCopy;
}

/** For the calls that are under way when the time is over. */
const marginMs = 3000;

/** Does a page for each message, one after the other, and puts what is left of its work back in line. */
export async function copyTexts(
  { Records }: QueueBatchEvent,
  context: RemainingTimeContext,
  dependencies: CopyPorts,
): Promise<PartialBatchResponse> {
  const { queue, observe } = dependencies;
  const deadline = dependencies.now() + context.getRemainingTimeInMillis() - marginMs;
  const batchItemFailures: PartialBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    try {
      const task = CopyTask.parse(JSON.parse(body));
      const report = await copyPage(task, { deadline, maxCalls: 2000, calls: 0 }, dependencies);
      // A page whose message comes twice goes on twice, to the same end.
      if (report.next) await queue.send(report.next.task, report.next.delaySeconds);
      observe.page(task, report);
    } catch (cause) {
      observe.failure(messageId, cause);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
