import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, type AlarmBase, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage-settings.ts';
import type { AlarmGroupName } from './alarm-groups.ts';

/** An alarm of a stage. Another stack uses only its name. */
export interface StageAlarm {
  alarmName: string;
  alarm: Alarm;
  group?: AlarmGroupName;
}

export interface AlarmSpec {
  metric: IMetric;
  /** The alarm fires at this value and above. */
  threshold: number;
  /** Fires below the threshold instead, and when there is no data. */
  alarmBelow?: boolean;
  /** The number of consecutive periods that must breach the threshold. The default is 1. */
  periods?: number;
  /** The alarm notifies nobody itself: its group does. */
  group?: AlarmGroupName;
  /** One sentence for the person on call. */
  description: string;
  /** The anchor of the paragraph about this alarm in `docs/operate.md`. The default is the name of the alarm. */
  anchor?: string;
}

/** The anchors in `docs/operate.md` of alarms that every operation has. */
export const operationAlarmAnchors = {
  crashes: 'operation-crashes',
  release: 'operation-release',
  silent: 'operation-silent',
  throttled: 'operation-throttled',
} as const;

/** The end of an alarm's description, which leads to the paragraph about it. */
export const toAlarmHint = (anchor: string): string => `What to do: docs/operate.md#${anchor}`;

/** The name of an alarm in CloudWatch. */
export const toAlarmName = (stage: string, name: string): string => `connect-${stage}-${name}`;

/** The SNS topic of all alarms of a stage, and the alarms that one stack adds to it. */
export class AlarmTopic extends Construct {
  /** The alarms, in the order in which they were added. */
  readonly alarms: StageAlarm[] = [];
  private readonly topic: ITopic;
  private readonly stage: string;

  private constructor(scope: Construct, id: string, stage: string, createTopic: (scope: Construct) => ITopic) {
    super(scope, id);
    this.stage = stage;
    this.topic = createTopic(this);
  }

  /** Creates the topic. */
  static create(scope: Construct, id: string, { name, config }: StageSettings): AlarmTopic {
    return new AlarmTopic(scope, id, name, topicScope => createTopic(topicScope, name, config.alarmEmail));
  }

  /** Uses the topic that another stack creates, by its name. */
  static import(scope: Construct, id: string, stage: string): AlarmTopic {
    return new AlarmTopic(scope, id, stage, topicScope => importAlarmTopic(topicScope, 'topic', stage));
  }

  /** Adds an alarm that notifies the topic. @param name - in lowercase with hyphens */
  addAlarm(
    scope: Construct,
    name: string,
    { metric, threshold, alarmBelow = false, periods = 1, group, description, anchor = name }: AlarmSpec,
  ): Alarm {
    const alarmName = toAlarmName(this.stage, name);
    const alarm = new Alarm(scope, name, {
      alarmName,
      alarmDescription: `${description} ${toAlarmHint(anchor)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: alarmBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // A metric without data is not a fault, except where activity is expected.
      treatMissingData: alarmBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    if (group === undefined) this.notify(alarm);
    this.alarms.push({ alarmName, alarm, ...(group && { group }) });
    return alarm;
  }

  /** Notifies the topic when the alarm fires, and when it is over. */
  notify(alarm: AlarmBase): void {
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** The topic of a stage's alarms, in a stack that does not create it. */
export const importAlarmTopic = (scope: Construct, id: string, stage: string): ITopic =>
  Topic.fromTopicArn(scope, id, Stack.of(scope).formatArn({ service: 'sns', resource: toTopicName(stage) }));

const toTopicName = (stage: string): string => `connect-${stage}-alarms`;

function createTopic(scope: Construct, stage: string, email: string | undefined): ITopic {
  const { account } = Stack.of(scope);
  const conditions = { StringEquals: { 'aws:SourceAccount': account } };
  const publishers = ['cloudwatch', 'events'].map(
    service => new ServicePrincipal(`${service}.amazonaws.com`, { conditions }),
  );
  // The AWS managed key does not allow access by these services.
  const encryptionKey = new Key(scope, 'key', {
    description: `Alarms of the Connect API, ${stage}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  for (const publisher of publishers) encryptionKey.grant(publisher, 'kms:Decrypt', 'kms:GenerateDataKey*');
  const topic = new Topic(scope, 'topic', {
    topicName: toTopicName(stage),
    masterKey: encryptionKey,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({ principals: publishers, actions: ['sns:Publish'], resources: [topic.topicArn] }),
  );
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
