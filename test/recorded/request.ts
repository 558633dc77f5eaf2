/** An API key of the recorded server. */
export type RecordedApiKeyName =
  | 'full'
  | 'second'
  | 'read'
  | 'write'
  | 'none'
  | 'revoked'
  | 'expired'
  | 'expiring'
  | 'wrongMode'
  | 'other'
  | 'billing'
  | 'live'
  | 'lost';

type HeaderPair = readonly [name: string, value: string];

/**
 * A request of the recording. `<key full>` stands for the text of an API key, and `<seat.licenseId>` for a value in the JSON
 * of the response that was saved under the name `seat`.
 */
export interface RecordedRequest {
  title: string;
  method: string;
  /** Path and query as sent. */
  target: string;
  headers: HeaderPair[];
  body: Buffer;
  /** The server's time when it is sent; a second after the previous request if absent. */
  at?: string | undefined;
  /** The name of its response, for references in later requests. */
  saveAs?: string | undefined;
  /** Sent unchanged instead of the fields above. */
  wire?: string;
}

export interface RequestOptions {
  /** The API key `full` if absent. Null sends no header. */
  apiKey?: RecordedApiKeyName | null;
  idempotencyKey?: string;
  headers?: HeaderPair[];
  /** `application/json` if absent. Null sends no header. */
  contentType?: string | null;
  at?: string;
  saveAs?: string;
}

/** Describes a request. @param body - an object is sent as JSON, a text or bytes as they are */
export function describeRequest(
  title: string,
  method: string,
  target: string,
  body?: object | string,
  options: RequestOptions = {},
): RecordedRequest {
  const { apiKey = 'full', idempotencyKey, contentType = 'application/json', headers = [], at, saveAs } = options;
  const all: HeaderPair[] = [...headers];
  if (apiKey !== null) all.push(['X-API-Key', `<key ${apiKey}>`]);
  if (idempotencyKey !== undefined) all.push(['X-Idempotency-Key', idempotencyKey]);
  if (body !== undefined && contentType !== null) all.push(['Content-Type', contentType]);
  return { title, method, target, headers: all, body: toBytes(body), at, saveAs };
}

export const describeGet = (title: string, target: string, options?: RequestOptions): RecordedRequest =>
  describeRequest(title, 'GET', target, undefined, options);

export const describePost = (
  title: string,
  target: string,
  body?: object | string,
  options?: RequestOptions,
): RecordedRequest => describeRequest(title, 'POST', target, body, options);

/** Describes a request that no HTTP client would send. */
export const describeWire = (title: string, wire: string): RecordedRequest => ({
  title,
  method: '',
  target: '',
  headers: [],
  body: Buffer.alloc(0),
  wire,
});

function toBytes(body: object | string | undefined): Buffer {
  if (body instanceof Buffer) return body;
  if (typeof body === 'object') return Buffer.from(JSON.stringify(body));
  return Buffer.from(body ?? '');
}
