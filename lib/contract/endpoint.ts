import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Scope } from './scope.ts';

export type TableName = 'connect' | 'idempotency' | 'apiKeys' | 'webhooks';
export type TableAction = 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem';
/** The indexes of the `connect` table. */
export type IndexName = 'byTenant' | 'byCustomer' | 'due';

/** What a function may touch, and nothing else. */
export interface DataAccess {
  /** Which actions on which tables. A `PutItem` inside a transaction counts as such. */
  access: Partial<Record<TableName, readonly TableAction[]>>;
  /** Which indexes it may query. */
  indexes?: readonly IndexName[];
}

/**
 * The contract of one operation: data from which its route, Lambda, permissions, documentation and tests are made.
 * A command is an endpoint that is not a GET; it takes an idempotency key.
 */
export interface Endpoint extends DataAccess {
  /** One name everywhere: `cancelLicense`, `functions/cancel-license/`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT';
  /** In the form of OpenAPI and API Gateway: `/licenses/{licenseId}`. */
  path: string;
  summary: string;
  scope: Scope;
  pathParameters: z.ZodObject;
  /** Every parameter may be repeated, so each schema is one of arrays of text. */
  query: z.ZodObject;
  /** Absent: the operation takes no body. */
  body?: z.ZodObject;
  success: { status: 200 | 201; schema: z.ZodType };
  /** What this operation may answer besides what every operation may. */
  errors: readonly ErrorCode[];
}

/** What a request to this endpoint holds once its parts are parsed. An absent body is the empty object. */
export interface EndpointInput<E extends Endpoint> {
  path: z.infer<E['pathParameters']>;
  query: z.infer<E['query']>;
  body: E['body'] extends z.ZodObject ? z.infer<E['body']> : undefined;
}

export const isCommandEndpoint = (endpoint: Endpoint): boolean => endpoint.method !== 'GET';

const requestErrors = [
  'VALIDATION_ERROR',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
  // Of a read, from the gateway alone: it cannot tell either.
  'outcome_unknown',
] as const;

const commandErrors = [
  'MALFORMED_JSON',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'idempotency_key_mismatch',
  'idempotency_key_locked',
] as const;

/** Every error that a request to this endpoint may be answered with. */
export const listEndpointErrors = (endpoint: Endpoint): readonly ErrorCode[] => [
  ...requestErrors,
  ...(isCommandEndpoint(endpoint) ? commandErrors : []),
  ...endpoint.errors,
];
