import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createEventBridgeBus, createEventBridgeClient } from '../../../lib/jobs/events/event-bridge.ts';
import { type EventBus, eventSource } from '../../../lib/jobs/events/event-bus.ts';

/** An event that the bus accepted. */
export interface AcceptedEvent {
  tenantId: string;
  eventId: string;
  type: string;
  sequence: number;
  occurredAt: string;
  request: { id: string; actor: object } | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into resources of every shape
  data: any;
  omitted?: string[];
}

interface PutEventsEntry {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Detail: string;
}

/** A fake EventBridge over HTTP. It accepts events, or fails as a test requests. */
export class FakeEventBus {
  readonly accepted: AcceptedEvent[] = [];
  /** The entries of every call. */
  readonly calls: PutEventsEntry[][] = [];
  isDown = false;
  /** Returns the error code of a rejected entry, or undefined. */
  rejectionOf: (event: AcceptedEvent) => string | undefined = () => undefined;
  bus: EventBus = { putEvents: async () => [] };

  /** Builds the response to a call. */
  respond(entries: PutEventsEntry[]): { status: number; body: object } {
    this.calls.push(entries);
    if (this.isDown) return { status: 500, body: { __type: 'InternalException' } };
    const bytes = entries.reduce((sum, { Detail }) => sum + Buffer.byteLength(Detail), 0);
    if (entries.length > 10 || bytes > 262_144) return { status: 400, body: { __type: 'ValidationException' } };
    const Entries = entries.map(({ Detail }) => {
      const event: AcceptedEvent = JSON.parse(Detail);
      const ErrorCode = this.rejectionOf(event);
      if (ErrorCode) return { ErrorCode, ErrorMessage: ErrorCode };
      this.accepted.push(event);
      return { EventId: event.eventId };
    });
    return { status: 200, body: { FailedEntryCount: 0, Entries } };
  }

  reset(): void {
    this.accepted.length = 0;
    this.calls.length = 0;
    this.isDown = false;
    this.rejectionOf = () => undefined;
  }
}

/** Creates one fake bus per test file. It is reset before every test. */
export function useFakeEventBus(): FakeEventBus {
  const fakeBus = new FakeEventBus();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body } = fakeBus.respond(JSON.parse(Buffer.concat(chunks).toString()).Entries);
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  let end = () => {};
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createEventBridgeClient({ endpoint, region: 'local', credentials });
    fakeBus.bus = createEventBridgeBus(client, 'events', eventSource);
    end = () => client.destroy();
  });
  beforeEach(() => fakeBus.reset());
  afterAll(() => {
    end();
    server.closeAllConnections();
    server.close();
  });
  return fakeBus;
}
