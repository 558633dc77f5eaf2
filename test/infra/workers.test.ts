import { describe, expect, it } from 'vitest';
import { allDueShards } from '../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { parseShards } from '../../lib/jobs/scheduled-changes/job-input.ts';
import { useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks('empty', production => {
  production.applyWorkers = 4;
});

describe('workers that share the due changes', () => {
  it('start with their own shards, and process every shard once', () => {
    const rules = stage
      .properties('AWS::Events::Rule')
      .filter(({ ScheduleExpression, Targets }) => ScheduleExpression && Targets[0].Input !== undefined);
    expect(rules).toHaveLength(4);
    const lines = rules.flatMap(({ ScheduleExpression, Targets }) => {
      expect(ScheduleExpression).toBe('rate(1 minute)');
      const shares = parseShards(JSON.parse(Targets[0].Input));
      expect(shares).toHaveLength(allDueShards.length / 4);
      return shares;
    });
    expect(lines.sort()).toEqual([...allDueShards].sort());
  });

  it('can all be started by their rules', () => {
    const permitted = stage
      .properties('AWS::Lambda::Permission')
      .filter(({ Principal }) => Principal === 'events.amazonaws.com')
      .map(({ SourceArn }) => SourceArn['Fn::GetAtt'][0]);
    expect(permitted.sort()).toEqual(Object.keys(stage.api('AWS::Events::Rule')).sort());
  });
});
