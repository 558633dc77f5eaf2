import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { type AlarmTopic, operationAlarmAnchors } from './alarm-topic.ts';

const perFiveMinutes = { period: Duration.minutes(5) };

/** Adds alarms on a function. @param name - such as `applyDue` */
export function addFunctionAlarms(
  scope: Construct,
  alarmTopic: AlarmTopic,
  name: string,
  fn: IFunction,
  kinds: readonly ('crashes' | 'throttled')[],
): void {
  if (kinds.includes('crashes')) {
    alarmTopic.addAlarm(scope, `${toFunctionFolder(name)}-crashes`, {
      metric: fn.metricErrors(perFiveMinutes),
      threshold: 1,
      group: 'crashes',
      anchor: operationAlarmAnchors.crashes,
      description: `${name} failed: it crashed, failed to start or timed out.`,
    });
  }
  if (kinds.includes('throttled')) {
    alarmTopic.addAlarm(scope, `${toFunctionFolder(name)}-throttled`, {
      metric: fn.metricThrottles(perFiveMinutes),
      threshold: 1,
      group: 'throttled',
      anchor: operationAlarmAnchors.throttled,
      description: `Lambda throttled ${name}: no concurrency was left.`,
    });
  }
}

/** Adds the alarm on a job that its schedule does not start. */
export function addScheduleAlarm(scope: Construct, alarmTopic: AlarmTopic, name: string, fn: IFunction): void {
  alarmTopic.addAlarm(scope, `${toFunctionFolder(name)}-silent`, {
    metric: fn.metricInvocations(perFiveMinutes),
    threshold: 1,
    alarmBelow: true,
    periods: 3,
    group: 'jobs-behind',
    anchor: operationAlarmAnchors.silent,
    description: `The schedule has not started ${name} for 15 minutes.`,
  });
}
