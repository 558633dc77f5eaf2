import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createEventBridgeBus, createEventBridgeClient } from '../../../lib/jobs/events/event-bridge.ts';
import type { EventBus } from '../../../lib/jobs/events/event-bus.ts';

/** An event that was taken. */
export interface AcceptedEvent {
  tenantId: string;
  eventId: string;
  type: string;
  sequence: number;
  occurredAt: string;
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

/** Stands in for EventBridge, over HTTP: takes events, or what a test wants it to do. */
export class FakeEventBus {
  readonly accepted: AcceptedEvent[] = [];
  /** The entries of every call. */
  readonly calls: PutEventsEntry[][] = [];
  isDown = false;
  /** Asked of every entry: the code it is refused with. */
  rejectionOf: (event: AcceptedEvent) => string | undefined = () => undefined;
  bus: EventBus = { putEvents: async () => [] };

  /** What it says to a call. */
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

/** One for a test file, which every test finds empty and at work. */
export function useFakeEventBus(): FakeEventBus {
  const standIn = new FakeEventBus();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body } = standIn.respond(JSON.parse(Buffer.concat(chunks).toString()).Entries);
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  let end = () => {};
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createEventBridgeClient({ endpoint, region: 'local', credentials });
    standIn.bus = createEventBridgeBus(client, 'events');
    end = () => client.destroy();
  });
  beforeEach(() => standIn.reset());
  afterAll(() => {
    end();
    server.closeAllConnections();
    server.close();
  });
  return standIn;
}
