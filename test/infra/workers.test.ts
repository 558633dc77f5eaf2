import { describe, expect, it } from 'vitest';
import { allShards } from '../../lib/apply/apply-due.ts';
import { linesOf } from '../../lib/apply/run-input.ts';
import { useStage } from '../support/stacks.ts';

const stage = useStage('empty', production => {
  production.applyWorkers = 4;
});

describe('workers that share what is due', () => {
  it('are started each with its shards, and visit every shard once', () => {
    const rules = stage.properties('AWS::Events::Rule');
    expect(rules).toHaveLength(4);
    const lines = rules.flatMap(({ ScheduleExpression, Targets }) => {
      expect(ScheduleExpression).toBe('rate(1 minute)');
      const shares = linesOf(JSON.parse(Targets[0].Input));
      expect(shares).toHaveLength(allShards.length / 4);
      return shares;
    });
    expect(lines.sort()).toEqual([...allShards].sort());
  });

  it('may all be started by their rules', () => {
    const permitted = stage
      .properties('AWS::Lambda::Permission')
      .filter(({ Principal }) => Principal === 'events.amazonaws.com')
      .map(({ SourceArn }) => SourceArn['Fn::GetAtt'][0]);
    expect(permitted.sort()).toEqual(Object.keys(stage.api('AWS::Events::Rule')).sort());
  });
});
