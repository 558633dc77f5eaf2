import { describe, expect, it } from 'vitest';
import { readExampleRequests } from '../support/example-requests.ts';
import { loadedEndpoints } from '../support/operations.ts';
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

describe('an unknown field is rejected', () => {
  it.each([
    ['misspelt', { scheduledAT: '2024-03-01' }, 'scheduledAT UNKNOWN_FIELD'],
    ['of another operation', { reason: 'Moved' }, 'reason UNKNOWN_FIELD'],
    ['even if it is null', { other: null }, 'other UNKNOWN_FIELD'],
    ['named __proto__', json('{"__proto__":{"scheduledAt":"2024-03-01"}}'), '__proto__ UNKNOWN_FIELD'],
    ['named constructor', { constructor: 1 }, 'constructor UNKNOWN_FIELD'],
    ['named toString', { toString: 1 }, 'toString UNKNOWN_FIELD'],
    ['with an empty name', { '': 1 }, ' UNKNOWN_FIELD'],
    ['with a lone surrogate for a name', { '\ud800': 1 }, '\ud800 UNKNOWN_FIELD'],
  ])('%s', async (_case, body, detail) => {
    expect(await cancel(body)).toEqual(expectedValidationError(detail));
  });

  it('inside another object', async () => {
    const assignedTo = { type: 'USER', userId: 'user', name: 'Grace' };
    expect(await create({ assignedTo })).toEqual(expectedValidationError('assignedTo.name UNKNOWN_FIELD'));
  });

  it('inside another object, named __proto__', async () => {
    const refused = await create(json('{"assignedTo":{"type":"USER","userId":"user","__proto__":{"a":1}}}'));
    expect(refused).toEqual(expectedValidationError('assignedTo.__proto__ UNKNOWN_FIELD'));
  });
});

describe('an unknown query parameter is rejected', () => {
  it.each(loadedEndpoints)('by $name', async ({ name: operation, endpoint }) => {
    const [send] = readExampleRequests(endpoint);
    for (const name of ['stat', 'Status', 'scheduledAt', '']) {
      const refused = await sendRefusedRequest(world, operation, { ...send, query: { [name]: ['ACTIVE'] } });
      expect(refused).toEqual(expectedValidationError(`${name} UNKNOWN_FIELD`));
    }
  });

  it('also if it is named __proto__', async () => {
    const query = json('{"__proto__":["1"]}');
    const refused = await sendRefusedRequest(world, 'getLicense', { path: { licenseId: 'license' }, query });
    expect(refused).toEqual(expectedValidationError('__proto__ UNKNOWN_FIELD'));
  });
});

describe('an invalid ID in the path is rejected', () => {
  it.each([
    ['with an encoded slash', 'a/b'],
    ['that is a dot', '.'],
    ['that is two dots', '..'],
    ['with a dot', 'license.json'],
    ['with a percent sign', 'a%2Fb'],
    ['with a backslash', 'a\\b'],
    ['with a hash', 'a#license'],
    ['with a blank', 'a b'],
    ['with a line break', 'license\n'],
    ['with NUL', 'license\0'],
    ['with a letter of another script', 'lіcense'],
    ['with an umlaut', 'lizenß'],
    ['with an emoji', '🙂'],
    ['of 65 characters', 'l'.repeat(65)],
    ['that is empty', ''],
  ])('%s: %o', async (_case, id) => {
    const license = { path: { licenseId: id } };
    expect(await sendRefusedRequest(world, 'cancelLicense', license)).toEqual(
      expectedValidationError('licenseId INVALID_FORMAT'),
    );
    expect(await sendRefusedRequest(world, 'getLicense', license)).toEqual(
      expectedValidationError('licenseId INVALID_FORMAT'),
    );
    const subscription = { path: { subscriptionId: id } };
    expect(await sendRefusedRequest(world, 'listAddons', subscription)).toEqual(
      expectedValidationError('subscriptionId INVALID_FORMAT'),
    );
  });
});

describe('a field of the wrong format is rejected', () => {
  const user = { type: 'USER', userId: 'user' };

  it.each([
    ['an id that is a number', { customerId: 5 }, ['customerId INVALID_TYPE']],
    ['an id that is null', { customerId: null }, ['customerId INVALID_TYPE']],
    ['an id that is empty', { customerId: '' }, ['customerId INVALID_FORMAT']],
    ['an id with other characters', { customerId: 'a#b' }, ['customerId INVALID_FORMAT']],
    ['an id of 65 characters', { productOfferingId: 'o'.repeat(65) }, ['productOfferingId INVALID_FORMAT']],
    ['an empty type', { type: '' }, ['type TOO_SHORT']],
    ['a type of 65 characters', { type: 'x'.repeat(65) }, ['type TOO_LONG']],
    ['a type with NUL', { type: 'PBX\0' }, ['type INVALID_VALUE']],
    ['a type with a lone surrogate', { type: '\ud800' }, ['type INVALID_VALUE']],
    ['a type that is a number', { type: 1 }, ['type INVALID_TYPE']],
    ['an assignment that is a text', { assignedTo: 'user' }, ['assignedTo INVALID_TYPE']],
    ['an assignment that is null', { assignedTo: null }, ['assignedTo INVALID_TYPE']],
    ['an assignment that is a list', { assignedTo: [user] }, ['assignedTo INVALID_TYPE']],
    ['an assignment of no type', { assignedTo: { userId: 'user' } }, ['assignedTo.type FIELD_REQUIRED']],
    ['an assignment of an unknown type', { assignedTo: { type: 'DEVICE' } }, ['assignedTo.type INVALID_VALUE']],
    [
      'an assignment of a type in small letters',
      { assignedTo: { ...user, type: 'user' } },
      ['assignedTo.type INVALID_VALUE'],
    ],
    ['an assignment without its id', { assignedTo: { type: 'USER' } }, ['assignedTo.userId FIELD_REQUIRED']],
    ['an assignment with a bad id', { assignedTo: { ...user, userId: 'a b' } }, ['assignedTo.userId INVALID_FORMAT']],
    [
      'an assignment with the id of another type',
      { assignedTo: { type: 'USER', customerId: 'customer' } },
      ['assignedTo.userId FIELD_REQUIRED', 'assignedTo.customerId UNKNOWN_FIELD'],
    ],
  ])('by a creation: %s', async (_case, body, details) => {
    expect(await create(body)).toEqual(expectedValidationError(...details));
  });

  it.each([
    ['no offering', { productOfferingId: undefined }, 'productOfferingId FIELD_REQUIRED'],
    ['an empty reason', { reason: '' }, 'reason TOO_SHORT'],
    ['a reason of 501 characters', { reason: 'x'.repeat(501) }, 'reason TOO_LONG'],
    ['a reason with NUL', { reason: 'a\0' }, 'reason INVALID_VALUE'],
    ['a reason with a lone surrogate', { reason: '\udc00' }, 'reason INVALID_VALUE'],
    ['a reason that is null', { reason: null }, 'reason INVALID_TYPE'],
  ])('by the cancellation of an add-on: %s', async (_case, body, detail) => {
    expect(await cancelAddon(body)).toEqual(expectedValidationError(detail));
  });

  it('with all errors at once', async () => {
    const refused = await sendRefusedRequest(world, 'cancelLicense', {
      path: { licenseId: '..' },
      query: { page: ['1'] },
      body: { scheduledAt: 'soon', metadata: [], why: 'x' },
    });
    expect(refused.details.sort()).toEqual([
      'licenseId INVALID_FORMAT',
      'metadata INVALID_TYPE',
      'page UNKNOWN_FIELD',
      'scheduledAt INVALID_FORMAT',
      'why UNKNOWN_FIELD',
    ]);
  });
});

describe('a body that is not an object is rejected', () => {
  it.each(['null', '[]', '[{}]', '"2024-03-01"', '1', 'true'])('%s', async body => {
    const refused = await sendRefusedRequest(world, 'cancelLicense', { path: { licenseId: 'license' }, body });
    expect(refused).toEqual(expectedValidationError('body INVALID_TYPE'));
  });
});
