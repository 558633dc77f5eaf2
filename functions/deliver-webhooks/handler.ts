import type { QueueBatch } from '../../lib/lambda.ts';
import { consume } from '../../lib/webhooks/consume.ts';
import { deliveryPorts } from '../../lib/webhooks/delivery-ports.ts';

const ports = deliveryPorts();

export const handler = (batch: QueueBatch) => consume(batch, ports);
