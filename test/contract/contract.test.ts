import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { endpoints } from '../../functions/endpoints.ts';
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
import { Scope } from '../../lib/contract/scope.ts';
import {
  AddonStatus,
  Porting,
  Sim,
  Subscription,
  SubscriptionAddon,
  SubscriptionStatus,
} from '../../lib/contract/subscription.ts';
import { expectContractResponse } from '../support/expect-contract.ts';

/** The table of errors as clients are told. */
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
  ],
  409: [
    'idempotency_key_mismatch',
    'idempotency_key_locked',
    'license_already_cancelled',
    'addon_already_cancelled',
    'product_offering_not_available',
    'license_type_mismatch',
    'assignment_mismatch',
  ],
  413: ['PAYLOAD_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  429: ['RATE_LIMIT_EXCEEDED'],
  500: ['INTERNAL_ERROR'],
  503: ['outcome_unknown', 'SERVICE_UNAVAILABLE'],
};
const errorCodes = Object.keys(errorCatalogue) as ErrorCode[];

describe('the errors', () => {
  it('are those of the table, each with its status', () => {
    const expected = Object.entries(documentedErrors).flatMap(([status, of]) => of.map(code => [code, Number(status)]));
    expect(Object.fromEntries(errorCodes.map(code => [code, errorCatalogue[code].status]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  it.each(errorCodes)('%s has the one body, with words for people that name nothing inside', code => {
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

  it('say when to come back where coming back helps', () => {
    const retried = errorCodes.filter(code => 'Retry-After' in buildErrorHeaders(code));
    expect(retried.sort()).toEqual(
      ['RATE_LIMIT_EXCEEDED', 'SERVICE_UNAVAILABLE', 'idempotency_key_locked', 'outcome_unknown'].sort(),
    );
    for (const code of retried) expect(Number(buildErrorHeaders(code)['Retry-After'])).toBeGreaterThan(0);
  });

  it('that are kept say that a new key is needed, and no others do', () => {
    expect(buildErrorBody('license_not_found', { isStored: true }).hint).toContain('use a new key');
    expect(buildErrorBody('license_not_found').hint).toBeUndefined();
  });

  it('of an operation are lower_snake, of the protocol UPPER_SNAKE or about its keys', () => {
    const ofOperations = endpoints.flatMap(endpoint => endpoint.errors);
    for (const code of ofOperations) expect(code).toMatch(/^[a-z]+(_[a-z]+)+$/);
    const rest = errorCodes.filter(code => !ofOperations.includes(code));
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
    it('names the parameters of its path, and these only', () => {
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(endpoint.pathParameters.shape)).toEqual(inPath);
    });

    it('takes a body if it is a command, and none if it is a read', () => {
      expect(endpoint.body !== undefined).toBe(isCommandEndpoint(endpoint));
      expect(endpoint.scope.endsWith(':write')).toBe(isCommandEndpoint(endpoint));
    });

    it('refuses what it does not know in path, query and body', () => {
      for (const schema of [endpoint.pathParameters, endpoint.query, endpoint.body]) {
        const issues = schema?.safeParse({ 'not known': ['x'] }).error?.issues ?? [];
        if (schema) expect(issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys' }));
      }
    });

    it('names each of its errors once', () => {
      expect(endpoint.errors).toHaveLength(new Set(endpoint.errors).size);
    });
  });

  it('between them may give every outcome there is', () => {
    const ofProtocol: ErrorCode[] = ['idempotency_key_mismatch', 'idempotency_key_locked', 'outcome_unknown'];
    const outcomes = errorCodes.filter(code => code === code.toLowerCase() && !ofProtocol.includes(code));
    expect([...new Set(endpoints.flatMap(endpoint => endpoint.errors))].sort()).toEqual(outcomes.sort());
  });
});

/** The fields of a schema, with a question mark where one may be missing. */
const listFields = (schema: z.ZodObject): string =>
  Object.entries(schema.shape)
    .map(([name, field]) => (field.safeParse(undefined).success ? `${name}?` : name))
    .join(' ');

describe('the resources', () => {
  it.each([
    [
      'License',
      License,
      'licenseId status type customer productOffering activatedAt? assignedTo? details? pendingStatus? scheduledChanges ' +
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
        'cancellationReason? addedAt updatedAt cancelledAt? metadata?',
    ],
    [
      'ProductOffering',
      ProductOffering,
      'productOfferingId name type licenseType? status cancellationSchedule price group?',
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

  it('never show PUK, PIN or IMSI', () => {
    const sim = { esim: false, iccid: '89490200001234567890' };
    for (const secret of ['puk', 'pin', 'imsi']) expect(Sim.safeParse({ ...sim, [secret]: '1' }).success).toBe(false);
  });

  it('are guarded by the scopes of the contract', () => {
    expect(Scope.options).toEqual([
      'licenses:read',
      'licenses:write',
      'subscriptions:read',
      'subscriptions:write',
      'product-offerings:read',
    ]);
  });
});

describe('the check that every answer of these tests goes through', () => {
  const [getLicense] = endpoints.filter(({ operation }) => operation === 'getLicense');
  const headers = { 'Content-Type': 'application/json', 'X-Request-Id': '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d' };
  const notFound = { status: 404, headers, json: buildErrorBody('license_not_found') };
  const check = (answer: object) => () => getLicense && expectContractResponse(getLicense, { ...notFound, ...answer });

  it('lets pass what is right', () => {
    expect(check({})).not.toThrow();
  });

  it.each([
    ['a status that is not that of the code', { status: 409 }],
    ['a code of another operation', { json: buildErrorBody('addon_not_found') }],
    ['a code of commands', { status: 409, json: buildErrorBody('idempotency_key_mismatch') }],
    ['an error with a field more', { json: { ...buildErrorBody('license_not_found'), stack: 'at …' } }],
    ['no media type', { headers: { 'X-Request-Id': headers['X-Request-Id'] } }],
    ['no request id', { headers: { 'Content-Type': 'application/json' } }],
    ['a request id of the gateway', { headers: { ...headers, 'X-Request-Id': 'of-the-gateway' } }],
    ['a header that nobody was told of', { headers: { ...headers, 'X-Powered-By': 'us' } }],
    ['a success of another form', { status: 200, json: { licenseId: 'license' } }],
  ])('finds %s', (_case, answer) => {
    expect(check(answer)).toThrow();
  });
});
