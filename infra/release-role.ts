import { ArnFormat, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-findings.ts';
import { liveAlias, toFunctionName, toFunctionsStackName, toReleaseRoleName } from './resource-names.ts';

/** Adds the role with which the pipeline, which may run in another account, moves the aliases of a stage (`connect-api release`). */
export function addReleaseRole(scope: Construct, stage: string, pipelineAccount: string): void {
  const role = new Role(scope, 'release-role', {
    roleName: toReleaseRoleName(stage),
    description: `Moves the functions of the stage ${stage} back after a failed check`,
    assumedBy: new AccountPrincipal(pipelineAccount),
  });
  const arn = (service: string, resource: string, resourceName: string, arnFormat?: ArnFormat) =>
    Stack.of(scope).formatArn({ service, resource, resourceName, ...(arnFormat && { arnFormat }) });
  const functions = arn('lambda', 'function', toFunctionName(stage, '*'), ArnFormat.COLON_RESOURCE_NAME);
  const aliases = `${functions}:${liveAlias}`;
  const stacks = (['api', 'portal'] as const).map(group =>
    arn('cloudformation', 'stack', `${toFunctionsStackName(stage, group)}/*`),
  );
  const allow = (actions: string[], resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources }));
  allow(['lambda:GetAlias', 'lambda:UpdateAlias'], [functions, aliases]);
  allow(['lambda:ListVersionsByFunction'], [functions]);
  allow(['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'], stacks);
  acknowledgeWildcards(
    role,
    [functions, aliases, ...stacks],
    'It moves the aliases of all functions of the stage. CloudFormation chooses the last part of the ID of a stack.',
  );
}
