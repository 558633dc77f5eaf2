import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';

const period = Duration.minutes(1);

/** Adds the alarm on the monitor that calls the stage from outside. It also fires when the monitor does not run. */
export function addHealthAlarm(scope: Construct, alarmTopic: AlarmTopic, monitor: IFunction): void {
  alarmTopic.addAlarm(scope, 'unreachable', {
    metric: new MathExpression({
      expression: 'FILL(calls, 0) - FILL(errors, 0)',
      usingMetrics: { calls: monitor.metricInvocations({ period }), errors: monitor.metricErrors({ period }) },
      period,
    }),
    threshold: 1,
    alarmBelow: true,
    periods: 3,
    group: 'outage',
    description: 'For three minutes, GET /health at the public address has not succeeded.',
  });
}
