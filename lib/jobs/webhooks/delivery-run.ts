import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { OperatorEvents } from './operator-events.ts';
import type { PostMessage } from './post.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** The dependencies of webhook deliveries. */
export interface DeliveryDependencies extends Dependencies {
  queue: WebhookQueue;
  post: PostMessage;
  operatorEvents: OperatorEvents;
  log: DeliveryLog;
}

/** One invocation of the delivery function. */
export interface DeliveryRun {
  budget: RetryBudget;
  dependencies: DeliveryDependencies;
}
