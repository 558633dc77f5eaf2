import type { Context } from 'aws-lambda';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { Scope } from '../../lib/contract/scope.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { buildStoredItem } from '../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { createRetryQuota } from '../../lib/dynamodb/retry-quota.ts';
import { createHandler, type EndpointHandler } from '../../lib/http/create-handler.ts';
import type { EventScheduler } from '../prove/simulation/event-scheduler.ts';
import { createApiEvent } from '../support/api-event.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { anOffering } from '../support/sample-facts.ts';
import type { ItemStore } from './item-store.ts';

/** One response as its client sees it, in simulated time. */
export interface ClientCall {
  tenantId: string;
  sentAt: number;
  ms: number;
  status: number;
}

type ClientOperation = 'createLicense' | 'getLicense' | 'listLicenses' | 'cancelLicense';

/** Kinds of calls, and how many of ten a client sends. A cancellation is scheduled for a later day. */
const callMix: ClientOperation[] = [
  ...['createLicense', 'createLicense', 'createLicense', 'cancelLicense'],
  ...['getLicense', 'getLicense', 'getLicense', 'getLicense', 'listLicenses', 'listLicenses'],
] as ClientOperation[];

export interface ScaleClientOptions {
  tenantId: string;
  scheduler: EventScheduler;
  dependencies: Dependencies;
  random(): number;
  onCall(call: ClientCall): void;
}

/** Day for which clients schedule cancellations. */
const cancelledOn = '2027-06-01';

/** A client of one tenant. It calls the deployed handlers at random times, without waiting for the last response. */
export class ScaleClient {
  private readonly options: ScaleClientOptions;
  private readonly handlers: Map<ClientOperation, EndpointHandler>;
  private readonly apiKey: string;
  private readonly licenseIds: string[] = [];
  private sentCount = 0;

  constructor(options: ScaleClientOptions, store: ItemStore) {
    this.options = options;
    const environment = {
      ...options.dependencies,
      ...{
        startInvocation: () => {},
        log: () => {},
        lastUses: undefined,
        tokens: undefined,
        retryQuota: createRetryQuota(),
      },
    };
    this.handlers = new Map(
      loadedEndpoints
        .filter(({ name }) => callMix.includes(name as ClientOperation))
        .map(({ name, endpoint, operation }) => [
          name as ClientOperation,
          createHandler(endpoint, operation, environment),
        ]),
    );
    this.apiKey = storeTenant(options.tenantId, options.random, store);
  }

  /** Sends calls at a mean rate until an instant. */
  run(perSecond: number, until: number): void {
    const { scheduler, random } = this.options;
    const at = scheduler.now - (Math.log(1 - random()) * 1000) / perSecond;
    if (at >= until) return;
    scheduler.schedule(at, () => {
      const operation = callMix[Math.floor(random() * callMix.length)] ?? 'getLicense';
      void this.send(operation);
      this.run(perSecond, until);
    });
  }

  private async send(picked: ClientOperation): Promise<void> {
    const { scheduler, tenantId, onCall, random } = this.options;
    const operation = this.licenseIds.length === 0 ? 'createLicense' : picked;
    const sentAt = scheduler.now;
    const licenseId = this.licenseIds[Math.floor(random() * this.licenseIds.length)] ?? '';
    const event = this.buildEvent(operation, licenseId);
    const context = { getRemainingTimeInMillis: () => 15_000 } as Context;
    const { statusCode, body } = (await this.handlers.get(operation)?.(event, context)) ?? { statusCode: 0, body: '' };
    if (operation === 'createLicense' && statusCode === 201) this.remember(JSON.parse(body).licenseId);
    onCall({ tenantId, sentAt, ms: scheduler.now - sentAt, status: statusCode });
  }

  /** Keeps the newest licenses. */
  private remember(licenseId: string): void {
    this.licenseIds.push(licenseId);
    if (this.licenseIds.length > 500) this.licenseIds.shift();
  }

  private buildEvent(operation: ClientOperation, licenseId: string) {
    this.sentCount += 1;
    const endpoint = loadedEndpoints.find(({ name }) => name === operation)?.endpoint;
    if (!endpoint) throw new Error(`There is no operation ${operation}.`);
    const body = {
      createLicense: { productOfferingId: 'offering', customerId: 'customer' },
      cancelLicense: { scheduledAt: cancelledOn },
      getLicense: undefined,
      listLicenses: undefined,
    }[operation];
    return createApiEvent(endpoint, {
      path: endpoint.path.includes('{licenseId}') ? { licenseId } : {},
      ...(operation === 'listLicenses' && { query: { limit: ['20'] } }),
      ...(body && { body: Buffer.from(JSON.stringify(body)) }),
      headers: {
        'X-API-Key': [this.apiKey],
        ...(body && {
          'Content-Type': ['application/json'],
          'X-Idempotency-Key': [`${this.options.tenantId}-${this.sentCount}`],
        }),
      },
    });
  }
}

/** Stores a tenant with one customer, one offering and one API key. @returns the text of the API key */
function storeTenant(tenantId: string, random: () => number, store: ItemStore): string {
  const tenant = { tenantId, mode: 'test', timeZone: 'UTC', billingManaged: false } as const;
  const stored = [
    [tenantRef(tenantId), tenant],
    [customerRef(tenantId, 'customer'), { customerId: 'customer', name: 'Ada Ltd' }],
    [productOfferingRef(tenantId, 'offering'), anOffering()],
  ] as const;
  for (const [ref, facts] of stored)
    store.put('connect', { ...buildStoredItem(ref, facts), version: 1, requestId: 'import' });
  const bytes = Buffer.from(Array.from({ length: 64 }, () => Math.floor(random() * 256)));
  const settings = { scopes: [...Scope.options], name: 'scale', createdAt: '2026-01-01T00:00:00.000Z' };
  const { text, apiKey } = generateApiKey(tenant, settings as never, bytes);
  store.put('apiKeys', { ...apiKey });
  return text;
}
