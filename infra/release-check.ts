import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings.ts';
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
  const { account } = Stack.of(scope);
  // If the account is known only at deployment, the name of a finding contains this placeholder.
  const toFinding = (resource: string) =>
    `AwsSolutions-IAM5[Resource::${Token.isUnresolved(account) ? resource.replace(account, '<AWS::AccountId>') : resource}]`;
  acknowledgeFindings(check.node.scope ?? check, {
    [toFinding(versions)]: 'It checks every version of every function of the stage, and each release creates versions.',
    [toFinding(deploymentGroups)]: 'CloudFormation chooses the names of the deployment groups in this one application.',
  });
  return check;
}
