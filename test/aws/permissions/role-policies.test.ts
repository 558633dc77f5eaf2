import { describe, expect, it } from 'vitest';
import { readFunctionRoles } from './role-policies.ts';

const role = { Type: 'AWS::IAM::Role', Properties: {} };
const fn = {
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'get-license', Role: { 'Fn::GetAtt': ['role', 'Arn'] } },
};
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const policy = (statements: object[], ...roles: string[]) => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyDocument: { Statement: statements }, Roles: roles.map(Ref => ({ Ref })) },
});

const readStatements = (resources: object) =>
  readFunctionRoles({ Resources: { fn, role, ...resources } }).flatMap(({ statements }) => statements);

describe('readFunctionRoles', () => {
  it("reads the policies that are attached to the function's role, and no others", () => {
    const resources = {
      first: policy([allow('sqs:SendMessage', 'arn:queue')], 'role'),
      second: policy([allow(['s3:GetObject', 's3:PutObject'], ['arn:a', 'arn:b'])], 'other', 'role'),
      third: policy([allow('*', '*')], 'other'),
    };
    expect(readStatements(resources)).toEqual([
      { effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['arn:queue'], conditions: {} },
      { effect: 'Allow', actions: ['s3:GetObject', 's3:PutObject'], resources: ['arn:a', 'arn:b'], conditions: {} },
    ]);
  });

  it('reads the policies inside of the role', () => {
    const Policies = [{ PolicyDocument: { Statement: [allow('sqs:SendMessage', 'arn:queue')] } }];
    expect(readStatements({ role: { ...role, Properties: { Policies } } })).toHaveLength(1);
  });

  it('resolves references to the account, the region and other resources', () => {
    const table = { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, 'table/a']] };
    const log = { 'Fn::GetAtt': ['log', 'Arn'] };
    const [statement] = readStatements({ policy: policy([allow('*', [table, log, { Ref: 'stream' }])], 'role') });
    expect(statement?.resources).toEqual(['arn:eu-central-1:000000000000:table/a', '<log.Arn>', '<stream>']);
  });

  it('reads conditions', () => {
    const Condition = { StringEquals: { 'dynamodb:ReturnValues': 'NONE', 'dynamodb:Attributes': ['a', 'b'] } };
    const [statement] = readStatements({ policy: policy([allow('dynamodb:UpdateItem', '*', { Condition })], 'role') });
    expect(statement?.conditions).toEqual({
      StringEquals: { 'dynamodb:ReturnValues': ['NONE'], 'dynamodb:Attributes': ['a', 'b'] },
    });
  });

  it('fails for a role of another template', () => {
    expect(() => readFunctionRoles({ Resources: { fn } })).toThrow('The role of get-license is not in its template.');
  });

  it.each([
    ['a managed policy', { role: { ...role, Properties: { ManagedPolicyArns: ['arn'] } } }, 'has a managed policy'],
    ['NotAction', { policy: policy([{ Effect: 'Allow', NotAction: '*', Resource: '*' }], 'role') }, 'know NotAction'],
    [
      'a condition that no recorded call has',
      {
        policy: policy(
          [allow('dynamodb:UpdateItem', '*', { Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'a' } } })],
          'role',
        ),
      },
      'does not evaluate the condition dynamodb:LeadingKeys on dynamodb:UpdateItem',
    ],
    [
      'a condition on a read',
      {
        policy: policy(
          [allow('dynamodb:Query', '*', { Condition: { StringEquals: { 'dynamodb:Attributes': 'a' } } })],
          'role',
        ),
      },
      'does not evaluate the condition dynamodb:Attributes on dynamodb:Query',
    ],
    ['an import', { policy: policy([allow('*', { 'Fn::ImportValue': 'a' })], 'role') }, 'not a reference'],
  ])('fails for %s', (_, resources, message) => {
    expect(() => readStatements(resources)).toThrow(message);
  });
});
