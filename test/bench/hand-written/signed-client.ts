import { text } from 'node:stream/consumers';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CallOptions } from '../../../lib/dynamodb/client.ts';

/** A DynamoDB client that signs and sends JSON by itself. It shows what the SDK's client costs. */
export interface SignedClient {
  /** @throws SignedClientError if DynamoDB refused the request; any other error if no complete response arrived */
  call(operation: string, input: object, options: CallOptions): Promise<SignedClientOutput>;
}

type StoredItem = NonNullable<CancellationReason['Item']>;

interface SignedClientOutput {
  Responses?: Record<string, StoredItem[]>;
  Items?: StoredItem[];
  LastEvaluatedKey?: StoredItem;
}

export function createSignedClient({ AWS_ENDPOINT_URL_DYNAMODB, AWS_REGION }: NodeJS.ProcessEnv): SignedClient {
  const { protocol, hostname, port, host, pathname: path } = new URL(AWS_ENDPOINT_URL_DYNAMODB ?? '');
  const address = { method: 'POST', protocol, hostname, path, query: {}, ...(port && { port: Number(port) }) };
  const requestHandler = new NodeHttpHandler({ connectionTimeout: 1000 });
  const service = { service: 'dynamodb', region: AWS_REGION ?? '' };
  const signer = new SignatureV4({ ...service, credentials: defaultProvider(), sha256: Sha256 });

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
    const { response } = await requestHandler.handle(signed as never, { abortSignal });
    const responseText = await text(response.body);
    if (response.statusCode === 200) return JSON.parse(responseText);
    throw new SignedClientError(JSON.parse(responseText));
  };
  return {
    call: (operation, input, options) => rejectOnAbort(options.abortSignal, () => send(operation, input, options)),
  };
}

function rejectOnAbort<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    call()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

/** DynamoDB's refusal. */
export class SignedClientError extends Error {
  /** The cancellation reasons of a transaction, one per write. */
  readonly reasons: CancellationReason[];

  constructor({ __type = '', message, CancellationReasons = [] }: RefusalJson) {
    super(message);
    this.name = __type.split('#').at(-1) ?? '';
    this.reasons = CancellationReasons;
  }
}

interface RefusalJson {
  __type?: string;
  message?: string;
  CancellationReasons?: CancellationReason[];
}
