import { type Endpoint, fillPath, isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import type { OperationExample } from '../examples.ts';

/** The request that a code sample sends. */
export interface SampleRequest {
  method: string;
  /** With values, and with the query. */
  path: string;
  body: object | undefined;
  /** True if an idempotency key is generated. */
  isCommand: boolean;
  /** The idempotency key whose stored response is read. */
  storedKey: string | undefined;
  needsApiKey: boolean;
}

export function toSampleRequest(
  endpoint: Endpoint,
  { path, query = {}, body, idempotencyKey }: OperationExample,
): SampleRequest {
  const encoded = Object.entries(path ?? {}).map(([name, value]) => [name, encodeURIComponent(value)]);
  const parameters = Object.entries(query).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const queryText = new URLSearchParams(parameters).toString();
  return {
    method: endpoint.method,
    path: `${fillPath(endpoint.path, Object.fromEntries(encoded))}${queryText && `?${queryText}`}`,
    body,
    isCommand: isCommandEndpoint(endpoint),
    storedKey: idempotencyKey,
    needsApiKey: endpoint.auth !== 'public',
  };
}

/** Says in each sample what the generated key is for. */
export const keyComment = 'Store the idempotency key with your data, and send it again with every retry.';

/** Removes empty lines at the beginning and doubled empty lines, which absent parts leave. */
export const tidyLines = (text: string): string =>
  `${text
    .replace(/^\n+/, '')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
