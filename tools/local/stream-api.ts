import { loopbackHeaders } from './dynamodb-target.ts';

/** An error response of an engine, with DynamoDB's error code. */
export class StreamApiError extends Error {
  override name = 'StreamApiError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * Calls the DynamoDB Streams API of a local engine. Deployed code never does, because Lambda passes the records to it. For three
 * operations, a function is simpler than another SDK client.
 *
 * @throws StreamApiError, and the errors of `fetch`
 */
export async function callStreamApi<T>(url: string, operation: string, input: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `DynamoDBStreams_20120810.${operation}`,
      // Local engines check no signature, but DynamoDB Local chooses the data by the access key.
      ...loopbackHeaders,
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(10_000),
  });
  const responseBody: unknown = await response.json();
  if (response.ok) return responseBody as T;
  const { __type = 'Unknown', message = '' } = responseBody as { __type?: string; message?: string };
  throw new StreamApiError(__type.split('#').at(-1) ?? __type, message);
}
