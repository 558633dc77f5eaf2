import { describe, expect, it } from 'vitest';
import { compareWithExceptions, listRefusedCalls, listUnusedAccess } from './compare-access.ts';
import type { AccessStatement } from './evaluate-policy.ts';

const functionName = 'connect-dev-get-license';

const buildRole = (...statements: Partial<AccessStatement>[]) => ({
  functionName,
  statements: statements.map(statement => ({
    effect: 'Allow' as const,
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: ['a', 'b'],
    conditions: {},
    ...statement,
  })),
});

describe('listRefusedCalls', () => {
  it('names the function, the action and the resource of a call that its role does not allow', () => {
    const allowed = { action: 'dynamodb:GetItem', resource: 'a' };
    expect(listRefusedCalls(buildRole({}), [allowed, { action: 'dynamodb:PutItem', resource: 'a' }])).toEqual([
      'connect-dev-get-license made the call dynamodb:PutItem on a, which its role does not allow.',
    ]);
  });
});

describe('listUnusedAccess', () => {
  it('lists each action on each resource that no call needed', () => {
    const requests = [
      { action: 'dynamodb:GetItem', resource: 'a' },
      { action: 'dynamodb:Query', resource: 'b' },
    ];
    expect(listUnusedAccess(buildRole({}), requests)).toEqual([
      { functionName, action: 'dynamodb:GetItem', resource: 'b' },
      { functionName, action: 'dynamodb:Query', resource: 'a' },
    ]);
  });

  it('does not count a call that fails the condition', () => {
    const role = buildRole({
      actions: ['dynamodb:GetItem'],
      resources: ['a'],
      conditions: { StringEquals: { id: ['1'] } },
    });
    const request = { action: 'dynamodb:GetItem', resource: 'a' };
    expect(listUnusedAccess(role, [{ ...request, context: { id: ['2'] } }])).toHaveLength(1);
    expect(listUnusedAccess(role, [{ ...request, context: { id: ['1'] } }])).toEqual([]);
  });

  it('lists nothing that is denied', () => {
    expect(listUnusedAccess(buildRole({ effect: 'Deny' }), [])).toEqual([]);
  });
});

describe('compareWithExceptions', () => {
  const unused = [{ functionName, action: 'logs:PutLogEvents', resource: 'a' }];
  const reason = 'Lambda writes the log.';

  it('names the access that no exception covers', () => {
    const exceptions = [{ functions: 'list-*', actions: ['logs:*'], reason }];
    expect(compareWithExceptions(unused, exceptions).unexplained).toEqual([
      'connect-dev-get-license may call logs:PutLogEvents on a, and never did.',
    ]);
  });

  it('names the actions of an exception that cover nothing', () => {
    const exceptions = [{ functions: 'get-*', actions: ['logs:Put*', 'xray:*'], reason }];
    expect(compareWithExceptions(unused, exceptions)).toEqual({
      unexplained: [],
      needless: ['No exception is needed for xray:* of get-*.'],
    });
  });
});
