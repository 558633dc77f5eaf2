import { randomUUID } from 'node:crypto';
import { endpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import type { License } from '../../lib/contract/license.ts';
import type { ProductOffering } from '../../lib/contract/product-offering.ts';
import type { Subscription, SubscriptionAddon } from '../../lib/contract/subscription.ts';
import type { Address } from './address.ts';
import { type HttpAnswer, HttpNoResponse, type HttpRequest, sendHttpRequest, type TimeLimits } from './exchange.ts';
import { type CallTrace, Unmet } from './unmet.ts';

/** What a list with pages answers. */
interface Page<T> {
  items: T[];
  pagination: { nextCursor: string | null };
}

/** What each operation answers when it succeeds. */
export interface OperationResults {
  createLicense: License;
  listLicenses: Page<License>;
  getLicense: License;
  cancelLicense: License;
  getSubscription: Subscription;
  listAddons: { items: SubscriptionAddon[] };
  cancelAddon: Subscription;
  listProductOfferings: Page<ProductOffering>;
  getProductOffering: ProductOffering;
}
export type SmokeOperation = keyof OperationResults;

export interface SmokeCall {
  path?: Record<string, string>;
  /** `?status=ACTIVE` */
  query?: string;
  /** Text is sent as it is. */
  body?: object | string;
  /** Absent: a fresh one with every command; null: none. */
  key?: string | null;
  /** Besides or instead of those that belong to the call; null leaves one out. */
  headers?: Record<string, string | null>;
}

/** An answer, whatever it is, and the call it is the answer to. */
export interface SmokeAnswer extends HttpAnswer {
  told: CallTrace;
  operation: SmokeOperation;
  call: SmokeCall;
}

/** Sends what a client of an API would. */
export class SmokeClient {
  readonly address: Address;
  /** The licenses that were made and are not known to have ended. */
  readonly live = new Set<string>();
  private readonly apiKey: string;
  private readonly limits: TimeLimits;

  constructor(address: Address, apiKey: string, limits: TimeLimits) {
    this.address = address;
    this.apiKey = apiKey;
    this.limits = limits;
  }

  /** @throws Unmet when no answer comes */
  async send(
    operation: SmokeOperation,
    { path = {}, query = '', body, key, headers = {} }: SmokeCall,
  ): Promise<SmokeAnswer> {
    const endpoint = endpointOf(operation);
    const sentKey = key === undefined && isCommandEndpoint(endpoint) ? `check-${randomUUID()}` : (key ?? null);
    const text = typeof body === 'object' ? JSON.stringify(body) : body;
    const all: Record<string, string | null> = {
      'X-API-Key': this.apiKey,
      'Content-Type': text === undefined ? null : 'application/json',
      'X-Idempotency-Key': sentKey,
      ...headers,
    };
    const answer = await this.exchanged(endpoint.path.replace(/\{(\w+)\}/g, (_, name) => path[name] ?? '') + query, {
      method: endpoint.method,
      headers: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
      body: text,
      repeatable: !isCommandEndpoint(endpoint) || sentKey !== null,
    });
    this.keepAccount(operation, answer);
    return {
      ...answer,
      operation,
      call: { path, query, headers, key: sentKey, ...(text !== undefined && { body: text }) },
    };
  }

  /** A request of no operation. */
  sendTo(method: string, path: string): Promise<HttpAnswer & { told: CallTrace }> {
    return this.exchanged(path, { method, headers: { 'X-API-Key': this.apiKey }, repeatable: true });
  }

  private async exchanged(path: string, request: Omit<HttpRequest, 'url'>): Promise<HttpAnswer & { told: CallTrace }> {
    const { origin, basePath } = this.address;
    const line = `${request.method} ${basePath}${path}`;
    try {
      const answer = await sendHttpRequest({ ...request, url: `${origin}${basePath}${path}` }, this.limits);
      const requestId = answer.headers.get('x-request-id') ?? undefined;
      return { ...answer, told: { line: `${line} → ${answer.status}`, requestId } };
    } catch (error) {
      if (error instanceof HttpNoResponse) throw new Unmet('an answer', error.message, { line });
      throw error;
    }
  }

  private keepAccount(operation: SmokeOperation, { status, json, headers, attempts }: HttpAnswer): void {
    const { licenseId, status: state } = (json ?? {}) as { licenseId?: unknown; status?: unknown };
    if (status >= 300 || typeof licenseId !== 'string') return;
    // The repeat of an old answer makes nothing; one that we were told to repeat is the only answer there is.
    const isNew = headers.get('idempotent-replayed') === null || attempts > 1;
    if (operation === 'createLicense' && isNew) this.live.add(licenseId);
    if (operation === 'cancelLicense' && state === 'CANCELLED') this.live.delete(licenseId);
  }
}

/** The contract of an operation. */
export function endpointOf(operation: SmokeOperation): Endpoint {
  const endpoint = endpoints.find(each => each.operation === operation);
  if (!endpoint) throw new Error(`There is no endpoint ${operation}.`);
  return endpoint;
}
