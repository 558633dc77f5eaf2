import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { dueShardCount } from '../lib/dynamodb/items/index-keys.ts';

/** Starts a job on a schedule. Several workers share the shards. */
export function addSchedule(scope: Construct, job: LambdaFunction, everyMinutes: number, workers: number): void {
  for (const [index, shards] of splitShards(workers).entries()) {
    new Rule(scope, index === 0 ? 'schedule' : `schedule-${index + 1}`, {
      schedule: Schedule.rate(Duration.minutes(everyMinutes)),
      targets: [
        new LambdaTarget(job, {
          retryAttempts: 0,
          // A single worker gets no input and processes all shards.
          ...(workers > 1 && { event: RuleTargetInput.fromObject({ shards }) }),
        }),
      ],
    });
  }
}

/** Assigns every shard to one worker, and the same number of shards to each worker. */
const splitShards = (workers: number): number[][] =>
  Array.from({ length: workers }, (_, worker) =>
    Array.from({ length: dueShardCount }, (_, shard) => shard).filter(shard => shard % workers === worker),
  );
