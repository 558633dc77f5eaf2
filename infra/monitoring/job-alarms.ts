import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { publishMetrics, scheduledChangeMetrics, webhookMetrics } from '../../lib/observability/metrics.ts';
import { toQueueName } from '../resource-names.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import { createFunctionMetric, createQueueMetric } from './cloudwatch-metrics.ts';

/** Adds the alarms of the background jobs. */
export function addJobAlarms(scope: Construct, alarmTopic: AlarmTopic, stage: string): void {
  alarmTopic.addAlarm(scope, 'due-parked', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.quarantined),
    threshold: 1,
    description: 'A scheduled change could not be applied and was quarantined.',
  });
  alarmTopic.addAlarm(scope, 'due-failed', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.failed),
    threshold: 1,
    periods: 3,
    group: 'jobs-behind',
    description: 'Scheduled changes have failed to apply for 15 minutes.',
  });
  alarmTopic.addAlarm(scope, 'due-behind', {
    metric: createFunctionMetric(stage, scheduledChangeMetrics.stoppedEarly),
    threshold: 1,
    periods: 6,
    group: 'jobs-behind',
    description: 'No run of applyDue has finished all due changes for 30 minutes.',
  });
  alarmTopic.addAlarm(scope, 'events-failed', {
    metric: createFunctionMetric(stage, publishMetrics.failed),
    threshold: 1,
    periods: 3,
    group: 'jobs-behind',
    description: 'Event publishing has failed for 15 minutes.',
  });
  alarmTopic.addAlarm(scope, 'events-rejected', {
    metric: createFunctionMetric(stage, publishMetrics.quarantined),
    threshold: 1,
    description: 'A change can never be published, and its record is in the failure bucket.',
  });
  alarmTopic.addAlarm(scope, 'events-silent', {
    metric: createFunctionMetric(stage, publishMetrics.heartbeats),
    threshold: 1,
    alarmBelow: true,
    periods: 3,
    group: 'jobs-behind',
    description: 'No heartbeat has come back through the stream for 15 minutes: events are not published.',
  });
  alarmTopic.addAlarm(scope, 'webhooks-dead-lettered', {
    metric: createFunctionMetric(stage, webhookMetrics.dead),
    threshold: 1,
    description: 'A webhook endpoint did not accept an event within 24 hours.',
  });
  for (const queue of ['webhooks'] as const) {
    alarmTopic.addAlarm(scope, `${queue}-behind`, {
      metric: createQueueMetric(toQueueName(stage, queue), 'ApproximateAgeOfOldestMessage'),
      threshold: Duration.hours(1).toSeconds(),
      periods: 2,
      description: `The oldest message in the queue ${queue} has waited for more than an hour.`,
    });
    alarmTopic.addAlarm(scope, `${queue}-unhandled`, {
      metric: createQueueMetric(`${toQueueName(stage, queue)}-unhandled`, 'ApproximateNumberOfMessagesVisible'),
      threshold: 1,
      description: `A message of the queue ${queue} could not be processed and was moved to its dead-letter queue.`,
    });
  }
}
