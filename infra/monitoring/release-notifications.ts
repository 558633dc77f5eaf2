import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { importAlarmTopic, operationAlarmAnchors, toAlarmHint } from './alarm-topic.ts';

/** Notifies the topic of the alarms of every release of a function that was rolled back or stopped. */
export function addReleaseNotifications(scope: Construct, stage: string): void {
  const group = EventField.fromPath('$.detail.deploymentGroup');
  const state = EventField.fromPath('$.detail.state');
  new Rule(scope, 'failed-releases', {
    description: `Connect API, ${stage}: releases that were rolled back or stopped`,
    eventPattern: {
      source: ['aws.codedeploy'],
      detailType: ['CodeDeploy Deployment State-change Notification'],
      detail: { state: ['FAILURE', 'STOP'], application: [{ prefix: `connect-${stage}-` }] },
    },
    targets: [
      new SnsTopic(importAlarmTopic(scope, 'release-topic', stage), {
        message: RuleTargetInput.fromText(
          `The release of ${group} ended with ${state}. ${toAlarmHint(operationAlarmAnchors.release)}`,
        ),
      }),
    ],
  });
}
