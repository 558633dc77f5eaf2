import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface AlarmSpec {
  metric: IMetric;
  /** The alarm fires at this value and above. */
  threshold: number;
  /** Fires below the threshold instead, and when there is no data. */
  alarmBelow?: boolean;
  /** The number of consecutive periods that must breach the threshold. The default is 1. */
  periods?: number;
  /** One sentence for the person on call. */
  description: string;
  /** The anchor of the paragraph about this alarm in `docs/operate.md`. The default is the name of the alarm. */
  anchor?: string;
}

/** The anchors in `docs/operate.md` of alarms that every operation has. */
export const operationAlarmAnchors = {
  crashes: 'operation-crashes',
  failures: 'operation-failures',
  silent: 'operation-silent',
  throttled: 'operation-throttled',
  unknown: 'operation-unknown',
} as const;

/** The SNS topic of all alarms of a stage, and the alarms that one stack adds to it. */
export class AlarmTopic extends Construct {
  /** The names of the alarms, in the order in which they were added. */
  readonly alarmNames: string[] = [];
  private readonly topic: ITopic;
  private readonly stage: string;

  private constructor(scope: Construct, id: string, stage: string, createTopic: (scope: Construct) => ITopic) {
    super(scope, id);
    this.stage = stage;
    this.topic = createTopic(this);
  }

  /** Creates the topic. */
  static create(scope: Construct, id: string, stage: string, email: string | undefined): AlarmTopic {
    return new AlarmTopic(scope, id, stage, topicScope => createTopic(topicScope, stage, email));
  }

  /** Uses the topic that another stack creates, by its name. */
  static import(scope: Construct, id: string, stage: string): AlarmTopic {
    const arn = Stack.of(scope).formatArn({ service: 'sns', resource: toTopicName(stage) });
    return new AlarmTopic(scope, id, stage, topicScope => Topic.fromTopicArn(topicScope, 'topic', arn));
  }

  /** Adds an alarm that notifies the topic. @param name - in lowercase with hyphens */
  addAlarm(
    scope: Construct,
    name: string,
    { metric, threshold, alarmBelow = false, periods = 1, description, anchor = name }: AlarmSpec,
  ): Alarm {
    const alarmName = `connect-${this.stage}-${name}`;
    const alarm = new Alarm(scope, name, {
      alarmName,
      alarmDescription: `${description} What to do: docs/operate.md#${anchor}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: alarmBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // A metric without data is not a fault, except where activity is expected.
      treatMissingData: alarmBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.alarmNames.push(alarmName);
    return alarm;
  }
}

const toTopicName = (stage: string): string => `connect-${stage}-alarms`;

function createTopic(scope: Construct, stage: string, email: string | undefined): ITopic {
  const { account } = Stack.of(scope);
  const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
  // The AWS managed key does not allow access by CloudWatch.
  const encryptionKey = new Key(scope, 'key', {
    description: `Alarms of the Connect API, ${stage}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  encryptionKey.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
  const topic = new Topic(scope, 'topic', {
    topicName: toTopicName(stage),
    masterKey: encryptionKey,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [topic.topicArn] }),
  );
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
