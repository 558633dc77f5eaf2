import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';

/** The number of responses after which a late cancellation is no longer recognised. */
const rememberedResponses = 1000;

/** Is called when the client cancels a request after the response to it was sent. */
type OnLateCancellation = () => void;

/**
 * Standard input and output. Reports what the SDK ignores: a client that gave up before it read the response cancels a request to which the
 * response was already sent.
 */
export class DeliveryTransport extends StdioServerTransport {
  private readonly sent = new Map<RequestId, OnLateCancellation>();

  override async start(): Promise<void> {
    const { onmessage } = this;
    this.onmessage = message => {
      const cancelledId = readCancelledId(message);
      if (cancelledId !== undefined) this.sent.get(cancelledId)?.();
      onmessage?.(message);
    };
    await super.start();
  }

  /** Registers what a cancellation of this request means from now on. */
  watchCancellation(id: RequestId, onLateCancellation: OnLateCancellation): void {
    this.sent.set(id, onLateCancellation);
    const [oldest] = this.sent.keys();
    if (this.sent.size > rememberedResponses && oldest !== undefined) this.sent.delete(oldest);
  }
}

function readCancelledId(message: JSONRPCMessage): RequestId | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  return (message.params as { requestId?: RequestId } | undefined)?.requestId;
}
