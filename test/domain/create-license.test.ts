import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../lib/contract/assignment.ts';
import { decideCreateLicense, type NewLicense } from '../../lib/domain/license.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import { anOffering, decisionTimeAt } from '../support/sample-facts.ts';

type Known = Parameters<typeof decideCreateLicense>[1];

const tenant: Tenant = { tenantId: 'tenant', mode: 'test', timeZone: 'UTC', billingManaged: false };
const customer = { customerId: 'customer', name: 'Ada Ltd' };
const group = { productOfferingGroupId: 'group', name: 'Telephony', category: 'VOICE' };
const offering = anOffering({ group, cancellationSchedule: 'NEXT_RENEWAL' });
const moment = decisionTimeAt('2024-01-15');

const decideCreation = (request: Partial<NewLicense> = {}, known: Partial<Known> = {}) =>
  decideCreateLicense(
    { productOfferingId: 'offering', customerId: 'customer', ...request },
    { tenant, customer, offering, assignee: undefined, ...known },
    'license',
    moment,
  );

describe('a new license', () => {
  it('copies the agreed terms, and only ID and name of its customer', () => {
    const known = { customer: { ...customer, email: 'ada@example.com' } };
    expect(decideCreation({}, known)).toEqual({
      licenseId: 'license',
      type: 'PBX',
      customer,
      productOffering: { productOfferingId: 'offering', name: 'Cloud PBX', price: offering.price, group },
      cancellationSchedule: 'NEXT_RENEWAL',
      createdAt: moment.now,
      changedAt: moment.now,
      starts: { on: '2024-01-15', at: moment.now, applied: true },
      assignedTo: undefined,
      metadata: undefined,
      commanded: { start: true, offering: true },
    });
  });

  it('starts on the requested date', () => {
    expect(decideCreation({ scheduledAt: '2024-01-16' })).toMatchObject({
      starts: { on: '2024-01-16', at: '2024-01-16T00:00:00.000Z' },
    });
    expect(decideCreation({ scheduledAt: '2024-01-15' })).toMatchObject({ starts: { at: moment.now, applied: true } });
  });

  it('has the metadata of the request without null values', () => {
    expect(decideCreation({ metadata: { orderId: 'A-1', note: null } })).toMatchObject({
      metadata: { orderId: 'A-1' },
    });
  });

  it('accepts the type of its offering', () => {
    expect(decideCreation({ type: 'PBX' })).toMatchObject({ type: 'PBX' });
  });
});

const assignments: [Assignment, string, object][] = [
  [{ type: 'SUBSCRIPTION', subscriptionId: 'a' }, 'subscription_not_found', { subscriptionDisplay: 'The first' }],
  [{ type: 'SUBSCRIBER', subscriberId: 'a' }, 'subscriber_not_found', { subscriberDisplay: 'The first' }],
  [{ type: 'USER', userId: 'a' }, 'user_not_found', { userDisplay: 'The first' }],
  [{ type: 'CUSTOMER', customerId: 'a' }, 'customer_not_found', { customerDisplay: 'The first' }],
];

describe.each(assignments)('assigned to $type', (assignedTo, notFound, display) => {
  it('contains its assignee with a display text', () => {
    const assignee = { customerId: 'customer', display: 'The first' };
    expect(decideCreation({ assignedTo }, { assignee })).toMatchObject({ assignedTo: { ...assignedTo, ...display } });
  });

  it('is not created for an unknown assignee', () => {
    expect(decideCreation({ assignedTo })).toEqual({ businessError: notFound });
  });

  it('is not created for an assignee of another customer', () => {
    const assignee = { customerId: 'another', display: 'The first' };
    expect(decideCreation({ assignedTo }, { assignee })).toEqual({ businessError: 'assignment_mismatch' });
  });
});

describe('no license is created', () => {
  it.each<[string, Partial<NewLicense>, Partial<Known>, string]>([
    ['for a customer who is not there', {}, { customer: undefined }, 'customer_not_found'],
    ['for an erased customer', {}, { customer: { ...customer, erased: true } }, 'customer_not_found'],
    ['from an offering that is not there', {}, { offering: undefined }, 'product_offering_not_found'],
    ['from an add-on', {}, { offering: { ...offering, type: 'SUBSCRIPTION_ADDON' } }, 'product_offering_not_available'],
    ['from what is archived', {}, { offering: { ...offering, status: 'ARCHIVED' } }, 'product_offering_not_available'],
    ['without a type', {}, { offering: { ...offering, licenseType: undefined } }, 'product_offering_not_available'],
    ['of another type', { type: 'FAX' }, {}, 'license_type_mismatch'],
  ])('%s', (_what, request, known, code) => {
    expect(decideCreation(request, known)).toEqual({ businessError: code });
  });

  it('if Seamless OS manages billing, whatever else is wrong', () => {
    const known = { tenant: { ...tenant, billingManaged: true }, customer: undefined };
    expect(decideCreation({ scheduledAt: '2024-01-14' }, known)).toEqual({ invalidRequest: 'billing_managed' });
  });

  it('for a past date, whether or not the customer exists', () => {
    expect(decideCreation({ scheduledAt: '2024-01-14' }, { customer: undefined })).toEqual({
      invalidRequest: 'VALIDATION_ERROR',
      details: [
        {
          code: 'INVALID_VALUE',
          property: 'scheduledAt',
          message: '2024-01-14 is in the past; today is 2024-01-15',
          suggestion: 'Omit the field, or send the date of today or a later day.',
        },
      ],
    });
  });
});
