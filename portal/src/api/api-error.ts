import type { components, portalComponents } from '../../../client/src/index.ts';

type ErrorContent = components['schemas']['ApiError'] | portalComponents['schemas']['ApiError'];

/** An error response of the API. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly requestId: string | undefined;
  readonly content: ErrorContent;

  constructor(content: ErrorContent, { status, headers }: Response) {
    super(content.message);
    this.content = content;
    this.status = status;
    this.requestId = headers.get('X-Request-Id') ?? undefined;
  }
}

/** The outcome of a call of the typed client. */
export interface ApiOutcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Returns the data of a call. @throws ApiError */
export async function readData<Data>(call: Promise<ApiOutcome<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (error !== undefined || data === undefined || data === null) throw new ApiError(error as ErrorContent, response);
  return data;
}
/** Returns the message about one property of the input. */
export function findPropertyError(error: unknown, property: string): string | undefined {
  if (error instanceof InputError) return error.property === property ? error.message : undefined;
  if (!(error instanceof ApiError)) return undefined;
  return error.content.details?.find(detail => detail.property === property)?.message;
}

/**
 * Decides whether it is unknown if a command was carried out, or whether the same command can succeed later. Then it must be repeated with the same
 * idempotency key. All other responses are final.
 */
export function isRepeatable(error: unknown): boolean {
  if (error instanceof InputError) return false;
  if (!(error instanceof ApiError)) return true;
  return [401, 429].includes(error.status) || error.status >= 500 || error.content.code === 'idempotency_key_locked';
}

/** An input that is refused before anything is sent. */
export class InputError extends Error {
  override name = 'InputError';
  readonly property: string;

  constructor(property: string, message: string) {
    super(message);
    this.property = property;
  }
}
