import { Duration } from 'aws-cdk-lib';
import type { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Job } from '../../lib/contract/job.ts';
import { publishMetrics, scheduledChangeMetrics, webhookMetrics } from '../../lib/observability/metrics.ts';
import { toQueueName } from '../resource-names.ts';
import { createFunctionMetric, createQueueMetric } from './cloudwatch-metrics.ts';
import { createGraph } from './dashboard-graph.ts';

/** A job and its function. */
export interface WatchedJob {
  job: Job;
  function: IFunction;
}

/** Creates the dashboard rows of the background jobs and their queues. */
export function createJobGraphs(stage: string, jobs: readonly WatchedJob[]): GraphWidget[][] {
  const jobMetrics = [scheduledChangeMetrics, publishMetrics, webhookMetrics].flatMap(metrics =>
    Object.values(metrics),
  );
  const failureMetrics = jobs.flatMap(({ function: fn }) => [fn.metricThrottles(), fn.metricErrors()]);
  const iteratorAges = jobs
    .filter(({ job }) => job.trigger.on === 'changes')
    .map(({ function: fn }) => fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }));
  const queues = [toQueueName(stage, 'webhooks')];
  const queuesWithDeadLetters = queues.flatMap(queue => [queue, `${queue}-unhandled`]);
  return [
    [
      createGraph(
        'Job results',
        jobMetrics.map(metric => createFunctionMetric(stage, metric)),
      ),
      createGraph('Jobs: throttles and errors', failureMetrics),
    ],
    [
      createGraph(
        'Messages in queues',
        queuesWithDeadLetters.map(queue => createQueueMetric(queue, 'ApproximateNumberOfMessagesVisible')),
      ),
      createGraph(
        'Age of the oldest message, s (right: of the stream, ms)',
        queues.map(queue => createQueueMetric(queue, 'ApproximateAgeOfOldestMessage')),
        iteratorAges,
      ),
    ],
  ];
}
