import { loopbackHeaders } from './dynamodb-target.ts';

/** What an engine said instead of an answer; its name is DynamoDB's. */
export class StreamApiError extends Error {
  override name = 'StreamRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * A call of DynamoDB's API of streams, to an engine on this machine. Nothing deployed makes one, there Lambda hands the records over;
 * so three calls by hand stand for one more client.
 *
 * @throws StreamRefused, and what `fetch` throws
 */
export async function callStreamApi<T>(url: string, operation: string, input: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `DynamoDBStreams_20120810.${operation}`,
      // No engine of this machine checks a signature, but one wants to see whose data is meant.
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
