import type { components, portalComponents } from '../../../client/src/index.ts';

type ErrorContent = components['schemas']['Error'] | portalComponents['schemas']['Error'];

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
