import { describe, expect, it } from 'vitest';
import { removeResources } from './remove-resources.ts';

const unsupported = [
  { type: 'AWS::CodeDeploy::Application', reason: 'not supported' },
  {
    type: 'AWS::CloudWatch::Alarm',
    when: ({ Metrics }: Record<string, unknown>) => Metrics !== undefined,
    reason: 'metric math is not supported',
  },
];
const application = { Type: 'AWS::CodeDeploy::Application' };
const sum = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Expression: 'a+b' }] } };
const single = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };

const remove = (Resources: Parameters<typeof removeResources>[0]['Resources'], more: object = {}) =>
  removeResources({ ...more, Resources }, unsupported);

describe('removeResources', () => {
  it('removes all resources of a type, or those whose properties match', () => {
    expect(remove({ application, sum, single })).toEqual({ Resources: { single } });
  });

  it('keeps the other sections of the template', () => {
    const outputs = { Outputs: { Address: { Value: { Ref: 'single' } } } };
    expect(remove({ single, sum }, outputs)).toEqual({ ...outputs, Resources: { single } });
  });

  it('removes dependencies on a removed resource and keeps the others', () => {
    const alias = { Type: 'AWS::Lambda::Alias', DependsOn: ['application', 'single'] };
    const version = { Type: 'AWS::Lambda::Version', DependsOn: 'sum' };
    expect(remove({ application, sum, single, alias, version }).Resources).toEqual({
      single,
      alias: { ...alias, DependsOn: ['single'] },
      version: { Type: 'AWS::Lambda::Version' },
    });
  });

  it('removes an update policy that names a removed resource and keeps any other', () => {
    const byCodeDeploy = { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'application' } } };
    const other = { Type: 'AWS::Lambda::Alias', UpdatePolicy: { UseOnlineResharding: true } };
    const alias = { Type: 'AWS::Lambda::Alias', UpdatePolicy: byCodeDeploy };
    expect(remove({ application, alias, other }).Resources).toEqual({ alias: { Type: 'AWS::Lambda::Alias' }, other });
  });

  it.each([
    ['Ref', { Ref: 'sum' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['sum', 'Arn'] }],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'sum.Arn' }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholder
    ['Fn::Sub', { 'Fn::Sub': 'alarm:${sum.Arn}' }],
    ['a nested Ref', { 'Fn::Join': ['', ['alarm:', { Ref: 'sum' }]] }],
  ])('refuses a template in which properties refer to a removed resource by %s', (_, reference) => {
    const board = { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: reference } };
    expect(() => remove({ sum, board })).toThrow('board refers to sum, which is removed. List it as well.');
  });

  it('refuses a template in which an output refers to a removed resource', () => {
    expect(() => remove({ sum }, { Outputs: { Alarm: { Value: { Ref: 'sum' } } } })).toThrow(
      'Outputs refers to sum, which is removed.',
    );
  });
});
