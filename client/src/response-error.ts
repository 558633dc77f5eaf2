import type { components } from './schema.ts';

/** An error response of the API, where a caller cannot get it as a value. */
export class ResponseError extends Error {
  override name = 'ResponseError';
  readonly status: number;
  /** The `X-Request-Id` of the response. */
  readonly requestId: string | undefined;
  readonly content: components['schemas']['ApiError'];

  constructor(content: components['schemas']['ApiError'], { status, headers }: Response) {
    super(`HTTP ${status} ${content.code}: ${content.message}`);
    this.content = content;
    this.status = status;
    this.requestId = headers.get('X-Request-Id') ?? undefined;
  }
}
