import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from '@smithy/types';

/** One call to DynamoDB, as it goes over the wire. */
export interface WireCall {
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the body is DynamoDB's JSON, of every shape
  input: any;
}

/** Stands between the client and the engine: passes a call on, or not, and answers what it likes. */
export type Fault = (call: WireCall, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;

/** The HTTP handler of a client with every call recorded, and open to faults. */
export class Network {
  readonly calls: WireCall[] = [];
  private readonly faults: Fault[] = [];
  private readonly http = new NodeHttpHandler();

  /** The next calls meet these faults, one each, in this order; those after them pass. */
  next(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  reset(): void {
    this.calls.length = 0;
    this.faults.length = 0;
  }

  get operations(): string[] {
    return this.calls.map(call => call.operation);
  }

  get unmet(): number {
    return this.faults.length;
  }

  async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const call = { operation, input: JSON.parse(Buffer.from(request.body).toString()) };
    this.calls.push(call);
    const send = async () => (await this.http.handle(request as never, options as never)).response as HttpResponse;
    const fault = this.faults.shift();
    return { response: fault ? await fault(call, send) : await send() };
  }
}

const reply = (statusCode: number, body: string): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: new Blob([body]).stream(),
});

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

/** The call is carried out, but nobody hears of it. */
export const loseAnswer: Fault = async (_call, send) => {
  await send();
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** The call never arrives. */
export const loseCall: Fault = async () => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};

/** The call is carried out, and half of the answer arrives. */
export const cutAnswer: Fault = async (_call, send) => {
  await send();
  return reply(200, '{"ItemCollectionMetr');
};

/** Something happens before the call is carried out. */
export const after =
  (event: () => unknown): Fault =>
  async (_call, send) => {
    await event();
    return send();
  };

/** DynamoDB reads nothing of what was asked for, and says so. */
export const leaveUnprocessed: Fault = async ({ input }) =>
  reply(200, JSON.stringify({ Responses: {}, UnprocessedKeys: input.RequestItems }));
