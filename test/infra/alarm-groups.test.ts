import { describe, expect, it } from 'vitest';
import { type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks();
const allAlarms = () => stage.properties('AWS::CloudWatch::Alarm');
/** The name of the alarm of a release ends with the version, which is known only at deployment. */
const isReleaseAlarm = ({ AlarmName }: TemplateJson) => typeof AlarmName !== 'string';
const alarms = () => allAlarms().filter(alarm => !isReleaseAlarm(alarm));
const groups = () => stage.properties('AWS::CloudWatch::CompositeAlarm');

describe('alarms with a common cause', () => {
  it('are named after a cause that they share, and one cause notifies once', () => {
    const names = groups().map(({ AlarmName }) => AlarmName.replace('connect-production-', ''));
    expect(names).toEqual(['outage', 'crashes', 'throttled', 'slow-requests', 'jobs-behind']);
    const [outage, ...others] = groups();
    expect(outage.ActionsSuppressor).toBeUndefined();
    for (const { ActionsSuppressor, ActionsSuppressorWaitPeriod } of others) {
      expect(ActionsSuppressor['Fn::GetAtt'][0]).toMatch(/^groupoutage/);
      // Longer than the longest period of the alarms in the group `outage`.
      expect(ActionsSuppressorWaitPeriod).toBeGreaterThan(300);
    }
  });

  it.each([
    ['failures', 'outage'],
    ['server-errors', 'outage'],
    ['unknown-outcomes', 'outage'],
    ['unreachable', 'outage'],
    ['slow', 'slow-requests'],
    ['create-license-throttled', 'throttled'],
    ['create-license-crashes', 'crashes'],
    ['publish-events-crashes', 'crashes'],
    ['due-failed', 'jobs-behind'],
    ['events-failed', 'jobs-behind'],
    ['events-silent', 'jobs-behind'],
    ['events-behind', 'jobs-behind'],
  ])('notify only through a group in an outage of DynamoDB: %s', (name, group) => {
    const alarm = alarms().find(({ AlarmName }) => AlarmName === `connect-production-${name}`);
    expect(alarm.AlarmActions).toBeUndefined();
    const { AlarmRule } = groups().find(({ AlarmName }) => AlarmName === `connect-production-${group}`);
    expect(AlarmRule).toContain(`ALARM("${alarm.AlarmName}")`);
  });

  it('stay within the limits of a group: 100 alarms and a rule of 10,240 characters', () => {
    for (const { AlarmRule } of groups()) {
      expect(AlarmRule.split(' OR ').length).toBeLessThanOrEqual(100);
      expect(AlarmRule.length).toBeLessThanOrEqual(10_240);
    }
  });

  it('are on the dashboard if they notify somebody, at most 100', () => {
    const notifying = [...alarms(), ...groups()].filter(({ AlarmActions }) => AlarmActions !== undefined);
    expect(notifying.length).toBeLessThanOrEqual(100);
    const [{ DashboardBody }] = stage.properties('AWS::CloudWatch::Dashboard') as [TemplateJson];
    const text = JSON.stringify(DashboardBody);
    for (const { AlarmName } of notifying) expect(text).toContain(`:alarm:${AlarmName}`);
    expect(text).not.toContain(':alarm:connect-production-create-license');
  });
});

describe('alarms of a release', () => {
  it('judge the new version alone, and begin anew with each version', () => {
    for (const { AlarmName, AlarmActions, Metrics } of allAlarms().filter(isReleaseAlarm)) {
      const version = AlarmName['Fn::Join'][1].at(-1);
      expect(version).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Version'] });
      expect(AlarmActions).toBeUndefined();
      const [{ Expression }, ...metrics] = Metrics;
      expect(Expression.match(/FILL\(\w+, 0\)/g)).toHaveLength(metrics.length);
      for (const { MetricStat } of metrics) {
        const names = ['version', 'ExecutedVersion'];
        const ofVersion = MetricStat.Metric.Dimensions.find(({ Name }: TemplateJson) => names.includes(Name));
        expect(ofVersion.Value).toEqual(version);
      }
    }
  });

  it('are completed by a message for each release that was rolled back or stopped', () => {
    const rule = stage.properties('AWS::Events::Rule').find(({ EventPattern }) => EventPattern !== undefined);
    expect(rule.EventPattern).toMatchObject({
      source: ['aws.codedeploy'],
      detail: { state: ['FAILURE', 'STOP'], application: [{ prefix: 'connect-production-' }] },
    });
    expect(rule.Targets).toMatchObject([{ Arn: expect.stringMatching(/:connect-production-alarms$/) }]);
  });
});
