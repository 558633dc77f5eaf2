import { describe, expect, it } from 'vitest';
import {
  type CommandedFields,
  isKeyCommanded,
  markCommanded,
  type OwnedFacts,
} from '../../lib/domain/commanded-fields.ts';
import { decideCancelLicense, decideCreateLicense } from '../../lib/domain/license.ts';
import { aLicense, anOffering, decisionTimeAt } from '../support/sample-facts.ts';

const mark = (
  commanded: CommandedFields | undefined,
  ...change: Parameters<typeof markCommanded> extends [unknown, ...infer A] ? A : never
) => markCommanded<OwnedFacts>({ commanded }, ...change).commanded;

describe('a command marks the fields that it sets', () => {
  it('and the metadata keys of its request, also those that it removes', () => {
    expect(mark(undefined, ['end'], { b: null, a: 1 })).toEqual({ end: true, metadata: ['a', 'b'] });
    expect(mark(undefined, ['start', 'assignment', 'offering'])).toEqual({
      start: true,
      assignment: true,
      offering: true,
    });
  });

  it('for good', () => {
    expect(mark({ end: true, metadata: ['a'] }, ['offering'], { b: 1, a: 2 })).toEqual({
      end: true,
      offering: true,
      metadata: ['a', 'b'],
    });
  });

  it('up to 200 metadata keys; after that, all keys count as set', () => {
    const keys = Array.from({ length: 200 }, (_, n) => `key-${n}`);
    expect(mark({ metadata: keys }, [], { 'key-0': 1 })?.metadata).toHaveLength(200);
    expect(mark({ metadata: keys }, [], { another: 1 })).toEqual({ metadata: true });
    expect(mark({ metadata: true }, [], { another: 1 })).toEqual({ metadata: true });
  });
});

it('a metadata key is set by a command if it is marked, or all are', () => {
  expect(isKeyCommanded({ commanded: { metadata: ['a'] } }, 'a')).toBe(true);
  expect(isKeyCommanded({ commanded: { metadata: ['a'] } }, 'b')).toBe(false);
  expect(isKeyCommanded({ commanded: { metadata: true } }, 'b')).toBe(true);
  expect(isKeyCommanded({}, 'a')).toBe(false);
});

describe('the commands', () => {
  const time = decisionTimeAt('2024-01-15');

  it('createLicense sets the start, the offering and what the request contains', () => {
    const request = { productOfferingId: 'offering', customerId: 'customer' };
    const customer = { customerId: 'customer', name: 'Ada Ltd' };
    const related = {
      tenant: { tenantId: 'tenant', mode: 'test', timeZone: 'UTC', billingManaged: false } as const,
      customer,
      offering: anOffering(),
      assignee: { customerId: 'customer', display: 'Ada Ltd' },
    };
    const assignedTo = { type: 'CUSTOMER', customerId: 'customer' } as const;
    const create = (fields: object) => decideCreateLicense({ ...request, ...fields }, related, 'license', time);
    expect(create({ assignedTo, metadata: { a: 1 } })).toMatchObject({
      commanded: { start: true, offering: true, assignment: true, metadata: ['a'] },
    });
    expect(create({})).toMatchObject({ commanded: { assignment: undefined, metadata: undefined } });
  });

  it('cancelLicense sets the end', () => {
    const cancelled = decideCancelLicense(aLicense(), { metadata: { a: null } }, time);
    expect(cancelled).toMatchObject({ after: { commanded: { end: true, metadata: ['a'] } } });
  });
});
