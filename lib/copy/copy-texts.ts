import type { Ports } from '../command/ports.ts';
import type { BatchAnswer, QueueBatch, TimeLeft } from '../lambda.ts';
import { copyPage } from './copy-page.ts';
import type { CopyQueue } from './copy-queue.ts';
import { CopyTask } from './copy-task.ts';
import type { ObserveCopy } from './observe-copy.ts';

export interface CopyPorts extends Ports {
  queue: CopyQueue;
  observe: ObserveCopy;
}

/** For the calls that are under way when the time is over. */
const marginMs = 3000;

/** Does a page for each message, one after the other, and puts what is left of its work back in line. */
export async function copyTexts({ Records }: QueueBatch, context: TimeLeft, ports: CopyPorts): Promise<BatchAnswer> {
  const { queue, observe } = ports;
  const deadline = ports.now() + context.getRemainingTimeInMillis() - marginMs;
  const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    try {
      const task = CopyTask.parse(JSON.parse(body));
      const report = await copyPage(task, { deadline, maxCalls: 2000, calls: 0 }, ports);
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
