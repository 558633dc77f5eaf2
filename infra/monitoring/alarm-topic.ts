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
  /** Rings at this value and above. */
  threshold: number;
  /** Rings below it instead, and when there is nothing at all. */
  alarmBelow?: boolean;
  /** Rings when so many periods in a row are above; one unless given. */
  periods?: number;
  /** One sentence for the person who is woken up. */
  description: string;
}

/** Where all alarms of a stage go. */
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
    // The key of AWS itself does not let CloudWatch in.
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

  /** @param name - in small letters with hyphens; `docs/operations.md` says what to do about it under this name */
  addAlarm(
    scope: Construct,
    name: string,
    { metric, threshold, alarmBelow = false, periods = 1, description }: AlarmSpec,
  ): Alarm {
    const alarm = new Alarm(scope, name, {
      alarmName: `connect-${this.stage}-${name}`,
      alarmDescription: `${description} What to do: docs/operations.md.`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: alarmBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // No requests is no fault.
      treatMissingData: alarmBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.alarms.push(alarm);
    return alarm;
  }
}
