import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { versionMetrics } from '../../lib/observability/metrics.ts';
import { liveAlias } from '../resource-names.ts';
import { operationAlarmAnchors, toAlarmHint, toAlarmName } from './alarm-topic.ts';
import { createFunctionMetric } from './cloudwatch-metrics.ts';

export interface ReleaseAlarmProps {
  stage: string;
  operation: string;
  /** The name of the function's folder. */
  folder: string;
  functionName: string;
  alias: Alias;
}

const period = Duration.minutes(1);

/**
 * Adds the alarm that rolls back the release of a function. It judges the new version alone, so a release can repair a version that fails.
 * The version is part of its name: an alarm with another name begins anew, while a changed alarm keeps the state of the old version.
 */
export function addReleaseAlarm(
  scope: Construct,
  { stage, operation, folder, functionName, alias }: ReleaseAlarmProps,
): Alarm {
  const { version } = alias.version;
  const crashes = new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensionsMap: { FunctionName: functionName, Resource: `${functionName}:${liveAlias}`, ExecutedVersion: version },
    statistic: 'Sum',
    period,
  });
  const ofVersion = { operation, version, period };
  const failed = createFunctionMetric(stage, versionMetrics.failed, ofVersion);
  const unknown = createFunctionMetric(stage, versionMetrics.unknown, ofVersion);
  return new Alarm(scope, 'release-alarm', {
    alarmName: toAlarmName(stage, `${folder}-release-${version}`),
    alarmDescription: `The new version of ${operation} fails, and its release is rolled back. ${toAlarmHint(operationAlarmAnchors.release)}`,
    metric: new MathExpression({
      // Each metric exists only in minutes when it is emitted.
      expression: 'IF(FILL(crashes, 0) >= 1 OR FILL(failed, 0) >= 3 OR FILL(unknown, 0) >= 3, 1, 0)',
      usingMetrics: { crashes, failed, unknown },
      period,
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
