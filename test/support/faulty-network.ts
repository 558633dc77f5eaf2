import { setImmediate } from 'node:timers/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from '@smithy/types';

/** One call to DynamoDB, as it goes over the wire. */
export interface WireCall {
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the body is DynamoDB's JSON, of every shape
  input: any;
  /** What its signature says: `20240115T093000Z`. */
  signedAt: string;
}

/**
 * Stands between the client and the engine: passes a call on, or not, and answers what it likes.
 *
 * @param send - passes the call on, as it is or with other input; may be called later, and more than once
 */
export type NetworkFault = (call: WireCall, send: (input?: object) => Promise<HttpResponse>) => Promise<HttpResponse>;

/** The HTTP handler of a client with every call recorded, and open to faults. */
export class FaultyNetwork {
  readonly calls: WireCall[] = [];
  private readonly faults: NetworkFault[] = [];
  private readonly faultsByOperation = new Map<string, NetworkFault[]>();
  private readonly permanentFaults = new Map<string, NetworkFault>();
  private readonly http = new NodeHttpHandler();

  /** The next calls meet these faults, one each, in this order; those after them pass. */
  failNext(...faults: NetworkFault[]): void {
    this.faults.push(...faults);
  }

  /** The next calls of an operation meet these faults. */
  failNextOf(operation: string, ...faults: NetworkFault[]): void {
    this.faultsByOperation.set(operation, [...(this.faultsByOperation.get(operation) ?? []), ...faults]);
  }

  /** Every call of an operation meets this fault, once those that were told apart are met. */
  failAlways(operation: string, fault: NetworkFault): void {
    this.permanentFaults.set(operation, fault);
  }

  reset(): void {
    this.calls.length = 0;
    this.heal();
  }

  /** From now on every call passes. */
  heal(): void {
    this.faults.length = 0;
    this.faultsByOperation.clear();
    this.permanentFaults.clear();
  }

  get operations(): string[] {
    return this.calls.map(call => call.operation);
  }

  /** The transactions that were sent. */
  get commits(): WireCall[] {
    return this.calls.filter(call => call.operation === 'TransactWriteItems');
  }

  get pendingFaultCount(): number {
    return this.faults.length + [...this.faultsByOperation.values()].flat().length;
  }

  async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const input = JSON.parse(request.body);
    const call = { operation, input, signedAt: request.headers['x-amz-date'] ?? '' };
    this.calls.push(call);
    const fault =
      this.faults.shift() ??
      this.faultsByOperation.get(operation)?.shift() ??
      this.permanentFaults.get(operation) ??
      passThrough;
    const send = async (changed?: object) => {
      const sent = changed ? withBody(request, JSON.stringify({ ...input, ...changed })) : request;
      return (await this.http.handle(sent as never, options as never)).response as HttpResponse;
    };
    return { response: await fault(call, send) };
  }
}

function withBody(request: HttpRequest, body: string): HttpRequest {
  const { 'content-length': _, ...headers } = request.headers;
  return { ...request, headers, body: Buffer.from(body) };
}

export const createHttpResponse = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: new Blob([body]).stream(),
});

/** The body of an answer. Reading it also gives its connection back. */
export async function readResponseText({ body }: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export const passThrough: NetworkFault = (_call, send) => send();

/** DynamoDB refuses by name. */
export const refuseCall =
  (name: string, more: object = {}, status = 400): NetworkFault =>
  async () =>
    createHttpResponse(
      status,
      JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more }),
    );

/** DynamoDB cancels the transaction for these reasons, one per write. */
export const cancelTransaction = (...codes: (string | { Code: string; Item?: object })[]): NetworkFault =>
  refuseCall('TransactionCanceledException', {
    CancellationReasons: codes.map(code => (typeof code === 'string' ? { Code: code } : code)),
  });

/** Something answers that is not DynamoDB, or not all of it. */
export const respondWith =
  (status: number, body: string): NetworkFault =>
  async () =>
    createHttpResponse(status, body);

/** The call never arrives. */
export const loseCall: NetworkFault = async () => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** No answer comes in time. */
export const timeOutCall: NetworkFault = async () => {
  throw Object.assign(new Error('a request has exceeded the configured 2000 ms'), { name: 'TimeoutError' });
};

/** The call is carried out, but what the client gets is this. */
export const executeThen =
  (fault: NetworkFault): NetworkFault =>
  async (call, send) => {
    await readResponseText(await send());
    return fault(call, send);
  };

/** The call is carried out, but nobody hears of it. */
export const loseResponse: NetworkFault = executeThen(loseCall);

/** The call is carried out, and half of the answer arrives. */
export const truncateResponse: NetworkFault = executeThen(respondWith(200, '{"ItemCollectionMetr'));

/** Something happens before the call is carried out. */
export const beforeExecution =
  (event: () => unknown): NetworkFault =>
  async (_call, send) => {
    await event();
    return send();
  };

/** Something happens after the call was carried out, before its answer arrives. */
export const afterExecution =
  (event: () => unknown): NetworkFault =>
  async (_call, send) => {
    const { statusCode, ...response } = await send();
    const body = await readResponseText({ statusCode, ...response });
    await event();
    return createHttpResponse(statusCode, body);
  };

/** The call is carried out under another token: DynamoDB has forgotten the first one after ten minutes. */
export const withRequestToken =
  (token: string): NetworkFault =>
  (_call, send) =>
    send({ ClientRequestToken: token });

/** DynamoDB reads nothing of what was asked for, and says so. */
export const leaveUnprocessed: NetworkFault = async ({ input }) =>
  createHttpResponse(200, JSON.stringify({ Responses: {}, UnprocessedKeys: input.RequestItems }));

/** DynamoDB reads nothing of these tables, and says so. */
export const leaveTablesUnprocessed =
  (...tables: string[]): NetworkFault =>
  async ({ input: { RequestItems } }, send) => {
    const entries = Object.entries(RequestItems);
    const left = entries.filter(([table]) => tables.includes(table));
    if (left.length === entries.length) return leaveUnprocessed({ input: { RequestItems } } as WireCall, send);
    const read = entries.filter(([table]) => !tables.includes(table));
    const answer = JSON.parse(await readResponseText(await send({ RequestItems: Object.fromEntries(read) })));
    return createHttpResponse(200, JSON.stringify({ ...answer, UnprocessedKeys: Object.fromEntries(left) }));
  };

/** A batch read is not atomic: it sees one table, something happens, and it sees the others. */
export const splitBatchRead =
  (firstTable: string, event: () => unknown): NetworkFault =>
  async (call, send) => {
    const read = async (entries: [string, unknown][]) =>
      JSON.parse(await readResponseText(await send({ RequestItems: Object.fromEntries(entries) })));
    const entries = Object.entries<unknown>(call.input.RequestItems);
    const first = await read(entries.filter(([table]) => table === firstTable));
    await event();
    const rest = await read(entries.filter(([table]) => table !== firstTable));
    return createHttpResponse(
      200,
      JSON.stringify({ Responses: { ...first.Responses, ...rest.Responses }, UnprocessedKeys: {} }),
    );
  };

/** A call that is on its way: its sender loses sight of it, and it is carried out when it is released. */
export class DelayedCall {
  call: WireCall | undefined;
  private send: ((input?: object) => Promise<HttpResponse>) | undefined;

  /** Parks the call that meets it. */
  readonly fault: NetworkFault = async (call, send) => {
    Object.assign(this, { call, send });
    return loseCall(call, send);
  };

  /** @returns the name of what DynamoDB says to it */
  async release(changed?: object): Promise<string> {
    if (!this.send) throw new Error('Nothing was parked.');
    const answer = JSON.parse(await readResponseText(await this.send(changed)));
    return answer.__type?.split('#').at(-1) ?? 'done';
  }
}

/** What was read once is read again, whatever has changed since. */
export class StaleRead {
  private body: string | undefined;

  /** The first call that meets it passes; the others get its answer. */
  readonly fault: NetworkFault = async (_call, send) => {
    this.body ??= await readResponseText(await send());
    return createHttpResponse(200, this.body);
  };
}

/** Holds calls until so many of them are under way at once, or for ever. */
export function createCallBarrier(count: number): NetworkFault {
  let arrived = 0;
  return async (_call, send) => {
    arrived += 1;
    while (arrived < count) await setImmediate();
    return send();
  };
}
