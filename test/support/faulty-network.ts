import { setImmediate } from 'node:timers/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from '@smithy/types';

/** One DynamoDB call as it is sent over the wire. */
export interface WireCall {
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the body is DynamoDB's JSON, of every shape
  input: any;
  /** Time of the signature: `20240115T093000Z`. */
  signedAt: string;
}

/**
 * A fault between the client and the engine. It can forward the call or not, and return any response.
 *
 * @param send - forwards the call, unchanged or with other input; can be called later and more than once
 */
export type NetworkFault = (call: WireCall, send: (input?: object) => Promise<HttpResponse>) => Promise<HttpResponse>;

/** HTTP handler of a client that records every call and injects faults. */
export class FaultyNetwork {
  readonly calls: WireCall[] = [];
  private readonly faults: NetworkFault[] = [];
  private readonly faultsByOperation = new Map<string, NetworkFault[]>();
  private readonly permanentFaults = new Map<string, NetworkFault>();
  private readonly http = new NodeHttpHandler();

  /** Injects one fault into each of the next calls, in this order. Later calls pass. */
  failNext(...faults: NetworkFault[]): void {
    this.faults.push(...faults);
  }

  /** Injects faults into the next calls of an operation. */
  failNextOf(operation: string, ...faults: NetworkFault[]): void {
    this.faultsByOperation.set(operation, [...(this.faultsByOperation.get(operation) ?? []), ...faults]);
  }

  /** Injects a fault into every call of an operation, after the faults of `failNextOf` are used up. */
  failAlways(operation: string, fault: NetworkFault): void {
    this.permanentFaults.set(operation, fault);
  }

  reset(): void {
    this.calls.length = 0;
    this.heal();
  }

  /** Removes all faults. */
  heal(): void {
    this.faults.length = 0;
    this.faultsByOperation.clear();
    this.permanentFaults.clear();
  }

  get operations(): string[] {
    return this.calls.map(call => call.operation);
  }

  /** Transactions that were sent. */
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

/** The ID that DynamoDB gives to every call whose response is injected. */
export const injectedRequestId = 'INJECTED';

export const createHttpResponse = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': injectedRequestId },
  body: new Blob([body]).stream(),
});

/** Reads the body of a response, which also releases its connection. */
export async function readResponseText({ body }: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export const passThrough: NetworkFault = (_call, send) => send();

/** DynamoDB refuses the call with a named error. */
export const refuseCall =
  (name: string, details: object = {}, status = 400): NetworkFault =>
  async () =>
    createHttpResponse(
      status,
      JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...details }),
    );

/** DynamoDB cancels the transaction with these reasons, one per write. */
export const cancelTransaction = (...codes: (string | { Code: string; Item?: object })[]): NetworkFault =>
  refuseCall('TransactionCanceledException', {
    CancellationReasons: codes.map(code => (typeof code === 'string' ? { Code: code } : code)),
  });

/** A response that is incomplete or does not come from DynamoDB. */
export const respondWith =
  (status: number, body: string): NetworkFault =>
  async () =>
    createHttpResponse(status, body);

/** The call never arrives. */
export const loseCall: NetworkFault = async () => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** No response arrives in time. */
export const timeOutCall: NetworkFault = async () => {
  throw Object.assign(new Error('a request has exceeded the configured 2000 ms'), { name: 'TimeoutError' });
};

/** The call is executed, but the client experiences another fault. */
export const executeThen =
  (fault: NetworkFault): NetworkFault =>
  async (call, send) => {
    await readResponseText(await send());
    return fault(call, send);
  };

/** The call is executed, but its response is lost. */
export const loseResponse: NetworkFault = executeThen(loseCall);

/** The call is executed, and only the beginning of the response arrives. */
export const truncateResponse: NetworkFault = executeThen(respondWith(200, '{"ItemCollectionMetr'));

/** Runs a function before the call is executed. */
export const beforeExecution =
  (event: () => unknown): NetworkFault =>
  async (_call, send) => {
    await event();
    return send();
  };

/** Runs a function after the call was executed and before its response arrives. */
export const afterExecution =
  (event: () => unknown): NetworkFault =>
  async (_call, send) => {
    const { statusCode, ...response } = await send();
    const body = await readResponseText({ statusCode, ...response });
    await event();
    return createHttpResponse(statusCode, body);
  };

/** The call is executed with another token, because DynamoDB forgets a token after ten minutes. */
export const withRequestToken =
  (token: string): NetworkFault =>
  (_call, send) =>
    send({ ClientRequestToken: token });

/** DynamoDB returns all requested item keys as unprocessed. */
export const leaveUnprocessed: NetworkFault = async ({ input }) =>
  createHttpResponse(200, JSON.stringify({ Responses: {}, UnprocessedKeys: input.RequestItems }));

/** DynamoDB returns the item keys of these tables as unprocessed. */
export const leaveTablesUnprocessed =
  (...tables: string[]): NetworkFault =>
  async ({ input: { RequestItems } }, send) => {
    const entries = Object.entries(RequestItems);
    const unprocessed = entries.filter(([table]) => tables.includes(table));
    if (unprocessed.length === entries.length) return leaveUnprocessed({ input: { RequestItems } } as WireCall, send);
    const read = entries.filter(([table]) => !tables.includes(table));
    const response = JSON.parse(await readResponseText(await send({ RequestItems: Object.fromEntries(read) })));
    return createHttpResponse(200, JSON.stringify({ ...response, UnprocessedKeys: Object.fromEntries(unprocessed) }));
  };

/** A batch read that is not atomic: it reads one table, runs a function, and then reads the other tables. */
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

/** A delayed call: its sender loses the connection, and the call is executed when the test releases it. */
export class DelayedCall {
  call: WireCall | undefined;
  private send: ((input?: object) => Promise<HttpResponse>) | undefined;

  /** Delays the call into which it is injected. */
  readonly fault: NetworkFault = async (call, send) => {
    Object.assign(this, { call, send });
    return loseCall(call, send);
  };

  /** Executes the delayed call. @returns the name of DynamoDB's error, or 'done' */
  async release(changed?: object): Promise<string> {
    if (!this.send) throw new Error('No call was delayed.');
    const response = JSON.parse(await readResponseText(await this.send(changed)));
    return response.__type?.split('#').at(-1) ?? 'done';
  }
}

/** Returns the response of the first read again, whatever has changed since. */
export class StaleRead {
  private body: string | undefined;

  /** Forwards the first call. The later calls get its response. */
  readonly fault: NetworkFault = async (_call, send) => {
    this.body ??= await readResponseText(await send());
    return createHttpResponse(200, this.body);
  };
}

/** Holds calls until a number of them are in flight at the same time. */
export function createCallBarrier(count: number): NetworkFault {
  let arrived = 0;
  return async (_call, send) => {
    arrived += 1;
    while (arrived < count) await setImmediate();
    return send();
  };
}
