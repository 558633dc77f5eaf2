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
export type Fault = (call: WireCall, send: (input?: object) => Promise<HttpResponse>) => Promise<HttpResponse>;

/** The HTTP handler of a client with every call recorded, and open to faults. */
export class Network {
  readonly calls: WireCall[] = [];
  private readonly faults: Fault[] = [];
  private readonly faultsOf = new Map<string, Fault[]>();
  private readonly lasting = new Map<string, Fault>();
  private readonly http = new NodeHttpHandler();

  /** The next calls meet these faults, one each, in this order; those after them pass. */
  next(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  /** The next calls of an operation meet these faults. */
  nextOf(operation: string, ...faults: Fault[]): void {
    this.faultsOf.set(operation, [...(this.faultsOf.get(operation) ?? []), ...faults]);
  }

  /** Every call of an operation meets this fault, once those that were told apart are met. */
  always(operation: string, fault: Fault): void {
    this.lasting.set(operation, fault);
  }

  reset(): void {
    this.calls.length = 0;
    this.heal();
  }

  /** From now on every call passes. */
  heal(): void {
    this.faults.length = 0;
    this.faultsOf.clear();
    this.lasting.clear();
  }

  get operations(): string[] {
    return this.calls.map(call => call.operation);
  }

  /** The transactions that were sent. */
  get commits(): WireCall[] {
    return this.calls.filter(call => call.operation === 'TransactWriteItems');
  }

  get unmet(): number {
    return this.faults.length + [...this.faultsOf.values()].flat().length;
  }

  async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const input = JSON.parse(request.body);
    const call = { operation, input, signedAt: request.headers['x-amz-date'] ?? '' };
    this.calls.push(call);
    const fault = this.faults.shift() ?? this.faultsOf.get(operation)?.shift() ?? this.lasting.get(operation) ?? pass;
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

export const reply = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: new Blob([body]).stream(),
});

/** The body of an answer. Reading it also gives its connection back. */
export async function textOf({ body }: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export const pass: Fault = (_call, send) => send();

/** DynamoDB refuses by name. */
export const refuse =
  (name: string, more: object = {}, status = 400): Fault =>
  async () =>
    reply(status, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more }));

/** DynamoDB cancels the transaction for these reasons, one per write. */
export const cancel = (...codes: (string | { Code: string; Item?: object })[]): Fault =>
  refuse('TransactionCanceledException', {
    CancellationReasons: codes.map(code => (typeof code === 'string' ? { Code: code } : code)),
  });

/** Something answers that is not DynamoDB, or not all of it. */
export const respond =
  (status: number, body: string): Fault =>
  async () =>
    reply(status, body);

/** The call never arrives. */
export const loseCall: Fault = async () => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** No answer comes in time. */
export const timeOut: Fault = async () => {
  throw Object.assign(new Error('a request has exceeded the configured 2000 ms'), { name: 'TimeoutError' });
};

/** The call is carried out, but what the client gets is this. */
export const doneBut =
  (fault: Fault): Fault =>
  async (call, send) => {
    await textOf(await send());
    return fault(call, send);
  };

/** The call is carried out, but nobody hears of it. */
export const loseAnswer: Fault = doneBut(loseCall);

/** The call is carried out, and half of the answer arrives. */
export const cutAnswer: Fault = doneBut(respond(200, '{"ItemCollectionMetr'));

/** Something happens before the call is carried out. */
export const onArrival =
  (event: () => unknown): Fault =>
  async (_call, send) => {
    await event();
    return send();
  };

/** Something happens after the call was carried out, before its answer arrives. */
export const onAnswer =
  (event: () => unknown): Fault =>
  async (_call, send) => {
    const { statusCode, ...response } = await send();
    const body = await textOf({ statusCode, ...response });
    await event();
    return reply(statusCode, body);
  };

/** The call is carried out under another token: DynamoDB has forgotten the first one after ten minutes. */
export const withToken =
  (token: string): Fault =>
  (_call, send) =>
    send({ ClientRequestToken: token });

/** DynamoDB reads nothing of what was asked for, and says so. */
export const leaveUnprocessed: Fault = async ({ input }) =>
  reply(200, JSON.stringify({ Responses: {}, UnprocessedKeys: input.RequestItems }));

/** DynamoDB reads nothing of these tables, and says so. */
export const leaveTables =
  (...tables: string[]): Fault =>
  async ({ input: { RequestItems } }, send) => {
    const entries = Object.entries(RequestItems);
    const left = entries.filter(([table]) => tables.includes(table));
    if (left.length === entries.length) return leaveUnprocessed({ input: { RequestItems } } as WireCall, send);
    const read = entries.filter(([table]) => !tables.includes(table));
    const answer = JSON.parse(await textOf(await send({ RequestItems: Object.fromEntries(read) })));
    return reply(200, JSON.stringify({ ...answer, UnprocessedKeys: Object.fromEntries(left) }));
  };

/** A batch read is not atomic: it sees one table, something happens, and it sees the others. */
export const tear =
  (firstTable: string, event: () => unknown): Fault =>
  async (call, send) => {
    const read = async (entries: [string, unknown][]) =>
      JSON.parse(await textOf(await send({ RequestItems: Object.fromEntries(entries) })));
    const entries = Object.entries<unknown>(call.input.RequestItems);
    const first = await read(entries.filter(([table]) => table === firstTable));
    await event();
    const rest = await read(entries.filter(([table]) => table !== firstTable));
    return reply(200, JSON.stringify({ Responses: { ...first.Responses, ...rest.Responses }, UnprocessedKeys: {} }));
  };

/** A call that is on its way: its sender loses sight of it, and it is carried out when it is released. */
export class Parked {
  call: WireCall | undefined;
  private send: ((input?: object) => Promise<HttpResponse>) | undefined;

  /** Parks the call that meets it. */
  readonly fault: Fault = async (call, send) => {
    Object.assign(this, { call, send });
    return loseCall(call, send);
  };

  /** @returns the name of what DynamoDB says to it */
  async release(changed?: object): Promise<string> {
    if (!this.send) throw new Error('Nothing was parked.');
    const answer = JSON.parse(await textOf(await this.send(changed)));
    return answer.__type?.split('#').at(-1) ?? 'done';
  }
}

/** What was read once is read again, whatever has changed since. */
export class Stale {
  private body: string | undefined;

  /** The first call that meets it passes; the others get its answer. */
  readonly fault: Fault = async (_call, send) => {
    this.body ??= await textOf(await send());
    return reply(200, this.body);
  };
}

/** Holds calls until so many of them are under way at once, or for ever. */
export function meetingOf(count: number): Fault {
  let arrived = 0;
  return async (_call, send) => {
    arrived += 1;
    while (arrived < count) await setImmediate();
    return send();
  };
}
