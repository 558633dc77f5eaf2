import { describe, expect, it } from 'vitest';
import { parseImportLine } from '../../lib/import/import-line.ts';
import * as lines from './sample-lines.ts';

const parse = (line: object | string | Buffer) =>
  parseImportLine(Buffer.from(typeof line === 'string' || line instanceof Buffer ? line : JSON.stringify(line)));
const ofTenant = (line: object) => ({ tenantId: 'tenant', ...line });
const tenant = (fields: object = {}) => ({ kind: 'tenant', tenantId: 'tenant', mode: 'test', ...fields });
const withAddon = (...addons: object[]) => lines.aSubscriptionLine({ addons });
const manyKeys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, n]));
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const details = (json: string) => `${JSON.stringify(ofTenant(lines.aLicenseLine())).slice(0, -1)},"details":${json}}`;

describe('a line is what it says', () => {
  it('with what is absent filled in', () => {
    expect(parse(tenant())).toEqual({ ...tenant(), timeZone: 'UTC', billingManaged: false });
    expect(parse(ofTenant(lines.anOfferingLine()))).toMatchObject({
      status: 'AVAILABLE',
      cancellationSchedule: 'INSTANT',
    });
  });

  it.each([
    ['2024-01-15T09:30:00Z', '2024-01-15T09:30:00.000Z'],
    ['2024-01-15T09:30:00.1234567+01:00', '2024-01-15T08:30:00.123Z'],
    ['2024-01-15t00:30:00.5-05:30', '2024-01-15T06:00:00.500Z'],
    ['2024-01-15t09:30:00z', '2024-01-15T09:30:00.000Z'],
    ['2024-02-29T23:59:59-00:00', '2024-02-29T23:59:59.000Z'],
  ])('with the instant %s as %s', (given, taken) => {
    expect(parse(ofTenant(lines.aLicenseLine({ activatedAt: given })))).toMatchObject({ activatedAt: taken });
  });
});

it('a trailing F of an ICCID is removed', () => {
  const withIccid = (iccid: string) => ofTenant(lines.aSubscriptionLine({ sim: { esim: false, iccid } }));
  expect(parse(withIccid('8949020000123456789F'))).toMatchObject({ sim: { iccid: '8949020000123456789' } });
  expect(parse(withIccid('8949020000123456789FF'))).toMatchObject([{ field: 'sim.iccid' }]);
});

describe('a line is refused with the field and the reason', () => {
  const problems: [string, object | string | Buffer, string, RegExp][] = [
    ['no JSON', 'nope', '', /is not valid JSON/],
    ['half a line', '{"kind":"tenant",', '', /is not valid JSON/],
    ['two objects', '{}{}', '', /is not valid JSON/],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), '', /is not valid UTF-8/],
    ['a repeated key', '{"kind":"tenant","kind":"user"}', '', /has the duplicate key "kind"/],
    ['deep nesting', nested(40), '', /nested more than 32 levels deep/],
    [
      'a number that was converted wrongly',
      ofTenant(lines.aSubscriptionLine({ msisdn: '+015112345678' })),
      'msisdn',
      /followed by a country code/,
    ],
    ['no object', '[1]', '', /must be of type object/],
    ['no kind', {}, 'kind', /is required/],
    ['an unknown kind', { kind: 'order' }, 'kind', /must be one of tenant, customer, user, productOffering/],
    ['a kind that every object has', { kind: 'constructor' }, 'kind', /must be one of/],
    ['an unknown field', tenant({ colour: 'red' }), 'colour', /is not a known field/],
    ['__proto__', '{"kind":"tenant","tenantId":"t","mode":"test","__proto__":{}}', '__proto__', /is not a known field/],
    ['a field that is missing', { kind: 'tenant', tenantId: 't' }, 'mode', /is required/],
    ['a field of another type', tenant({ billingManaged: 'yes' }), 'billingManaged', /must be of type boolean/],
    [
      'an id of other characters',
      ofTenant(lines.aCustomerLine({ customerId: 'a/b' })),
      'customerId',
      /must be 1 to 64/,
    ],
    ['a tenant in capitals', tenant({ tenantId: 'Tenant' }), 'tenantId', /must be 1 to 32/],
    ['no tenant', lines.aCustomerLine(), 'tenantId', /is required/],
    ['a place that is no time zone', tenant({ timeZone: 'Mars/Phobos' }), 'timeZone', /must be the IANA name/],
    ['an offset as time zone', tenant({ timeZone: '+01:00' }), 'timeZone', /must be the IANA name/],
    ['an empty name', ofTenant(lines.aUserLine({ name: '' })), 'name', /must not be empty/],
    ['a name with NUL', ofTenant(lines.aUserLine({ name: 'a\0' })), 'name', /must be well-formed/],
    ['a lone surrogate', ofTenant(lines.aUserLine({ name: '\ud800' })), 'name', /must be well-formed/],
    [
      'a license offering of no type',
      ofTenant({ ...lines.anOfferingLine(), licenseType: undefined }),
      'licenseType',
      /is required with type LICENSE/,
    ],
    [
      'a license type of an add-on',
      ofTenant(lines.anAddonOfferingLine({ licenseType: 'PBX' })),
      'licenseType',
      /is only allowed with type LICENSE/,
    ],
    [
      'an amount no currency has',
      ofTenant(lines.anOfferingLine({ price: lines.aMonthlyPrice(1e-200) })),
      'price.netPrice',
      /must be 0 or at least/,
    ],
    [
      'an amount beyond all money',
      ofTenant(lines.anOfferingLine({ price: lines.aMonthlyPrice(1e200) })),
      'price.netPrice',
      /must be at most/,
    ],
    [
      'an instant without an offset',
      ofTenant(lines.aLicenseLine({ activatedAt: '2024-01-15T09:30:00' })),
      'activatedAt',
      /must be an instant such as/,
    ],
    [
      'an instant on no day',
      ofTenant(lines.aLicenseLine({ activatedAt: '2023-02-29T09:30:00Z' })),
      'activatedAt',
      /a date that does not exist/,
    ],
    [
      'an instant at no time',
      ofTenant(lines.aLicenseLine({ activatedAt: '2024-01-15T24:00:00Z' })),
      'activatedAt',
      /must be an instant such as/,
    ],
    [
      'an instant of long ago',
      ofTenant(lines.aLicenseLine({ activatedAt: '1899-12-31T23:59:59Z' })),
      'activatedAt',
      /the years 1900 to 2200/,
    ],
    [
      'an instant before year 0',
      ofTenant(lines.aLicenseLine({ activatedAt: '0000-01-01T00:00:00+10:00' })),
      'activatedAt',
      /the years 1900 to 2200/,
    ],
    [
      'ACTIVE since when',
      ofTenant({ ...lines.aLicenseLine(), activatedAt: undefined }),
      'activatedAt',
      /is required with status ACTIVE/,
    ],
    [
      'ACTIVE but to start',
      ofTenant(lines.aLicenseLine({ startsOn: '2024-03-01' })),
      'startsOn',
      /is not allowed with status ACTIVE/,
    ],
    [
      'ACTIVE but cancelled',
      ofTenant(lines.aLicenseLine({ cancelledAt: '2024-01-01T00:00:00Z' })),
      'cancelledAt',
      /is not allowed with status ACTIVE/,
    ],
    [
      'CANCELLED when',
      ofTenant(lines.aLicenseLine({ status: 'CANCELLED' })),
      'cancelledAt',
      /is required with status CANCELLED/,
    ],
    [
      'cancelled before it began',
      ofTenant(lines.aLicenseLine({ status: 'CANCELLED', cancelledAt: '2023-01-01T00:00:00Z' })),
      'cancelledAt',
      /must not be before activatedAt/,
    ],
    [
      'to end on a day before it began',
      ofTenant(lines.aLicenseLine({ activatedAt: '2024-01-15T09:30:00Z', endsOn: '2024-01-13' })),
      'endsOn',
      /must not be before activatedAt/,
    ],
    [
      'a date that does not exist',
      ofTenant(lines.aLicenseLine({ endsOn: '2024-02-30' })),
      'endsOn',
      /is not an existing date/,
    ],
    ['a date of the year 9999', ofTenant(lines.aLicenseLine({ endsOn: '9999-01-01' })), 'endsOn', /2000 to 2200/],
    [
      'details of 33 KB',
      ofTenant(lines.aLicenseLine({ details: { text: 'x'.repeat(33 * 1024) } })),
      'details',
      /is larger than 32768 bytes/,
    ],
    ['details with 1e400', details('{"a":[{"b":1e400}]}'), 'details', /not between -\(2\^53 - 1\)/],
    ['details with 2^53 + 1', details('{"a":9007199254740993}'), 'details', /not between -\(2\^53 - 1\)/],
    ['details with a lone surrogate', details('{"a":"\\ud800"}'), 'details', /lone surrogate/],
    [
      'metadata of 51 keys',
      ofTenant(
        lines.aLicenseLine({
          metadata: manyKeys(51),
        }),
      ),
      'metadata',
      /more than 50 keys/,
    ],
    [
      'an add-on EXPIRED when',
      ofTenant(withAddon(lines.anAddonEntry({ status: 'EXPIRED' }))),
      'addons.0.expiredAt',
      /is required with status EXPIRED/,
    ],
    [
      'an add-on that ended before it was added',
      ofTenant(withAddon(lines.aCancelledAddonEntry({ addedAt: '2024-01-01T00:00:00Z' }))),
      'addons.0.cancelledAt',
      /must not be before addedAt/,
    ],
    [
      'one add-on twice',
      ofTenant(withAddon(lines.anAddonEntry(), lines.anAddonEntry())),
      'addons.1.subscriptionAddonId',
      /id of another add-on of this line/,
    ],
    [
      '41 add-ons',
      ofTenant(
        withAddon(
          ...Array.from({ length: 41 }, (_, n) => lines.aCancelledAddonEntry({ subscriptionAddonId: `a${n}` })),
        ),
      ),
      'addons',
      /must be at most 40 add-ons/,
    ],
  ];

  it.each(problems)('%s', (_title, line, field, reason) => {
    expect(parse(line)).toContainEqual({ field, reason: expect.stringMatching(reason) });
  });

  it('and all of them at once, up to ten', () => {
    const two = parse(ofTenant(lines.aCustomerLine({ customerId: '', name: '' })));
    expect(two).toMatchObject([{ field: 'customerId' }, { field: 'name' }]);
    expect(parse(tenant(manyKeys(12)))).toHaveLength(10);
  });
});

it('an end may be a day before its start in UTC: that may be one day in the time zone of the tenant', () => {
  const line = ofTenant(lines.aLicenseLine({ activatedAt: '2024-01-15T05:00:00Z', endsOn: '2024-01-14' }));
  expect(parseImportLine(Buffer.from(JSON.stringify(line)))).not.toBeInstanceOf(Array);
});
