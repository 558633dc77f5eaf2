import { describe, expect, it } from 'vitest';
import { type AccessRequest, type AccessStatement, isAccessAllowed } from './evaluate-policy.ts';

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/licenses';
const read: AccessRequest = { action: 'dynamodb:GetItem', resource: table };

const allow = (actions: string[], resources: string[], conditions: AccessStatement['conditions'] = {}) =>
  ({ effect: 'Allow', actions, resources, conditions }) as const;

describe('isAccessAllowed', () => {
  it('refuses a request that no statement names', () => {
    const otherAction = allow(['dynamodb:PutItem'], [table]);
    const otherTable = allow(['dynamodb:GetItem'], [`${table}-old`]);
    expect(isAccessAllowed([], read)).toBe(false);
    expect(isAccessAllowed([otherAction, otherTable], read)).toBe(false);
  });

  it('allows a request whose action and resource a statement names', () => {
    expect(isAccessAllowed([allow(['dynamodb:GetItem', 'dynamodb:Query'], [table])], read)).toBe(true);
  });

  it('does not extend the permission for a table to its indexes', () => {
    const query = { action: 'dynamodb:Query', resource: `${table}/index/byTenant` };
    expect(isAccessAllowed([allow(['dynamodb:Query'], [table])], query)).toBe(false);
    expect(isAccessAllowed([allow(['dynamodb:Query'], [`${table}/index/*`])], query)).toBe(true);
  });

  it.each([
    ['*', true],
    ['dynamodb:*', true],
    ['DynamoDB:getitem', true],
    ['dynamodb:Get????', true],
    ['dynamodb:Get???', false],
    ['dynamodb.GetItem', false],
    ['sqs:*', false],
  ])('compares an action with the pattern %s', (pattern, isAllowed) => {
    expect(isAccessAllowed([allow([pattern], ['*'])], read)).toBe(isAllowed);
  });

  it('refuses what one statement denies and others allow', () => {
    const deny = { ...allow(['dynamodb:*'], [table]), effect: 'Deny' } as const;
    expect(isAccessAllowed([allow(['*'], ['*']), deny], read)).toBe(false);
    expect(isAccessAllowed([allow(['*'], ['*']), deny], { ...read, resource: `${table}-old` })).toBe(true);
  });

  it.each([
    ['ForAllValues:StringEquals', ['day', 'id'], true],
    ['ForAllValues:StringEquals', ['day', 'secret'], false],
    ['ForAllValues:StringEquals', undefined, true],
    ['ForAnyValue:StringEquals', ['day', 'secret'], true],
    ['ForAnyValue:StringEquals', undefined, false],
    ['StringEquals', ['id'], true],
    ['StringEquals', ['identity'], false],
    ['StringEquals', undefined, false],
    ['StringLike', ['day'], true],
    ['StringEqualsIfExists', undefined, true],
    ['StringEqualsIfExists', ['secret'], false],
  ])('evaluates %s for %j', (operator, actual, isAllowed) => {
    const statement = allow(['*'], ['*'], {
      [operator]: { attributes: ['id', operator === 'StringLike' ? 'd*' : 'day'] },
    });
    const context = { ...(actual && { attributes: actual }) };
    expect(isAccessAllowed([statement], { ...read, context })).toBe(isAllowed);
  });

  it('fails for a condition operator that it does not know', () => {
    const statement = allow(['*'], ['*'], { NumericLessThan: { size: ['1'] } });
    expect(() => isAccessAllowed([statement], read)).toThrow('does not know the condition operator NumericLessThan');
  });
});
