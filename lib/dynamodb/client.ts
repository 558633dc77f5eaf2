import { text } from 'node:stream/consumers';
import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  CancellationReason,
  QueryInput,
  QueryOutput,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from '@aws-sdk/client-dynamodb';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, HttpRequest, HttpResponse, Provider, RequestSigner } from '@smithy/types';

/** What the store asks of DynamoDB. On the wire it is JSON of the SDK's shapes, but for binary values: the store has none. */
export interface Operations {
  BatchGetItem: { input: BatchGetItemInput; output: BatchGetItemOutput };
  Query: { input: QueryInput; output: QueryOutput };
  TransactWriteItems: { input: TransactWriteItemsInput; output: TransactWriteItemsOutput };
  UpdateItem: { input: UpdateItemInput; output: UpdateItemOutput };
}

export interface CallOptions {
  /** Ends the call, wherever it is. What is not sent by then never is. */
  abortSignal: AbortSignal;
  /** Called when the request is signed and about to leave. What it throws holds it back. */
  beforeSending(): void;
}

/**
 * DynamoDB over HTTP: one signed request per call, tried once.
 *
 * Through the SDK's own client the calls of a request, with nothing around them, take as long as the whole request does here
 * (docs/benchmarks.md, "the floor"). Its signature and its connections are what is used of it. It signs by the clock of this
 * process, as it is: DynamoDB refuses one that is wrong.
 */
export interface Client {
  /** @throws DynamoDBRefusal when DynamoDB answers, but not with success; any other error when no answer came, or not all of it */
  call<Name extends keyof Operations>(
    operation: Name,
    input: Operations[Name]['input'],
    options: CallOptions,
  ): Promise<Operations[Name]['output']>;
  /** Closes its connections. */
  destroy(): void;
}

/** What carries a request: the SDK's, or one that a test stands in its place. */
export interface HttpHandler {
  handle(request: HttpRequest, options: { abortSignal: AbortSignal }): Promise<{ response: HttpResponse }>;
  destroy?(): void;
}

export interface ClientSettings {
  /** `https://dynamodb.eu-central-1.amazonaws.com` */
  endpoint: string;
  signer: RequestSigner;
  requestHandler?: HttpHandler;
}

/** One call to DynamoDB may take this long. Shorter than any deadline, so that a hang leaves time to repeat. */
export const requestTimeoutMs = 2000;
/** Shorter again, so that a host that does not answer leaves time for another. */
export const connectionTimeoutMs = 1000;

export function createClient({ endpoint, signer, requestHandler = newHandler() }: ClientSettings): Client {
  const { protocol, hostname, port, host, pathname: path } = new URL(endpoint);
  const address = { method: 'POST', protocol, hostname, path, query: {}, ...(port && { port: Number(port) }) };

  const send = async (operation: string, input: object, { abortSignal, beforeSending }: CallOptions) => {
    const body = JSON.stringify(input);
    const headers = {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'connect-api',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    };
    const signed = await signer.sign({ ...address, headers, body });
    abortSignal.throwIfAborted();
    beforeSending();
    const { response } = await requestHandler.handle(signed, { abortSignal });
    const said = await text(response.body);
    if (response.statusCode === 200) return JSON.parse(said);
    throw refusalOf(response.statusCode, said);
  };

  return {
    call: (operation, input, options) => untilAborted(options.abortSignal, () => send(operation, input, options)),
    destroy() {
      requestHandler.destroy?.();
    },
  };
}

/** Credentials may never come, and a connection may end in ways of which its handler says nothing. */
function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

const newHandler = (): HttpHandler => new NodeHttpHandler({ connectionTimeout: connectionTimeoutMs });

/** Signs for DynamoDB in a region. */
export const signerOf = (
  region: string,
  credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>,
): RequestSigner => new SignatureV4({ service: 'dynamodb', region, credentials, sha256: Sha256 });

/**
 * The client of a function, with the credentials that Lambda or a person gives to this process.
 *
 * @throws an Error that names the variable that is missing or wrong
 */
export function clientFrom(environment: Record<string, string | undefined>): Client {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '', AWS_REGION: region } = environment;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new Error('The environment variable AWS_ENDPOINT_URL_DYNAMODB must hold the address of DynamoDB.');
  }
  if (!region) throw new Error('The environment variable AWS_REGION must hold the region of DynamoDB.');
  return createClient({ endpoint, signer: signerOf(region, defaultProvider()) });
}

/** DynamoDB's answer that is no success: `name` is that of its exception. */
export class DynamoDBRefusal extends Error {
  readonly status: number;
  /** Of a cancelled transaction, one per write. */
  readonly reasons: CancellationReason[];
  /** With a condition that failed outside of a transaction: what is there. */
  readonly item: CancellationReason['Item'];

  constructor(status: number, { __type, message, Message, CancellationReasons = [], Item }: RefusalJson) {
    super(message ?? Message ?? `DynamoDB answered with status ${status}.`);
    this.name = __type?.split('#').at(-1) ?? 'UnknownError';
    this.status = status;
    this.reasons = CancellationReasons.map(({ Code, Item }) => ({ Code, Item }));
    this.item = Item;
  }
}

interface RefusalJson {
  /** `com.amazonaws.dynamodb.v20120810#ValidationException` */
  __type?: string;
  message?: string;
  Message?: string;
  CancellationReasons?: CancellationReason[];
  Item?: CancellationReason['Item'];
}

/** What stands in between may answer, too, and not in JSON, or not as DynamoDB does: such an answer has no name. */
function refusalOf(status: number, said: string): DynamoDBRefusal {
  try {
    return new DynamoDBRefusal(status, JSON.parse(said));
  } catch (cause) {
    return Object.assign(new DynamoDBRefusal(status, {}), { cause });
  }
}
