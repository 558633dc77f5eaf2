import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { allEndpoints, endpoints } from '../../functions/endpoints.ts';
import { EmbeddedCustomer } from '../../lib/contract/customer.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import {
  buildErrorBody,
  buildErrorHeaders,
  ErrorBody,
  type ErrorCode,
  errorCatalogue,
} from '../../lib/contract/errors.ts';
import { License, LicenseStatus } from '../../lib/contract/license.ts';
import {
  BillingCycle,
  EmbeddedProductOffering,
  Price,
  ProductOffering,
  ProductOfferingGroup,
} from '../../lib/contract/product-offering.ts';
import { commonResponseHeaders } from '../../lib/contract/response-headers.ts';
import { Scope } from '../../lib/contract/scope.ts';
import {
  AddonStatus,
  Porting,
  Sim,
  Subscription,
  SubscriptionAddon,
  SubscriptionStatus,
} from '../../lib/contract/subscription.ts';
import { listEndpointGaps } from '../../tools/new/endpoint-gaps.ts';
import { expectContractResponse } from '../support/expect-contract.ts';

/** The error codes of the public contract by status. */
const documentedErrors: Record<number, string[]> = {
  400: ['VALIDATION_ERROR', 'MALFORMED_JSON'],
  401: ['UNAUTHORIZED'],
  403: ['FORBIDDEN', 'billing_managed'],
  404: [
    'NOT_FOUND',
    'license_not_found',
    'subscription_not_found',
    'addon_not_found',
    'customer_not_found',
    'product_offering_not_found',
    'subscriber_not_found',
    'user_not_found',
    'idempotency_key_not_found',
    'event_not_found',
    'sim_not_found',
    'sim_codes_not_found',
    'porting_not_found',
    'order_not_found',
    'api_key_not_found',
    'request_not_found',
    'invitation_not_found',
    'webhook_endpoint_not_found',
  ],
  405: ['METHOD_NOT_ALLOWED'],
  409: [
    'idempotency_key_mismatch',
    'idempotency_key_locked',
    'license_already_cancelled',
    'addon_already_cancelled',
    'product_offering_not_available',
    'license_type_mismatch',
    'assignment_mismatch',
    'addon_exists',
    'addon_limit_reached',
    'addon_not_offered',
    'addon_expiring',
    'subscription_blocked',
    'subscription_already_cancelled',
    'order_invalid',
    'order_not_changeable',
    'order_expired',
    'nothing_scheduled',
    'license_blocked',
    'license_ending',
    'product_offering_unchanged',
    'product_offering_change_not_allowed',
    'api_key_ended',
    'user_exists',
    'last_owner',
    'webhook_endpoint_exists',
    'too_many_webhook_endpoints',
    'webhook_endpoint_disabled',
    'rotation_in_progress',
  ],
  413: ['PAYLOAD_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  429: ['RATE_LIMIT_EXCEEDED'],
  500: ['INTERNAL_ERROR'],
  503: ['outcome_unknown', 'SERVICE_UNAVAILABLE'],
};
const errorCodes = Object.keys(errorCatalogue) as ErrorCode[];

describe('the errors', () => {
  it('are the documented ones, each with its status', () => {
    const expected = Object.entries(documentedErrors).flatMap(([status, of]) => of.map(code => [code, Number(status)]));
    expect(Object.fromEntries(errorCodes.map(code => [code, errorCatalogue[code].status]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  it.each(errorCodes)('%s has the common body, and its texts name no internals', code => {
    for (const isStored of [false, true]) {
      const body = buildErrorBody(code, {
        isStored,
        details: [{ message: 'm', code: 'INVALID_VALUE', property: 'p' }],
      });
      expect(ErrorBody.parse(body)).toEqual(body);
      expect(body.message).toMatch(/^[A-Z].*\.$/);
      expect(JSON.stringify(body)).not.toMatch(/dynamo|table|lambda|stack|exception/i);
    }
    expect(buildErrorBody(code)).not.toHaveProperty('details');
  });

  it('have Retry-After if a retry can succeed', () => {
    const retried = errorCodes.filter(code => 'Retry-After' in buildErrorHeaders(code));
    expect(retried.sort()).toEqual(
      ['RATE_LIMIT_EXCEEDED', 'SERVICE_UNAVAILABLE', 'idempotency_key_locked', 'outcome_unknown'].sort(),
    );
    for (const code of retried) expect(Number(buildErrorHeaders(code)['Retry-After'])).toBeGreaterThan(0);
  });

  it('ask for a new idempotency key only if they are stored', () => {
    expect(buildErrorBody('license_not_found', { isStored: true }).hint).toContain('use a new key');
    expect(buildErrorBody('license_not_found').hint).toBeUndefined();
  });

  it('of operations are in lower_snake; those of the protocol are in UPPER_SNAKE or concern idempotency', () => {
    const operationErrors = allEndpoints.flatMap(endpoint => endpoint.errors);
    for (const code of operationErrors) expect(code).toMatch(/^[a-z]+(_[a-z]+)+$/);
    const rest = errorCodes.filter(code => !operationErrors.includes(code));
    expect(rest.filter(code => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([
      'idempotency_key_mismatch',
      'idempotency_key_locked',
      'outcome_unknown',
    ]);
  });
});

describe('the endpoints', () => {
  it('have unique names and routes', () => {
    const routes = endpoints.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(routes).size).toBe(endpoints.length);
    expect(new Set(endpoints.map(({ operation }) => operation)).size).toBe(endpoints.length);
  });

  describe.each(endpoints)('$operation', endpoint => {
    it('is complete', () => {
      expect(listEndpointGaps(endpoint)).toEqual([]);
    });

    it('has a schema for exactly the parameters of its path', () => {
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(endpoint.pathParameters.shape)).toEqual(inPath);
    });

    it('has a body if it is a command, and none if it is a read', () => {
      expect(endpoint.body !== undefined).toBe(isCommandEndpoint(endpoint));
      if (endpoint.scope) expect(endpoint.scope.endsWith(':write')).toBe(isCommandEndpoint(endpoint));
    });

    it('rejects unknown names in path, query and body', () => {
      for (const schema of [endpoint.pathParameters, endpoint.query, endpoint.body]) {
        const issues = schema?.safeParse({ unknown: ['x'] }).error?.issues ?? [];
        if (schema) expect(issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys' }));
      }
    });

    it('lists each of its errors once', () => {
      expect(endpoint.errors).toHaveLength(new Set(endpoint.errors).size);
    });
  });

  it('use every outcome in the error catalogue', () => {
    const protocolErrors: ErrorCode[] = ['idempotency_key_mismatch', 'idempotency_key_locked', 'outcome_unknown'];
    const outcomes = errorCodes.filter(code => code === code.toLowerCase() && !protocolErrors.includes(code));
    expect([...new Set(allEndpoints.flatMap(endpoint => endpoint.errors))].sort()).toEqual(outcomes.sort());
  });
});

/** Lists the fields of a schema, with a question mark after each optional one. */
const listFields = (schema: z.ZodObject): string =>
  Object.entries(schema.shape)
    .map(([name, field]) => (field.safeParse(undefined).success ? `${name}?` : name))
    .join(' ');

describe('the resources', () => {
  it.each([
    [
      'License',
      License,
      'licenseId status type customer productOffering activatedAt? boundUntil? assignedTo? details? pendingStatus? scheduledChanges ' +
        'pendingProductOffering? cancelledAt? pausedAt? metadata?',
    ],
    [
      'Subscription',
      Subscription,
      'subscriptionId status type display msisdn customer productOffering? sim activatedAt? createdAt updatedAt referenceId? ' +
        'subscriber? extensions? pendingMsisdn? pendingStatus? pendingProductOffering? porting? cancelledAt? metadata? addons',
    ],
    [
      'SubscriptionAddon',
      SubscriptionAddon,
      'subscriptionAddonId subscriptionId status productOffering group? referenceId? pendingStatus? scheduledChanges ' +
        'boundUntil? cancellationReason? addedAt updatedAt cancelledAt? metadata?',
    ],
    [
      'ProductOffering',
      ProductOffering,
      'productOfferingId name type licenseType? status cancellationSchedule price group? changeOptions? addonOfferings? ' +
        'validityDays?',
    ],
    ['customer', EmbeddedCustomer, 'customerId name'],
    ['productOffering', EmbeddedProductOffering, 'productOfferingId name price group?'],
    ['price', Price, 'currency priceType netPrice? discount? boundMonths? billingCycle?'],
    ['billingCycle', BillingCycle, 'period interval'],
    ['group', ProductOfferingGroup, 'productOfferingGroupId name category description?'],
    ['sim', Sim, 'esim imei? iccid'],
    ['porting', Porting, 'status direction msisdn scheduledAt?'],
  ])('%s has the fields of the contract', (_name, schema, fields) => {
    expect(listFields(schema)).toBe(fields);
  });

  it('have the statuses of the contract', () => {
    expect(LicenseStatus.options).toEqual(['PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED', 'BLOCKED']);
    expect(SubscriptionStatus.options.toSorted()).toEqual(['ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED', 'PENDING']);
    expect(AddonStatus.options).toEqual(['PENDING', 'ACTIVE', 'CANCELLED', 'EXPIRED']);
  });

  it('never include PUK, PIN or IMSI', () => {
    const sim = { esim: false, iccid: '89490200001234567890' };
    for (const secret of ['puk', 'pin', 'imsi']) expect(Sim.safeParse({ ...sim, [secret]: '1' }).success).toBe(false);
  });

  it('need the scopes of the contract', () => {
    expect(Scope.options).toEqual(
      expect.arrayContaining([
        'licenses:read',
        'licenses:write',
        'subscriptions:read',
        'subscriptions:write',
        'product-offerings:read',
      ]),
    );
  });
});

describe('the check of every response in the tests', () => {
  const [getLicense] = endpoints.filter(({ operation }) => operation === 'getLicense');
  const headers = {
    'Content-Type': 'application/json',
    'X-Request-Id': '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d',
    ...commonResponseHeaders,
  };
  const notFound = { status: 404, headers, json: buildErrorBody('license_not_found') };
  const check = (response: object) => () =>
    getLicense && expectContractResponse(getLicense, { ...notFound, ...response });

  it('accepts a correct response', () => {
    expect(check({})).not.toThrow();
  });

  it.each([
    ['a status that does not belong to the code', { status: 409 }],
    ['a code of another operation', { json: buildErrorBody('addon_not_found') }],
    ['a code of commands', { status: 409, json: buildErrorBody('idempotency_key_mismatch') }],
    ['an error with an additional field', { json: { ...buildErrorBody('license_not_found'), stack: 'at …' } }],
    ['no media type', { headers: { 'X-Request-Id': headers['X-Request-Id'] } }],
    ['a response that may be cached', { headers: { ...headers, 'Cache-Control': 'max-age=60' } }],
    ['no request ID', { headers: { 'Content-Type': 'application/json' } }],
    ['a request ID of the gateway', { headers: { ...headers, 'X-Request-Id': 'of-the-gateway' } }],
    ['an undocumented header', { headers: { ...headers, 'X-Powered-By': 'us' } }],
    ['a success with another schema', { status: 200, json: { licenseId: 'license' } }],
  ])('rejects %s', (_case, response) => {
    expect(check(response)).toThrow();
  });
});
