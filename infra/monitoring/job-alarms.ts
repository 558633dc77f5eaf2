import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { publishMetrics } from '../../lib/observability/publish-metrics.ts';
import { scheduledChangeMetrics } from '../../lib/observability/scheduled-change-metrics.ts';
import { webhookMetrics } from '../../lib/observability/webhook-metrics.ts';
import { toQueueName } from '../resource-names.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import { createFunctionMetric, createQueueMetric } from './cloudwatch-metrics.ts';

/** What is watched of the work that no client waits for. */
export function addJobAlarms(scope: Construct, alarmTopic: AlarmTopic, stage: string): void {
  alarmTopic.addAlarm(scope, 'due-parked', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.quarantined),
    threshold: 1,
    description: 'Something that is due cannot be put in force, and was put aside.',
  });
  alarmTopic.addAlarm(scope, 'due-failed', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.failed),
    threshold: 1,
    periods: 3,
    description: 'What is due cannot be put in force, again and again.',
  });
  alarmTopic.addAlarm(scope, 'due-behind', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.stoppedEarly),
    threshold: 1,
    periods: 6,
    description: 'For half an hour no run has come to the end of what is due.',
  });
  alarmTopic.addAlarm(scope, 'events-failed', {
    metric: createFunctionMetric(stage, publishMetrics.failed),
    threshold: 1,
    periods: 3,
    description: 'Changes cannot be told, again and again.',
  });
  alarmTopic.addAlarm(scope, 'webhooks-dead-lettered', {
    metric: createFunctionMetric(stage, webhookMetrics.dead),
    threshold: 1,
    description: 'A webhook endpoint took an event not once within a day.',
  });
  for (const queue of ['webhooks'] as const) {
    alarmTopic.addAlarm(scope, `${queue}-behind`, {
      metric: createQueueMetric(toQueueName(stage, queue), 'ApproximateAgeOfOldestMessage'),
      threshold: Duration.hours(1).toSeconds(),
      periods: 2,
      description: `The queue ${queue} is not worked off.`,
    });
    alarmTopic.addAlarm(scope, `${queue}-unhandled`, {
      metric: createQueueMetric(`${toQueueName(stage, queue)}-unhandled`, 'ApproximateNumberOfMessagesVisible'),
      threshold: 1,
      description: `A message of the queue ${queue} could not be handled at all, and is kept aside.`,
    });
  }
}
