import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import type { PortalScope, Scope } from './scope.ts';
import type { ApiTag } from './tags.ts';

export type TableName = 'connect' | 'secrets' | 'idempotency' | 'apiKeys' | 'webhooks' | 'activity' | 'audit' | 'users';
export type TableAction = 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';
/** The indexes of the tables. `indexDefinitions` says which table has which. */
export type IndexName = 'byTenant' | 'byCustomer' | 'due' | 'byState';

/** The data that a function may access. All other access is denied. */
export interface DataAccess {
  /** The allowed actions by table. A `PutItem` in a transaction needs the permission `PutItem`. */
  access: Partial<Record<TableName, readonly TableAction[]>>;
  /** The indexes that it may query. */
  indexes?: readonly IndexName[];
}

/**
 * The contract of one operation, as data. Its route, function, permissions, documentation and tests are derived from it.
 * A command is an endpoint with another method than GET. It accepts an idempotency key.
 */
export interface Endpoint extends DataAccess {
  /** The name, such as `cancelLicense`. The folder is `functions/cancel-license/`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT';
  /** The path in the syntax of OpenAPI and API Gateway: `/licenses/{licenseId}`. */
  path: string;
  tag: ApiTag;
  /** One line. */
  summary: string;
  /** Behaviour that the fields of the request and the response do not show, in Markdown. */
  description: string;
  /**
   * The callers that are accepted. Absent: API keys and portal sessions. `portal`: portal sessions only. `sign-in`: people who have signed in, also
   * without a tenant. `public`: everybody.
   */
  auth?: 'portal' | 'sign-in' | 'public';
  /** Absent if every valid API key and every portal user may call it. */
  scope?: Scope | PortalScope;
  /** Present if the response contains personal data or secrets. Each call writes an audit item before its response. */
  isSensitive?: true;
  /** Present if the function sends messages to this queue. */
  sendsTo?: readonly ['webhookQueue'];
  /** Present if the operation reads the response that is stored under the idempotency key of the request. */
  readsRecord?: true;
  pathParameters: z.ZodObject;
  /** Every parameter can be repeated, so each field is the schema of an array of strings. */
  query: z.ZodObject;
  /** Absent if the operation has no request body. */
  body?: z.ZodObject;
  /** The description is `OK.` or `Created.` if absent. */
  success: { status: 200 | 201; schema: z.ZodType; description?: string };
  /** The errors of this operation, besides those that every operation has. */
  errors: readonly ErrorCode[];
}

/** An endpoint of the API, for API keys and portal sessions. */
export interface ApiEndpoint extends Endpoint {
  auth?: never;
  scope?: Scope;
}

/** An endpoint that only the portal has. */
export interface PortalEndpoint extends Endpoint {
  auth: 'portal' | 'sign-in';
}

/** An endpoint that needs no API key. */
export interface PublicEndpoint extends Endpoint {
  method: 'GET';
  auth: 'public';
}

/** A parsed request to an endpoint. An absent body is the empty object. */
export interface EndpointInput<E extends Endpoint> {
  path: z.infer<E['pathParameters']>;
  query: z.infer<E['query']>;
  body: E['body'] extends z.ZodObject ? z.infer<E['body']> : undefined;
  idempotencyKey: E extends { readsRecord: true } ? string : undefined;
}

export const isCommandEndpoint = (endpoint: Endpoint): boolean => endpoint.method !== 'GET';

/** The tables that a function may access: those of its operation, and the users, because every endpoint with a caller accepts portal sessions. */
export const listTableAccess = ({ auth, access }: Endpoint): DataAccess['access'] =>
  auth === 'public'
    ? access
    : { ...access, users: [...new Set<TableAction>(['BatchGetItem', ...(access.users ?? [])])] };

/** Returns the path with the values of its parameters. */
export const fillPath = (path: string, parameters: Record<string, unknown>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name]));

const requestErrors = [
  'VALIDATION_ERROR',
  'UNAUTHORIZED',
  'FORBIDDEN',
  // For a read, sent by the gateway alone.
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
  // For a read, sent by the gateway alone, which does not know the outcome either.
  'outcome_unknown',
] as const;

const commandErrors = [
  'MALFORMED_JSON',
  'UNSUPPORTED_MEDIA_TYPE',
  'idempotency_key_mismatch',
  'idempotency_key_locked',
] as const;

/** Lists every error that an endpoint can return. */
export const listEndpointErrors = (endpoint: Endpoint): readonly ErrorCode[] => [
  ...requestErrors.filter(code => {
    if (code === 'UNAUTHORIZED') return endpoint.auth !== 'public';
    return code !== 'FORBIDDEN' || endpoint.scope !== undefined || endpoint.readsRecord;
  }),
  ...(isCommandEndpoint(endpoint) ? commandErrors : []),
  ...endpoint.errors,
];
