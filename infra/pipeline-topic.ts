import { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** Adds the topic for messages about the pipeline: a step that failed, and an approval that it waits for. */
export function addPipelineTopic(scope: Construct, email: string): ITopic {
  const masterKey = new Key(scope, 'notifications-key', {
    description: 'Messages about the pipeline of the Connect API',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  masterKey.grant(new ServicePrincipal('codestar-notifications.amazonaws.com'), 'kms:Decrypt', 'kms:GenerateDataKey*');
  const topic = new Topic(scope, 'notifications', { masterKey, enforceSSL: true });
  topic.addSubscription(new EmailSubscription(email));
  return topic;
}
