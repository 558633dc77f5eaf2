import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-findings.ts';
import { type FunctionGroup, toFunctionName, toReleaseCheckName } from './resource-names.ts';
import { StageFunction, type StageFunctionProps } from './stage-function.ts';

type ReleaseCheckProps = Pick<StageFunctionProps, 'bundle' | 'stage' | 'tableNames'>;

/** Adds the function that sends synthetic requests to a new version before traffic moves to it. CodeDeploy starts it. */
export function addReleaseCheck(scope: Construct, group: FunctionGroup, props: ReleaseCheckProps): StageFunction {
  const { name } = props.stage;
  const check = new StageFunction(new Construct(scope, 'release-check'), {
    ...props,
    name: toReleaseCheckName(group),
    description: 'Checks a new version of a function before its release',
    timeoutMs: 60_000,
    memorySize: 512,
    access: {},
    environment: { FUNCTION_NAME_PREFIX: toFunctionName(name, '') },
  });
  const arn = (service: string, resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service, resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const versions = arn('lambda', 'function', toFunctionName(name, '*:*'));
  const deploymentGroups = arn('codedeploy', 'deploymentgroup', `${Stack.of(scope).stackName}/*`);
  check.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [versions] }));
  check.addToRolePolicy(
    new PolicyStatement({
      actions: ['codedeploy:GetDeployment', 'codedeploy:PutLifecycleEventHookExecutionStatus'],
      resources: [deploymentGroups],
    }),
  );
  acknowledgeWildcards(
    check.node.scope ?? check,
    [versions, deploymentGroups],
    'Each release creates versions of the functions, and CloudFormation chooses the names of the deployment groups in this one application.',
  );
  return check;
}
