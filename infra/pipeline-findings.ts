import type { Stack } from 'aws-cdk-lib';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeFindings } from './acknowledge-findings.ts';

const artifactsReason =
  'CDK Pipelines lets its own steps read and write its own artifact bucket with its own key. The wildcards are variants of actions and the objects in the bucket.';
const buildsReason =
  'CodeBuild creates the log and the reports of a project under its name. The wildcard is the rest of the name.';

/** Acknowledges findings on resources that CDK Pipelines creates and that cannot be configured. cdk-nag requires every wildcard by name. */
export function acknowledgePipelineFindings(stack: Stack): void {
  const { account, region } = stack;
  const constructs = stack.node.findAll();
  const acknowledgeWildcard = (finding: string, reason: string) =>
    acknowledgeFindings(stack, { [`AwsSolutions-IAM5[${finding}]`]: reason });
  const buildNames = constructs
    .filter(node => node instanceof CfnProject)
    // The project of the assets is created after its role, so the role does not name it.
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
      'AwsSolutions-S1': 'Only the pipeline reads and writes its artifacts. Its history shows who released what.',
    });
  }
  const findPipelineChild = (name: string) => stack.node.findChild('pipeline').node.findChild(name);
  acknowledgeFindings(findPipelineChild('UpdatePipeline'), {
    [`AwsSolutions-IAM5[Resource::arn:*:iam::${account}:role/*]`]:
      'The pipeline updates itself through the roles of the bootstrap stack. A condition limits it to roles with their tag.',
    'AwsSolutions-IAM5[Resource::*]':
      'It lists stacks and buckets, which are actions without a resource, and changes none.',
  });
  acknowledgeFindings(findPipelineChild('Assets'), {
    'AwsSolutions-IAM5[Resource::*]':
      'CDK Pipelines creates the publishing role before the build that the role may start, so the role does not name it.',
  });
}
