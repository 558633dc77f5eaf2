import { describe, expect, it } from 'vitest';
import { listRefusedCalls } from './compare-access.ts';

const role = {
  functionName: 'connect-dev-get-license',
  statements: [
    {
      effect: 'Allow' as const,
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resources: ['a', 'b'],
      conditions: {},
    },
  ],
};

describe('listRefusedCalls', () => {
  it('names the function, the action and the resource of a call that its role does not allow', () => {
    const allowed = { action: 'dynamodb:GetItem', resource: 'a' };
    expect(listRefusedCalls(role, [allowed, { action: 'dynamodb:PutItem', resource: 'a' }])).toEqual([
      'connect-dev-get-license made the call dynamodb:PutItem on a, which its role does not allow.',
    ]);
  });
});
