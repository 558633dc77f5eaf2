import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
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

/** The SNS topic of all alarms of a stage. */
export class AlarmTopic extends Construct {
  readonly alarms: Alarm[] = [];
  private readonly topic: Topic;
  private readonly stage: string;

  constructor(scope: Construct, id: string, stage: string, email: string | undefined) {
    super(scope, id);
    this.stage = stage;
    const { account } = Stack.of(this);
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    });
    // The AWS managed key does not allow access by CloudWatch.
    const encryptionKey = new Key(this, 'key', {
      description: `Alarms of the Connect API, ${stage}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    encryptionKey.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
    this.topic = new Topic(this, 'topic', {
      topicName: `connect-${stage}-alarms`,
      masterKey: encryptionKey,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** Adds an alarm that notifies the topic. @param name - in lowercase with hyphens */
  addAlarm(
    scope: Construct,
    name: string,
    { metric, threshold, alarmBelow = false, periods = 1, description, anchor = name }: AlarmSpec,
  ): Alarm {
    const alarm = new Alarm(scope, name, {
      alarmName: `connect-${this.stage}-${name}`,
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
    this.alarms.push(alarm);
    return alarm;
  }
}
