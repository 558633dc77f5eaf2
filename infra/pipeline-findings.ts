import type { Stack } from 'aws-cdk-lib';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeFindings } from './acknowledge-findings.ts';

const artifactsReason =
  'CDK Pipelines lets its own steps read and write its own bucket of artifacts, with its own key: the wildcards are versions of actions and the objects in it.';
const buildsReason =
  'CodeBuild makes the log and the report of a project under its name; the wildcard is what comes after the name.';

/** What CDK Pipelines makes by itself and cannot be told to make otherwise. cdk-nag wants every wildcard named. */
export function acknowledgePipelineFindings(stack: Stack): void {
  const { account, region } = stack;
  const constructs = stack.node.findAll();
  const acknowledgeWildcard = (finding: string, reason: string) =>
    acknowledgeFindings(stack, { [`AwsSolutions-IAM5[${finding}]`]: reason });
  const buildNames = constructs
    .filter(node => node instanceof CfnProject)
    // That of the assets is made after its role, which therefore names none.
    .filter(({ node }) => !node.path.includes('/Assets/'))
    .map(project => [`<${stack.getLogicalId(project)}>:*`, `<${stack.getLogicalId(project)}>-*`] as const);
  for (const [log, report] of [...buildNames, ['*', '*'] as const]) {
    acknowledgeWildcard(`Resource::arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${log}`, buildsReason);
    acknowledgeWildcard(`Resource::arn:aws:codebuild:${region}:${account}:report-group/${report}`, buildsReason);
  }
  for (const action of ['Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List']) {
    acknowledgeWildcard(`Action::s3:${action}*`, artifactsReason);
  }
  for (const action of ['GenerateDataKey', 'ReEncrypt']) acknowledgeWildcard(`Action::kms:${action}*`, artifactsReason);
  for (const bucket of constructs.filter(node => node instanceof CfnBucket)) {
    acknowledgeWildcard(`Resource::<${stack.getLogicalId(bucket)}.Arn>/*`, artifactsReason);
    acknowledgeFindings(bucket, {
      'AwsSolutions-S1':
        'Only the pipeline itself reads and writes its artifacts; who released what is in its history.',
    });
  }
  const findPipelineChild = (name: string) => stack.node.findChild('pipeline').node.findChild(name);
  acknowledgeFindings(findPipelineChild('UpdatePipeline'), {
    [`AwsSolutions-IAM5[Resource::arn:*:iam::${account}:role/*]`]:
      'The pipeline updates itself through the roles of the bootstrap stack; a condition on their tag stands beside it.',
    'AwsSolutions-IAM5[Resource::*]':
      'It asks which stacks and buckets there are, which names no resource, and changes none.',
  });
  acknowledgeFindings(findPipelineChild('Assets'), {
    'AwsSolutions-IAM5[Resource::*]':
      'CDK Pipelines makes the role that publishes before the build that it may start, so the role names none.',
  });
}
