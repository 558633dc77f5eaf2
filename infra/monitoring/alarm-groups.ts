import { Duration, Stack } from 'aws-cdk-lib';
import { AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type AlarmTopic, type StageAlarm, toAlarmHint, toAlarmName } from './alarm-topic.ts';

/**
 * The groups of alarms that one cause can trigger together, with the sentence for the person on call. A group notifies once, whichever of its
 * alarms fire. Its notification names them.
 */
const alarmGroups = {
  outage: 'Clients get errors: requests fail, or the API is not reachable.',
  crashes: 'Functions crashed, failed to start or timed out.',
  throttled: 'Lambda throttled functions: no concurrency was left.',
  'slow-requests': 'Requests are slow, because of DynamoDB or of many changes of one item.',
  'jobs-behind': 'Scheduled changes or events are late.',
} as const;

export type AlarmGroupName = keyof typeof alarmGroups;

/** An outage is measured every minute or every five. The other groups wait for it, so that they stay silent during an outage. */
const suppression = {
  actionsSuppressorWaitPeriod: Duration.minutes(6),
  actionsSuppressorExtensionPeriod: Duration.minutes(10),
};

/** Adds an alarm per group. During an outage, only the group `outage` notifies. @returns the names of all alarms that notify */
export function addAlarmGroups(
  scope: Construct,
  topic: AlarmTopic,
  stage: string,
  alarms: readonly StageAlarm[],
): string[] {
  const groups: { alarmName: string; alarm: CompositeAlarm }[] = [];
  for (const [group, description] of Object.entries(alarmGroups)) {
    const members = alarms.filter(alarm => alarm.group === group);
    const [outage] = groups;
    const alarmName = toAlarmName(stage, group);
    const alarm = new CompositeAlarm(scope, `group-${group}`, {
      compositeAlarmName: alarmName,
      alarmDescription: `${description} ${toAlarmHint(group)}`,
      alarmRule: AlarmRule.fromString(members.map(({ alarmName }) => `ALARM("${alarmName}")`).join(' OR ')),
      ...(outage && { actionsSuppressor: outage.alarm, ...suppression }),
    });
    // A group can be created only after its alarms. Those of other stacks are deployed before.
    const own = members.filter(member => Stack.of(member.alarm) === Stack.of(scope));
    alarm.node.addDependency(...own.map(member => member.alarm));
    topic.notify(alarm);
    groups.push({ alarmName, alarm });
  }
  return [...groups, ...alarms.filter(alarm => alarm.group === undefined)].map(({ alarmName }) => alarmName);
}
