import { describe, expect, it } from 'vitest';
import {
  createRefusedCommands,
  expectedValidationError,
  sendRefusedRequest,
  useReadOnlyWorld,
} from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';

const world = useReadOnlyWorld(useEngine());
const json = (text: string) => JSON.parse(text);
const { create, cancel, cancelAddon } = createRefusedCommands(world);

describe('a date is rejected', () => {
  it.each([
    ['that does not exist', '2024-02-30', 'INVALID_VALUE'],
    ['of 29 February in a common year', '2023-02-29', 'INVALID_VALUE'],
    ['of 29 February in 2100', '2100-02-29', 'INVALID_VALUE'],
    ['of month 13', '2024-13-01', 'INVALID_VALUE'],
    ['of day 0', '2024-01-00', 'INVALID_VALUE'],
    ['of day 32', '2024-01-32', 'INVALID_VALUE'],
    ['of the year 0', '0000-01-01', 'INVALID_VALUE'],
    ['of 1999', '1999-12-31', 'INVALID_VALUE'],
    ['of 2201', '2201-01-01', 'INVALID_VALUE'],
    ['of 9999', '9999-12-31', 'INVALID_VALUE'],
    ['that has gone by', '2024-01-14', 'INVALID_VALUE'],
    ['with a time', '2024-03-01T00:00:00Z', 'INVALID_FORMAT'],
    ['with a zone', '2024-03-01Z', 'INVALID_FORMAT'],
    ['of five digits', '12024-03-01', 'INVALID_FORMAT'],
    ['with a sign', '+2024-03-01', 'INVALID_FORMAT'],
    ['without leading zeros', '2024-3-1', 'INVALID_FORMAT'],
    ['in another order', '01.03.2024', 'INVALID_FORMAT'],
    ['without hyphens', '20240301', 'INVALID_FORMAT'],
    ['with a line break', '2024-03-01\n', 'INVALID_FORMAT'],
    ['with a blank', ' 2024-03-01', 'INVALID_FORMAT'],
    ['in full-width digits', '２０２４-03-01', 'INVALID_FORMAT'],
    ['that is empty', '', 'INVALID_FORMAT'],
    ['that is a number', 20240301, 'INVALID_TYPE'],
    ['that is null', null, 'INVALID_TYPE'],
    ['that is a list', ['2024-03-01'], 'INVALID_TYPE'],
  ])('%s: %o', async (_case, scheduledAt, code) => {
    for (const refused of [await create({ scheduledAt }), await cancel({ scheduledAt })]) {
      expect(refused).toEqual(expectedValidationError(`scheduledAt ${code}`));
    }
  });

  it('by the cancellation of an add-on, too', async () => {
    expect(await cancelAddon({ scheduledAt: '2024-02-30' })).toEqual(
      expectedValidationError('scheduledAt INVALID_VALUE'),
    );
  });
});

describe('metadata is rejected', () => {
  it.each([
    ['that is null', null, 'INVALID_TYPE'],
    ['that is a list', [], 'INVALID_TYPE'],
    ['that is a text', 'x', 'INVALID_TYPE'],
    ['that is a number', 1, 'INVALID_TYPE'],
    ['with 51 keys', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 1])), 'INVALID_VALUE'],
    ['with an empty key', { '': 1 }, 'INVALID_VALUE'],
    ['with a key of 65 characters', { ['k'.repeat(65)]: 1 }, 'INVALID_VALUE', `.${'k'.repeat(65)}`],
    ['of more than 8 KB', { a: 'x'.repeat(8200) }, 'INVALID_VALUE'],
    ['of six levels', { a: { a: { a: { a: { a: {} } } } } }, 'INVALID_VALUE', '.a.a.a.a.a'],
    ['with a text that holds NUL', { a: 'x\0' }, 'INVALID_VALUE', '.a'],
    ['with a key that holds NUL', { 'x\0': 1 }, 'INVALID_VALUE', '.x\0'],
  ])('%s', async (_case, metadata, code, location = '') => {
    expect(await cancel({ metadata })).toEqual(expectedValidationError(`metadata${location} ${code}`));
  });

  it.each([
    ['2^53 + 1', '9007199254740993'],
    ['-2^53', '-9007199254740992'],
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['1e200', '1e200'],
    ['an integer of 400 digits', '9'.repeat(400)],
    ['a lone high surrogate', '"\\ud800"'],
    ['a lone low surrogate', '"\\udc00"'],
    ['surrogates in the wrong order', '"\\udc00\\ud800"'],
    ['an escaped NUL', '"\\u0000"'],
    ['__proto__', '{"__proto__":{"admin":true}}', '.__proto__'],
    ['__proto__ by escapes', '{"\\u005f_proto__":1}', '.__proto__'],
    ['constructor', '{"constructor":{"prototype":{}}}', '.constructor'],
    ['prototype', '[{"prototype":1}]', '.0.prototype'],
  ])('with %s', async (_case, value, location = '') => {
    const path = { licenseId: 'license' };
    const refused = await sendRefusedRequest(world, 'cancelLicense', { path, body: `{"metadata":{"a":${value}}}` });
    expect(refused).toEqual(expectedValidationError(`metadata.a${location} INVALID_VALUE`));
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with the top-level key %s', async key => {
    expect(await cancel(json(`{"metadata":{"${key}":{"a":1}}}`))).toEqual(
      expectedValidationError(`metadata.${key} INVALID_VALUE`),
    );
    expect(await cancel(json(`{"metadata":{"${key}":null}}`))).toEqual(
      expectedValidationError(`metadata.${key} INVALID_VALUE`),
    );
  });

  it('by the cancellation of an add-on and by a creation, too', async () => {
    expect(await cancelAddon({ metadata: { '': 1 } })).toEqual(expectedValidationError('metadata INVALID_VALUE'));
    expect(await create({ metadata: { '': 1 } })).toEqual(expectedValidationError('metadata INVALID_VALUE'));
  });

  it('but not for unusual numbers and texts within the limits', async () => {
    const back = await world.enterTenant();
    await world.haveLicense();
    const body = '{"metadata":{"n":[1e-200,-0,9007199254740991,0.1,1.0,5e-324,1E2],"t":"\\ud83d\\ude42\\u2028"}}';
    const { status, body: answer } = await world.call('cancelLicense', { path: { licenseId: 'license' }, body });
    expect(status).toBe(200);
    expect(answer).toContain('"metadata":{"n":[1e-200,0,9007199254740991,0.1,1,5e-324,100],"t":"🙂\u2028"}');
    back();
  });
});
