import { describe, expect, it } from 'vitest';
import { Metadata } from '../../lib/contract/metadata.ts';
import { IdOrReference } from '../../lib/contract/reference.ts';
import { useStageStacks } from '../support/cdk-stacks.ts';
import { blockingRuleReasons, type InspectedPart, inspectedTexts, managedRuleGroups } from './managed-rules.ts';

interface ManagedRule {
  Name: string;
  OverrideAction: unknown;
  Statement: {
    ManagedRuleGroupStatement?: { Name: string; RuleActionOverrides: { Name: string; ActionToUse: unknown }[] };
  };
}

const stage = useStageStacks();

const listManagedRules = (): ManagedRule[] =>
  (stage.properties('AWS::WAFv2::WebACL')[0].Rules as ManagedRule[]).filter(
    ({ Statement }) => Statement.ManagedRuleGroupStatement,
  );
const listOverrides = (rule: ManagedRule) => rule.Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [];
const countingNames = (): string[] => listManagedRules().flatMap(rule => listOverrides(rule).map(({ Name }) => Name));

const listRules = (...parts: InspectedPart[]): string[] =>
  Object.values(managedRuleGroups)
    .flatMap(Object.entries<InspectedPart>)
    .filter(([, part]) => parts.includes(part))
    .map(([name]) => name);

describe('the managed rules of the firewall', () => {
  it('are overridden under names that their group has, because a wrong name fails the deployment', () => {
    for (const rule of listManagedRules()) {
      expect(rule.OverrideAction).toEqual({ None: {} });
      const published = Object.keys(managedRuleGroups[rule.Name] ?? {});
      const names = listOverrides(rule).map(({ Name }) => Name);
      expect(published).toEqual(expect.arrayContaining(names));
      expect(names).toEqual([...new Set(names)]);
    }
    expect(listManagedRules().map(({ Name }) => Name)).toEqual(Object.keys(managedRuleGroups));
  });

  it('only count what looks like an attack in a body, a path, a query or a cookie', () => {
    expect(countingNames()).toEqual(expect.arrayContaining(listRules('body', 'path', 'query', 'cookie')));
    for (const { ActionToUse } of listManagedRules().flatMap(listOverrides)) expect(ActionToUse).toEqual({ Count: {} });
  });

  it('block only for a reason that is written down', () => {
    const counting = new Set(countingNames());
    const blocking = listRules('body', 'path', 'query', 'cookie', 'header', 'method').filter(
      name => !counting.has(name),
    );
    expect(blocking.sort()).toEqual(Object.keys(blockingRuleReasons).sort());
  });
});

describe('a text that the managed rules look for', () => {
  it.each(inspectedTexts)('is valid in a reference and in metadata: %s', text => {
    expect(IdOrReference.safeParse(`rid_${text}`).success).toBe(true);
    expect(Metadata.safeParse({ note: text }).success).toBe(true);
  });
});
