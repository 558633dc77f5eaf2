import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import {
  DynamoDBDocumentClient,
  type DynamoDBDocumentClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import type {
  AwsCredentialIdentity,
  Command,
  HttpHandlerOptions,
  HttpRequest,
  HttpResponse,
  Provider,
  RequestSigner,
  RetryStrategy,
} from '@smithy/types';
import { createTraceSender, type SendSubsegment } from '../observability/trace-sender.ts';
import { JsonProtocol } from './json-protocol.ts';
import { createTranslateConfig } from './marshall-item.ts';
import { Sha256Hash } from './sha256-hash.ts';
import { traceCalls } from './trace-calls.ts';

/** Time that one call to DynamoDB may take. It is shorter than any deadline, so that time for a retry is left. */
export const requestTimeoutMs = 2000;
/** Even shorter, so that time for another host is left. */
const connectionTimeoutMs = 1000;

/** Transport of the requests: the SDK's HTTP handler, or a test's. */
export interface HttpHandler {
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy?(): void;
}

export interface CallOptions {
  /** Ends the call in any phase. A request that was not sent before is never sent. */
  abortSignal: AbortSignal;
  /** Called when the request is signed and about to be sent. If it throws, the request is not sent. */
  beforeSending(): void;
}

/** Document client that makes one attempt per call and heeds {@link CallOptions}. */
export type SingleAttemptClient = DynamoDBDocumentClient & { readonly attempts: 1 };

export interface ClientSettings {
  /** `https://dynamodb.eu-central-1.amazonaws.com` */
  endpoint: string;
  region: string;
  credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
  /** Default: the SDK's signer. */
  signer?: RequestSigner;
  requestHandler?: HttpHandler;
  /** Absent where calls are not traced. */
  sendSubsegment?: SendSubsegment | undefined;
}

/**
 * Creates the client of the functions. It makes one attempt per call, and signs with the clock of this process as it is: DynamoDB
 * refuses the signature of a wrong clock, and at-most-once execution depends on that.
 */
export function createClient({
  endpoint,
  region,
  credentials,
  signer = new SignatureV4({ service: 'dynamodb', region, credentials, sha256: Sha256Hash }),
  requestHandler = new NodeHttpHandler({ connectionTimeout: connectionTimeoutMs }),
  sendSubsegment,
}: ClientSettings): SingleAttemptClient {
  const url = new URL(endpoint);
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials,
    requestHandler: checkBeforeSending(requestHandler),
    maxAttempts: 1,
    disableClockSkewCorrection: true,
    // CPU time that each setting saves, on Node 20 / Node 24 (docs/benchmarks.md, "The SDK's client"):
    protocol: JsonProtocol, // 110 / 34 µs per call
    retryStrategy: singleAttempt, // 71 / 26 µs per call
    signer, // 30 / 18 µs per call
    endpointProvider: () => ({ url }), // 13 / 2 µs per call, 0 / 0.9 ms at the start
    ...noLookups, // 20 / 4 µs per call, 0.7 / 2 ms at the start
  });
  for (const name of unusedMiddleware) client.middlewareStack.remove(name);
  if (sendSubsegment) traceCalls(client, sendSubsegment);
  return toSingleAttemptClient(client);
}

const singleAttempt: RetryStrategy = { retry: (next, request) => next(request) };

/** Settings that the SDK would otherwise look up in environment variables and configuration files. */
const noLookups = {
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  retryMode: 'standard',
  defaultsMode: 'standard',
} satisfies DynamoDBClientConfig;

/** Removing these saves 109 / 40 µs per call, and 1.7 / 3.1 ms at the start. */
const unusedMiddleware = [
  'loggerMiddleware',
  'recursionDetectionMiddleware',
  // `JsonProtocol` sets the headers of these.
  'getUserAgentMiddleware',
  'contentLengthMiddleware',
  'hostHeaderMiddleware',
];

/**
 * Creates the client of the functions from their environment variables, with the credentials of this process.
 *
 * @throws an Error that names the variable that is missing or invalid
 */
export function createClientFromEnvironment(environment: Record<string, string | undefined>): SingleAttemptClient {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '', AWS_REGION: region } = environment;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
    throw new Error('The environment variable AWS_ENDPOINT_URL_DYNAMODB must hold the address of DynamoDB.');
  }
  if (!region) throw new Error('The environment variable AWS_REGION must hold the region of DynamoDB.');
  const sendSubsegment = createTraceSender(environment);
  return createClient({ endpoint, region, credentials: defaultProvider(), sendSubsegment });
}

/**
 * Creates the client of the tools: the SDK determines the endpoint, the region and the credentials, makes
 * up to three attempts, and limits the time of each.
 */
export const createRetryingClient = (overrides: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  toDocumentClient(
    new DynamoDBClient({
      maxAttempts: 3,
      requestHandler: {
        requestTimeout: requestTimeoutMs,
        connectionTimeout: connectionTimeoutMs,
        throwOnRequestTimeout: true,
      },
      ...overrides,
    }),
  );

/** Creates a client that makes one attempt per call, with the endpoint, the credentials and the connections of another client. */
export function createSingleAttemptClient({ config }: DynamoDBDocumentClient): SingleAttemptClient {
  const { endpoint, region, credentials, requestHandler } = config;
  return toSingleAttemptClient(
    new DynamoDBClient({
      ...(endpoint && { endpoint }),
      region,
      credentials,
      requestHandler: checkBeforeSending(requestHandler),
      retryStrategy: singleAttempt,
      disableClockSkewCorrection: true,
    }),
  );
}

const toSingleAttemptClient = (client: DynamoDBClient): SingleAttemptClient =>
  Object.assign(toDocumentClient(client), { attempts: 1 } as const);

/** Wraps the last step of a call, which comes after signing. The SDK passes the options of a call on to it. */
const checkBeforeSending = (handler: HttpHandler) => ({
  async handle(request: HttpRequest, options: Partial<CallOptions> = {}) {
    options.abortSignal?.throwIfAborted();
    options.beforeSending?.();
    return handler.handle(request, options);
  },
  destroy: () => handler.destroy?.(),
});

function toDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  const documentClient = DynamoDBDocumentClient.from(client, createTranslateConfig());
  // The document client's own method closes no connection.
  return Object.assign(documentClient, { destroy: () => client.destroy() });
}

type DocumentCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Command<
  ServiceInputTypes,
  Input,
  ServiceOutputTypes,
  Output,
  DynamoDBDocumentClientResolvedConfig
>;

/**
 * Sends a command within the limits of the options.
 *
 * @throws DynamoDBServiceException if DynamoDB refused the request; any other error if no complete response arrived
 */
export function sendCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  client: SingleAttemptClient,
  command: DocumentCommand<Input, Output>,
  options: CallOptions,
): Promise<Output> {
  return rejectOnAbort(options.abortSignal, () => client.send(command, options));
}

/** The SDK does not limit the time for credentials, and a connection may hang in a way that its HTTP handler does not notice. */
function rejectOnAbort<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    call()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
