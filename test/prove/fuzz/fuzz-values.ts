import fc from 'fast-check';
import type * as z from 'zod';

/** The reference of the first customer and the first subscription of a tenant. */
export const knownReferenceId = 'a/№ 1%';

/** Ids that are stored for a tenant (some also for its neighbour tenant), the neighbour's own ids, and ids that do not exist. */
const ids = {
  licenseId: ['license', 'scheduled', 'theirs', 'nobody'],
  subscriptionId: ['subscription', `rid_${knownReferenceId}`, 'rid_theirs', 'rid_nobody', 'rid_', 'theirs', 'nobody'],
  productOfferingId: ['offering', 'addon-offering', 'addon-2', 'archived', 'theirs', 'nobody'],
  customerId: ['customer', `rid_${knownReferenceId}`, 'rid_theirs', 'rid_nobody', 'other-customer', 'theirs', 'nobody'],
  userId: ['user', 'theirs', 'nobody'],
  subscriberId: ['subscriber', 'theirs', 'nobody'],
} as const;

const unusualTexts = [
  '',
  ' ',
  '.',
  '..',
  '../x',
  '%',
  '%2e%2e',
  '%00',
  '%C0%AF',
  '%F0%9F%98%80',
  'a/b',
  'a%2Fb',
  'a#b',
  'a?b',
  '\u00e9',
  '\u{1f600}',
  '__proto__',
  'constructor',
  'prototype',
  'null',
  'undefined',
  'NaN',
  'x'.repeat(65),
  'x'.repeat(2000),
  'rid_',
  'rid_a/b#c?d%',
  `rid_${'x'.repeat(256)}`,
  'rid_\u0007',
  "'; DROP",
  '{{7*7}}',
  '<b>',
  '-1',
  '0',
  '1e9',
  '9007199254740993',
  'true',
  '2024-02-30',
  '2024-03-01T00:00:00Z',
];
export const anyUnusualText = fc.oneof(
  fc.constantFrom(...unusualTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 12 }),
);

const anyDate = fc.oneof(
  fc.constantFrom(
    '2024-01-15',
    '2024-01-14',
    '2024-01-16',
    '2024-02-29',
    '2024-03-01',
    '2200-12-31',
    '2201-01-01',
    '1999-12-31',
  ),
  fc
    .date({ min: new Date('2024-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10)),
);
const metadata = fc.oneof(
  fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
  fc.constant({ label: 'x', removed: null }),
);

const preferFirst = <T>(values: readonly [T, ...T[]]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(values[0]) }, fc.constantFrom(...values));

/** Plausible values for a field, by its name. */
const valuesByFieldName: Record<string, fc.Arbitrary<unknown>> = {
  ...Object.fromEntries(Object.entries(ids).map(([name, values]) => [name, preferFirst<string>(values)])),
  scheduledAt: anyDate,
  metadata,
  limit: fc.constantFrom('1', '2', '100', '1000', '0', '1001', 'x'),
  cursor: anyUnusualText,
};
const licenseType = preferFirst(['PBX', 'FAX']);

/** Creates values for a schema: by the name of the field if it is known, else by the type. Not every value is valid. */
function createValueArbitrary(schema: z.core.$ZodType, name = ''): fc.Arbitrary<unknown> {
  const { def } = (schema as z.ZodType)._zod as unknown as { def: ZodDefinition };
  const byName = valuesByFieldName[name];
  switch (def.type) {
    case 'optional':
      return def.innerType
        ? fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, createValueArbitrary(def.innerType, name))
        : fc.constant(undefined);
    case 'array':
      return def.element
        ? fc.array(createValueArbitrary(def.element, name), { minLength: 1, maxLength: 3 })
        : fc.constant([]);
    case 'object':
      return createObjectArbitrary(def.shape ?? {});
    case 'union':
      return fc.oneof(...(def.options ?? []).map(option => createValueArbitrary(option)));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    default:
      return byName ?? (name === 'type' ? licenseType : fc.string({ maxLength: 20 }));
  }
}

/** The parts of zod's schema definition that are used here. */
interface ZodDefinition {
  type: string;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
  options?: z.core.$ZodType[];
  values?: unknown[];
  entries?: Record<string, string>;
}

/** Creates objects with the fields of a schema, without the fields that are undefined. */
export const createObjectArbitrary = (shape: Record<string, z.core.$ZodType>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, createValueArbitrary(field, name)])),
      {
        noNullPrototype: true,
      },
    )
    .map(value => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)));

const toBytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

/** Creates bodies that are invalid for every command, or valid bodies in an unusual form. */
export const createHostileBodyArbitrary = (valid: Record<string, unknown>): fc.Arbitrary<Buffer> => {
  const text = JSON.stringify(valid);
  const [first = 'a'] = Object.keys(valid);
  return fc.oneof(
    fc
      .constantFrom(
        '{',
        '[]',
        'null',
        '1',
        '""',
        'true',
        '{}x',
        `\uFEFF${text}`,
        `${text}\n`,
        ` ${text}`,
        `${text}${text}`,
        '[[[[',
        '{"a":1,}',
        `{"${first}":1,${text.slice(1)}`,
        `{"${first}":null}`,
        '{"__proto__":{"a":1}}',
        '{"metadata":{"__proto__":{"x":1}}}',
        '{"metadata":{"constructor":{"x":1}}}',
        '{"metadata":{"a":1e400}}',
        '{"metadata":{"a":9007199254740993}}',
        '{"metadata":{"a":-0}}',
        '{"metadata":{"a":"\\ud800"}}',
        '{"metadata":{"\\u0000":1}}',
        '{"metadata":{"a":"\\u0000"}}',
        '{"scheduledAt":20240301}',
        `{"metadata":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`,
        `{"metadata":{"a":"${'x'.repeat(9000)}"}}`,
        ' '.repeat(65_537),
        '\u{1f600}',
        `{"metadata":{${Array.from({ length: 60 }, (_, index) => `"k${index}":1`).join()}}}`,
      )
      .map(each => toBytes(each)),
    fc.constantFrom('ff', 'c328', 'eda080', '7b22c3227d', '00').map(each => toBytes(each, 'hex')),
    fc.json({ maxDepth: 4 }).map(each => toBytes(each)),
    fc
      .tuple(anyUnusualText, fc.jsonValue({ maxDepth: 2 }))
      .map(([name, value]) => toBytes(JSON.stringify({ ...valid, [name]: value }))),
    fc.uint8Array({ maxLength: 60 }).map(each => Buffer.from(each)),
  );
};
