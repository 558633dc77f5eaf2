import { Duration } from 'aws-cdk-lib';
import { type IRuleTarget, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { dueShardCount } from '../lib/dynamodb/items/index-keys.ts';

/** Starts a job on a schedule. Several workers share the shards. */
export function addSchedule(scope: Construct, job: LambdaFunction, everyMinutes: number, workers: number): void {
  for (const [index, shards] of splitShards(workers).entries()) {
    // A single worker gets no input and processes all shards.
    addScheduleRule(scope, toNumberedId('schedule', index), job, everyMinutes, workers > 1 ? { shards } : undefined);
  }
}

/** Starts a function on a schedule. A failed start is not repeated, because the next one follows. */
export function addScheduleRule(
  scope: Construct,
  id: string,
  fn: LambdaFunction,
  everyMinutes: number,
  input?: object,
): void {
  const target: IRuleTarget = {
    bind: () => ({
      arn: fn.functionArn,
      retryPolicy: { maximumRetryAttempts: 0 },
      ...(input && { input: RuleTargetInput.fromObject(input) }),
    }),
  };
  const rule = new Rule(scope, id, { schedule: Schedule.rate(Duration.minutes(everyMinutes)), targets: [target] });
  // The ID of the CDK's own permission would depend on who deploys: see event-source-mapping.ts.
  fn.addPermission(id, { principal: new ServicePrincipal('events.amazonaws.com'), sourceArn: rule.ruleArn });
}

const toNumberedId = (id: string, index: number): string => (index === 0 ? id : `${id}-${index + 1}`);

/** Assigns every shard to one worker, and the same number of shards to each worker. */
const splitShards = (workers: number): number[][] =>
  Array.from({ length: workers }, (_, worker) =>
    Array.from({ length: dueShardCount }, (_, shard) => shard).filter(shard => shard % workers === worker),
  );
