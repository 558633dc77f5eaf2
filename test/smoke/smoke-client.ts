import { randomUUID } from 'node:crypto';
import type { operations } from '../../client/src/schema.ts';
import { endpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import type { ApiAddress } from './api-address.ts';
import {
  ConnectionError,
  type SmokeHttpResponse,
  type SmokeRequest,
  sendSmokeRequest,
  type TimeLimits,
} from './http-client.ts';

export type SmokeOperation = keyof operations;

export interface SmokeCall {
  path?: Record<string, string>;
  /** For example `?status=ACTIVE`. */
  query?: string;
  /** Text is sent unchanged. */
  body?: object | string;
  /** The idempotency key. Absent: a new one with every command; null: none. */
  key?: string | null;
  /** Added to the headers of the call, or replacing them; null omits one. */
  headers?: Record<string, string | null>;
}

/** One call, in the form in which a person looks for it in a log. */
export interface CallTrace {
  /** `POST /licenses → 201` */
  line: string;
  requestId?: string | undefined;
}

export interface TracedResponse extends SmokeHttpResponse {
  trace: CallTrace;
}

/** Any response of an operation, together with the call. */
export interface OperationResponse extends TracedResponse {
  operation: SmokeOperation;
  call: SmokeCall;
}

/** Sends requests to an API like any client, and keeps account of the licenses that they create. */
export class SmokeClient {
  readonly address: ApiAddress;
  /** The licenses that were created and not yet cancelled. */
  readonly createdLicenses = new Set<string>();
  /** The call that ended last, also if it got no response. */
  lastCall: CallTrace | undefined;
  private readonly apiKey: string;
  private readonly limits: TimeLimits;

  constructor(address: ApiAddress, apiKey: string, limits: TimeLimits) {
    this.address = address;
    this.apiKey = apiKey;
    this.limits = limits;
  }

  /** @throws ConnectionError */
  async send(operation: SmokeOperation, call: SmokeCall): Promise<OperationResponse> {
    const { path = {}, query = '', body, key, headers = {} } = call;
    const endpoint = findEndpoint(operation);
    const sentKey = key === undefined && isCommandEndpoint(endpoint) ? `check-${randomUUID()}` : (key ?? null);
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const sentHeaders: Record<string, string | null> = {
      'X-API-Key': this.apiKey,
      'Content-Type': text === undefined ? null : 'application/json',
      'X-Idempotency-Key': sentKey,
      ...headers,
    };
    const target = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ''));
    const response = await this.request(target + query, {
      method: endpoint.method,
      headers: omitNullValues(sentHeaders),
      body: text,
      repeatable: !isCommandEndpoint(endpoint) || sentKey !== null,
    });
    this.recordLicense(operation, response);
    return {
      ...response,
      operation,
      call: { path, query, headers, key: sentKey, ...(text !== undefined && { body: text }) },
    };
  }

  /** Sends a request to any path, also one without an operation. */
  sendTo(method: string, path: string): Promise<TracedResponse> {
    return this.request(path, { method, headers: { 'X-API-Key': this.apiKey }, repeatable: true });
  }

  private async request(path: string, request: Omit<SmokeRequest, 'url'>): Promise<TracedResponse> {
    const { origin, basePath } = this.address;
    const line = `${request.method} ${basePath}${path}`;
    this.lastCall = { line };
    const response = await sendSmokeRequest({ ...request, url: `${origin}${basePath}${path}` }, this.limits).catch(
      (error: unknown) => {
        if (error instanceof ConnectionError) this.lastCall = { line };
        throw error;
      },
    );
    const requestId = response.headers.get('x-request-id') ?? undefined;
    const trace = { line: `${line} → ${response.status}`, requestId };
    this.lastCall = trace;
    return { ...response, trace };
  }

  private recordLicense(operation: SmokeOperation, { status, json, headers, attempts }: SmokeHttpResponse): void {
    const { licenseId, status: licenseStatus } = (json ?? {}) as { licenseId?: unknown; status?: unknown };
    if (status >= 300 || typeof licenseId !== 'string') return;
    // A replay creates nothing, except after a retry, where the replay is the only response that arrived.
    const isNew = headers.get('idempotent-replayed') === null || attempts > 1;
    if (operation === 'createLicense' && isNew) this.createdLicenses.add(licenseId);
    if (operation === 'cancelLicense' && licenseStatus === 'CANCELLED') this.createdLicenses.delete(licenseId);
  }
}

/** The contract of an operation. */
export function findEndpoint(operation: SmokeOperation): Endpoint {
  const endpoint = endpoints.find(each => each.operation === operation);
  if (!endpoint) throw new Error(`functions/endpoints.ts has no endpoint ${operation}.`);
  return endpoint;
}

const omitNullValues = (headers: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
