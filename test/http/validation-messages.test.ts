import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { endpoint as cancelAddon } from '../../functions/cancel-addon/endpoint.ts';
import { endpoint as createLicense } from '../../functions/create-license/endpoint.ts';
import { endpoint as listAddons } from '../../functions/list-addons/endpoint.ts';
import { ScheduledDate } from '../../lib/contract/field-types.ts';
import { toErrorDetails } from '../../lib/contract/validation-errors.ts';

const order = { productOfferingId: 'offering', customerId: 'customer' };

const wrong = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error ? toErrorDetails(error, input) : [];
};

describe('validation errors are explained', () => {
  it.each([
    [{}, 'productOfferingId is required', 'customerId is required'],
    [{ ...order, customerId: 5 }, 'customerId must be of type string'],
    [
      { ...order, customerId: 'a b' },
      'customerId must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -, or rid_ and a referenceId of 1 to 255 characters ' +
        'without control characters',
    ],
    [
      { ...order, productOfferingId: 'a b' },
      'productOfferingId must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -',
    ],
    [{ ...order, type: '' }, 'type must not be empty'],
    [{ ...order, type: 'x'.repeat(65) }, 'type must be at most 64 characters'],
    [{ ...order, type: 'a\0' }, 'type must be well-formed Unicode without NUL characters'],
    [{ ...order, scheduledAt: '1 March' }, 'scheduledAt must be a date in the format YYYY-MM-DD'],
    [{ ...order, scheduledAt: '2024-02-30' }, 'scheduledAt is not an existing date'],
    [{ ...order, scheduledAt: '9999-01-01' }, 'scheduledAt must be in the years 2000 to 2200'],
    [{ ...order, metadata: [] }, 'metadata must be a JSON object'],
    [{ ...order, metadata: { '': 1 } }, 'metadata has an empty key'],
    [{ ...order, assignedTo: {} }, 'assignedTo.type is required'],
    [
      { ...order, assignedTo: { type: 'DEVICE' } },
      'assignedTo.type must be one of SUBSCRIPTION, SUBSCRIBER, USER, CUSTOMER',
    ],
    [{ ...order, scheduldAt: '2024-03-01' }, 'scheduldAt is not a known field'],
    [null, 'body must be of type object'],
  ])('of a creation: %o', (body, ...words) => {
    const messages = wrong(createLicense.body, body).map(({ property, message }) => `${property} ${message}`);
    expect(messages).toEqual(words);
  });

  it('for a filter', () => {
    expect(wrong(listAddons.query, { status: ['ACTIVE', 'LIVE'] })).toEqual([
      { message: 'must be one of PENDING, ACTIVE, CANCELLED, EXPIRED', code: 'INVALID_VALUE', property: 'status.1' },
    ]);
  });

  it('with a suggestion for an unknown name', () => {
    expect(wrong(cancelAddon.body, { productOfferingId: 'offering', because: 'x' })).toEqual([
      {
        message: 'is not a known field',
        code: 'UNKNOWN_FIELD',
        property: 'because',
        suggestion: 'Check the spelling or omit the field.',
      },
    ]);
  });
});

describe('the dates that a client may send', () => {
  it.each(['2000-01-01', '2000-02-29', '2024-02-29', '2200-12-31'])('include %s', date => {
    expect(ScheduledDate.safeParse(date).success).toBe(true);
  });

  it.each(['1999-12-31', '2201-01-01', '2200-02-29', '2023-02-29'])('do not include %s', date => {
    expect(ScheduledDate.safeParse(date).success).toBe(false);
  });
});

describe('a request with very many errors', () => {
  it('returns the first twenty', () => {
    const body = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`unknown${index}`, 1]));
    expect(wrong(createLicense.body, body)).toHaveLength(20);
  });

  it('truncates a very long name', () => {
    const [detail] = wrong(cancelAddon.body, { productOfferingId: 'offering', ['x'.repeat(5000)]: 1 });
    expect(detail?.property).toBe(`${'x'.repeat(200)}…`);
  });
});
