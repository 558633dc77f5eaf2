import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { applyMetrics } from '../lib/apply/apply-metric.ts';
import { copyMetrics } from '../lib/copy/copy-metric.ts';
import { publishMetrics } from '../lib/events/publish-metric.ts';
import { webhookMetrics } from '../lib/webhooks/webhook-metric.ts';
import type { AlarmBell } from './alarm-bell.ts';
import { functionMetric, queueMetric } from './metrics.ts';
import { queueNameOf } from './names.ts';

/** What is watched of the work that no client waits for. */
export function addJobAlarms(scope: Construct, bell: AlarmBell, stage: string): void {
  bell.add(scope, 'due-parked', {
    metric: functionMetric(stage, applyMetrics.parked),
    threshold: 1,
    meaning: 'Something that is due cannot be put in force, and was put aside.',
  });
  bell.add(scope, 'due-failed', {
    metric: functionMetric(stage, applyMetrics.failed),
    threshold: 1,
    periods: 3,
    meaning: 'What is due cannot be put in force, again and again.',
  });
  bell.add(scope, 'due-behind', {
    metric: functionMetric(stage, applyMetrics.left),
    threshold: 1,
    periods: 6,
    meaning: 'For half an hour no run has come to the end of what is due.',
  });
  bell.add(scope, 'events-failed', {
    metric: functionMetric(stage, publishMetrics.failed),
    threshold: 1,
    periods: 3,
    meaning: 'Changes cannot be told, again and again.',
  });
  bell.add(scope, 'webhooks-dead-lettered', {
    metric: functionMetric(stage, webhookMetrics.dead),
    threshold: 1,
    meaning: 'A webhook endpoint took an event not once within a day.',
  });
  bell.add(scope, 'copies-failed', {
    metric: functionMetric(stage, copyMetrics.failed),
    threshold: 1,
    periods: 3,
    meaning: 'Changed names cannot be copied, again and again.',
  });
  for (const queue of ['webhooks', 'copies'] as const) {
    bell.add(scope, `${queue}-behind`, {
      metric: queueMetric(queueNameOf(stage, queue), 'ApproximateAgeOfOldestMessage'),
      threshold: Duration.hours(1).toSeconds(),
      periods: 2,
      meaning: `The queue ${queue} is not worked off.`,
    });
    bell.add(scope, `${queue}-unhandled`, {
      metric: queueMetric(`${queueNameOf(stage, queue)}-unhandled`, 'ApproximateNumberOfMessagesVisible'),
      threshold: 1,
      meaning: `A message of the queue ${queue} could not be handled at all, and is kept aside.`,
    });
  }
}
